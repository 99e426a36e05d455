// Work in slices, between the page's own: in idle time while the page is
// seen, never while it is hidden.

import type { Shutdown } from "./shutdown";

/** Milliseconds of one slice at most; half a frame. */
const SLICE = 8;

/** Idle time that does not come within this is taken. */
const PATIENCE = 60;

export class Slices {
  private asked: number | undefined;
  private wanted = false;

  /** `work` does some of what there is until `mayGoOn` says no, and returns
   *  whether there is more. */
  constructor(
    private readonly work: (mayGoOn: () => boolean) => boolean,
    private readonly shutdown: Shutdown,
  ) {
    shutdown.listen(document, "visibilitychange", () => this.schedule());
    shutdown.atEnd(() => this.cancel());
  }

  ask(): void {
    this.wanted = true;
    this.schedule();
  }

  private schedule(): void {
    if (!this.wanted || this.asked !== undefined || document.hidden || this.shutdown.isOver) {
      return;
    }
    this.asked = requestIdleCallback(() => this.run(), { timeout: PATIENCE });
  }

  private run(): void {
    this.asked = undefined;
    if (document.hidden) {
      return;
    }
    const end = performance.now() + SLICE;
    this.wanted = false;
    const more = this.work(() => performance.now() < end);
    if (more) {
      this.ask();
    }
  }

  private cancel(): void {
    if (this.asked !== undefined) {
      cancelIdleCallback(this.asked);
    }
    this.wanted = false;
  }
}
