// Works at moments when nothing is being scrolled. What is put on a long
// page has the browser lay it out anew, and would cost a scroll its frames.

import { now } from "./dom";
import type { Shutdown } from "./shutdown";

/** Milliseconds without a scroll that are calm. */
const CALM = 120;

/** Milliseconds from one event of a scroll to the next. One alone is a jump:
 *  the browser makes one for each comment that comes above what is read. */
const STEADY = 60;

/** Milliseconds after which it is done though the page is scrolled on and on.
 *  Who scrolls on for longer does not read; what moves by itself does. */
const PATIENCE = 10_000;

export class Calm {
  private last = Number.NEGATIVE_INFINITY;
  private scrolled = Number.NEGATIVE_INFINITY;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly work: () => void,
    /** Whether what it is about is moved when this is scrolled. */
    isMoved: (scrolled: Node) => boolean,
    shutdown: Shutdown,
  ) {
    shutdown.listen(
      document,
      "scroll",
      ({ target }) => {
        if (isMoved(target as Node)) {
          this.moved(now());
        }
      },
      true,
    );
    shutdown.atEnd(() => clearTimeout(this.timer));
  }

  /** Has the work done, as after every scroll: at once, where nothing has been scrolled of late. */
  ask(): void {
    if (this.timer === undefined) {
      this.asked = now();
      this.step();
    }
  }

  private moved(at: number): void {
    if (at - this.last < STEADY) {
      this.scrolled = at;
    }
    this.last = at;
    this.ask();
  }

  private step(): void {
    const wait = Math.min(this.scrolled + CALM, this.asked + PATIENCE) - now();
    if (wait > 0) {
      this.timer = setTimeout(() => this.step(), wait);
    } else {
      this.timer = undefined;
      this.work();
    }
  }
}
