// What the page says of its posts for machines (JSON-LD): told as it stands,
// once, and again when it has changed.

import type { FromPage } from "../generated/messages";
import type { Plan } from "./plan";

/** Characters told of one element, and of all together; the rest is left. */
const LONGEST = 500_000;
const ALL = 2_000_000;

export class Linked {
  private readonly told = new WeakMap<Element, string>();
  private room = ALL;

  constructor(
    private readonly plan: Plan,
    private readonly send: (message: FromPage) => void,
  ) {}

  look(): void {
    if (this.plan.linkedData === undefined) {
      return;
    }
    const texts: string[] = [];
    for (const element of document.querySelectorAll(this.plan.linkedData)) {
      const text = element.textContent;
      if (text.length <= Math.min(LONGEST, this.room) && this.told.get(element) !== text) {
        this.told.set(element, text);
        this.room -= text.length;
        texts.push(text.toWellFormed());
      }
    }
    if (texts.length > 0) {
      this.send({ kind: "linked", plan: this.plan.id, texts });
    }
  }
}
