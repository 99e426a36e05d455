// The page's own frames that the keyboard's focus has been in: what is typed
// and pressed there is heard there alone.

import type { Shutdown } from "./shutdown";
import { focused } from "./tree";

export interface FrameListener {
  listenIn(page: Document, options: AddEventListenerOptions): void;
}

export class Frames {
  private readonly entered = new Map<Document, AbortController>();

  constructor(
    private readonly listeners: FrameListener[],
    private readonly shutdown: Shutdown,
  ) {
    shutdown.listen(window, "blur", () => this.followFocus());
    shutdown.atEnd(() => {
      for (const listening of this.entered.values()) {
        listening.abort();
      }
    });
    this.followFocus();
  }

  enter(page: Document): void {
    const view = page.defaultView;
    if (page === document || view === null || this.entered.has(page)) {
      return;
    }
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    this.entered.set(page, listening);
    for (const listener of this.listeners) {
      listener.listenIn(page, options);
    }
    view.addEventListener("blur", (event) => event.target === view && this.followFocus(), options);
    view.addEventListener(
      "pagehide",
      () => {
        listening.abort();
        this.entered.delete(page);
      },
      options,
    );
  }

  /** At the blur of a window the focus is not yet where it goes. */
  private followFocus(): void {
    setTimeout(() => {
      const page = focused()?.ownerDocument;
      if (page !== undefined && !this.shutdown.isOver) {
        this.enter(page);
      }
    });
  }
}
