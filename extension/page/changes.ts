// What a change of the page means for the records: which items must be read
// again. Kept small on purpose: one comment more in a thread of thousands
// must not have the thread's own post read again.

import { closest, contains, kindOf, matches, within } from "./dom";
import { isOwn } from "./own";
import type { Plan } from "./plan";

/** Where somebody writes: nothing in there is read. */
const EDITOR = "[contenteditable]:not([contenteditable=false])";

export class Changes {
  constructor(
    private readonly plan: Plan,
    /** Called with an item that is new or may read otherwise now. */
    private readonly touched: (item: Element) => void,
  ) {}

  take(record: MutationRecord): void {
    const target =
      kindOf(record.target) === Node.ELEMENT_NODE ? (record.target as Element) : record.target.parentElement;
    if (target === null || isOwn(target) || closest(target, EDITOR) !== null) {
      return;
    }
    if (record.type !== "childList") {
      this.touchOwner(target);
      return;
    }
    let isOwnersChange = false;
    for (const node of record.addedNodes) {
      isOwnersChange = this.takeAdded(node, target) || isOwnersChange;
    }
    for (const node of record.removedNodes) {
      isOwnersChange = this.matters(node, target) || isOwnersChange;
    }
    if (isOwnersChange) {
      this.touchOwner(target);
    }
  }

  /** Touches the items that came; returns whether what came is also a part
   *  of the item it came into. */
  private takeAdded(node: Node, target: Element): boolean {
    if (kindOf(node) === Node.ELEMENT_NODE && !isOwn(node)) {
      const element = node as Element;
      if (matches(element, this.plan.item)) {
        this.touched(element);
      }
      for (const item of within(element, this.plan.item)) {
        this.touched(item);
      }
    }
    return this.matters(node, target);
  }

  /** Whether a node that came to or left `target` can be read as a part of
   *  the item that `target` belongs to. */
  private matters(node: Node, target: Element): boolean {
    if (isOwn(node)) {
      return false;
    }
    if (kindOf(node) === Node.TEXT_NODE) {
      return true;
    }
    if (kindOf(node) !== Node.ELEMENT_NODE) {
      return false;
    }
    const element = node as Element;
    if (matches(element, this.plan.item)) {
      return false;
    }
    if (this.plan.readsWholeItem || closest(target, this.plan.sources) !== null) {
      return true;
    }
    return matches(element, this.plan.sources) || this.holdsSource(element);
  }

  /** A source inside the element that is not inside an item inside it. */
  private holdsSource(element: Element): boolean {
    for (const source of within(element, this.plan.sources)) {
      const item = closest(source, this.plan.item);
      if (item === null || !contains(element, item)) {
        return true;
      }
    }
    return false;
  }

  private touchOwner(element: Element): void {
    const owner = closest(element, this.plan.item);
    if (owner !== null) {
      this.touched(owner);
    }
  }
}
