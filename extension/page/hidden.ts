// Counts what on the page shows that it hides comments: a sort order, a folded
// list. What has come is asked once, and again when it changes.

import { closest, listed, matches, within } from "./dom";
import { itemsIn, type Piece } from "./pieces";
import type { Plan } from "./plan";
import { says } from "./says";

export class Hidden {
  private readonly waiting = new Set<Element>();
  private readonly found = new Set<Element>();

  constructor(
    private readonly plan: Plan,
    private readonly isOnPage: (element: Element) => boolean,
  ) {}

  lookOver(piece: Piece): void {
    if (this.plan.hides !== undefined) {
      this.wait(itemsIn(piece, this.plan.hides));
    }
  }

  came(element: Element): void {
    const { hides } = this.plan;
    if (hides !== undefined) {
      this.wait(listed(within(element, hides)));
      this.changed(element);
    }
  }

  /** The element, or something in it. */
  changed(element: Element): void {
    const { hides } = this.plan;
    const at = hides === undefined ? null : closest(element, hides);
    if (at !== null) {
      this.waiting.add(at);
    }
  }

  /** Asks what waits; whether more is left. */
  work(mayGoOn: () => boolean): boolean {
    for (const element of this.waiting) {
      if (!mayGoOn()) {
        break;
      }
      this.waiting.delete(element);
      if (this.isOnPage(element) && this.shows(element)) {
        this.found.add(element);
      } else {
        this.found.delete(element);
      }
    }
    return this.waiting.size > 0;
  }

  count(): number {
    for (const element of this.found) {
      if (!this.isOnPage(element)) {
        this.found.delete(element);
      }
    }
    return this.found.size;
  }

  private wait(elements: Element[]): void {
    for (const element of elements) {
      this.waiting.add(element);
    }
  }

  private shows(element: Element): boolean {
    const { hides, hidesWords } = this.plan;
    return hides !== undefined && matches(element, hides) && says(element, hidesWords);
  }
}
