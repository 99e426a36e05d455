// What a change of the page means for the records: which items must be read
// again. Kept small on purpose: one comment more in a thread of thousands
// must not have the thread's own post read again.

import { attributeOf, closest, kindOf, listed, matches, parentElementOf, within } from "./dom";
import { isOwn } from "./own";
import { isWrapper } from "./parts";
import { isMuch } from "./pieces";
import type { Plan } from "./plan";

/** Where somebody writes: nothing in there is read. */
const EDITOR = "[contenteditable]:not([contenteditable=false])";

export interface ChangesOwner {
  /** An item is new or may read otherwise now. */
  touched(item: Element): void;
  isKnown(element: Element): boolean;
  /** An element has come, with all that is in it. */
  came(element: Element): void;
  /** So many have, or so large ones, that they are to be searched bit by bit. */
  cameMuch(elements: Element[]): void;
  /** An element has left, with all that is in it. */
  left(element: Element): void;
  /** Something about the element or the text in it is otherwise now. */
  changed(element: Element): void;
}

/** Whether the change can matter at all; the rest is not even queued. */
export function canMatter({ type, attributeName, target, oldValue }: MutationRecord, plan: Plan): boolean {
  const isClass = type === "attributes" && attributeName === "class";
  return !isClass || plan.isOfClass(oldValue ?? "", attributeOf(target as Element, "class") ?? "");
}

export class Changes {
  private readonly itemOrEditor: string;
  /** Whether elements stand in a source of their item: to ask it of a list
   *  with all its comments takes as long as these are many. */
  private readonly inSources = new WeakMap<Element, boolean>();

  constructor(
    private readonly plan: Plan,
    private readonly owner: ChangesOwner,
  ) {
    this.itemOrEditor = `${plan.item}, ${EDITOR}`;
  }

  take(record: MutationRecord): void {
    const target = elementOf(record.target);
    if (target !== null && isOwn(target)) {
      return;
    }
    // What is in the document or in a shadow root itself has nothing around it.
    const around = target === null ? null : this.nearest(target);
    if (around !== null && matches(around, EDITOR)) {
      return;
    }
    if (record.type === "childList") {
      this.takeChildren(record, target, around);
    } else if (target !== null) {
      this.inSources.delete(target);
      this.touch(around);
      if (record.type === "attributes" && this.plan.decides(record.attributeName ?? "")) {
        this.takeDecided(target);
      }
    }
    if (target !== null) {
      this.owner.changed(target);
    }
  }

  private takeChildren(
    { addedNodes, removedNodes }: MutationRecord,
    target: Element | null,
    item: Element | null,
  ): void {
    const added = listed(addedNodes);
    const came = elementsOf(added);
    const isSearchedLater = isMuch(came);
    if (isSearchedLater) {
      this.owner.cameMuch(came);
    } else {
      for (const element of came) {
        this.takeAdded(element);
      }
    }
    const removed = listed(removedNodes);
    for (const element of elementsOf(removed)) {
      this.owner.left(element);
    }
    if (isSearchedLater || [...added, ...removed].some((node) => this.matters(node, target, item))) {
      this.touch(item);
    }
  }

  /** What an attribute has made an item, or has made none. */
  private takeDecided(target: Element): void {
    if (this.owner.isKnown(target)) {
      this.owner.touched(target);
    } else if (!matches(target, this.plan.item)) {
      for (const item of listed(within(target, this.plan.item))) {
        if (!this.owner.isKnown(item)) {
          this.owner.touched(item);
        }
      }
    }
  }

  /** Touches the items that came. */
  private takeAdded(element: Element): void {
    if (matches(element, this.plan.item)) {
      this.owner.touched(element);
    }
    for (const item of listed(within(element, this.plan.item))) {
      this.owner.touched(item);
    }
    this.owner.came(element);
  }

  /** Whether a node that came to or left `target` can be read as a part of
   *  the item around it. */
  private matters(node: Node, target: Element | null, item: Element | null): boolean {
    if (target === null || item === null || isOwn(node)) {
      return false;
    }
    if (kindOf(node) === Node.TEXT_NODE) {
      return true;
    }
    if (kindOf(node) !== Node.ELEMENT_NODE || matches(node as Element, this.plan.item)) {
      return false;
    }
    return this.plan.readsWholeItem || this.isSource(node as Element) || this.isInSource(target, item);
  }

  private isSource(element: Element): boolean {
    if (matches(element, this.plan.sources)) {
      return true;
    }
    if (isWrapper(element, (only) => matches(only, this.plan.item))) {
      return false;
    }
    // One inside the element that is not inside an item inside it.
    return listed(within(element, this.plan.sources)).some((source) => {
      let at: Element | null = source;
      while (at !== null && at !== element && !matches(at, this.plan.item)) {
        at = parentElementOf(at);
      }
      return at === element;
    });
  }

  private isInSource(target: Element, item: Element): boolean {
    let isIn = this.inSources.get(target);
    if (isIn === undefined) {
      const above = target === item ? null : parentElementOf(target);
      isIn = matches(target, this.plan.sources) || (above !== null && this.isInSource(above, item));
      this.inSources.set(target, isIn);
    }
    return isIn;
  }

  private touch(item: Element | null): void {
    if (item !== null) {
      this.owner.touched(item);
    }
  }

  /** The item that the element is or is in, or the editor. A known item is not
   *  asked whether it is one, if it would have to look at all that it holds. */
  private nearest(element: Element): Element | null {
    if (!this.plan.looksInside) {
      return closest(element, this.itemOrEditor);
    }
    let at: Element | null = element;
    while (at !== null && !this.owner.isKnown(at) && !matches(at, this.itemOrEditor)) {
      at = parentElementOf(at);
    }
    return at;
  }
}

function elementsOf(nodes: Node[]): Element[] {
  return nodes.filter((node): node is Element => kindOf(node) === Node.ELEMENT_NODE && !isOwn(node));
}

function elementOf(node: Node): Element | null {
  return kindOf(node) === Node.ELEMENT_NODE ? (node as Element) : parentElementOf(node);
}
