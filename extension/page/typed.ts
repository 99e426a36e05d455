// What the agent types into a reply box, told so that it can be kept.

import { type Box, boxAround } from "./boxes";
import { isInserting, textIn } from "./insert";
import type { Plan } from "./plan";
import type { Shutdown } from "./shutdown";

/** Milliseconds of silence before the text is told. */
const SILENCE = 300;

export class Typed {
  private box: Box | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly plan: () => Plan | undefined,
    private readonly told: (box: Box, text: string) => void,
    shutdown: Shutdown,
  ) {
    shutdown.listen<Event>(document, "input", (event) => this.heard(event), true);
    shutdown.listen(window, "pagehide", () => this.tell(), true);
    shutdown.listen(document, "focusout", () => this.tell(), true);
    shutdown.atEnd(() => clearTimeout(this.timer));
  }

  private heard(event: Event): void {
    const plan = this.plan();
    if (!event.isTrusted || isInserting() || plan === undefined || !(event.target instanceof Element)) {
      return;
    }
    const box = boxAround(plan, event.target);
    if (box === undefined) {
      return;
    }
    if (box !== this.box) {
      this.tell();
    }
    this.box = box;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), SILENCE);
  }

  private tell(): void {
    clearTimeout(this.timer);
    if (this.box !== undefined) {
      this.told(this.box, textIn(this.box));
      this.box = undefined;
    }
  }
}
