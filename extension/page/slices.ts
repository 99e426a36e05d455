// Work in slices, between the page's own: in idle time while the page is
// seen, never while it is hidden.

import { now } from "./dom";
import type { Shutdown } from "./shutdown";

/** Milliseconds of one slice: half a frame; more where the browser has more
 *  idle time to give, but never so much that a key would be felt. */
const SLICE = 8;
const LONG_SLICE = 24;

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
    this.asked = requestIdleCallback((deadline) => this.run(deadline), { timeout: PATIENCE });
  }

  private run(deadline: IdleDeadline): void {
    this.asked = undefined;
    if (document.hidden) {
      return;
    }
    const end = now() + Math.min(Math.max(SLICE, deadline.timeRemaining()), LONG_SLICE);
    this.wanted = false;
    const more = this.work(() => now() < end);
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
