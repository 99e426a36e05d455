// What the page says of its posts for machines (JSON-LD): told as it stands,
// once, and again when it has changed.

import type { FromPage } from "../generated/messages";
import { closest, firstWithin, kindOf, matches, parentElementOf } from "./dom";
import type { Plan } from "./plan";

/** Characters told of one element, and of all that stand there; the rest is left. */
const LONGEST = 500_000;
const ALL = 2_000_000;

export class Linked {
  /** Of those that have been read and not changed since. */
  private readonly lengths = new WeakMap<Element, number>();
  private readonly told = new WeakMap<Element, string>();
  private mayDiffer = true;
  /** On the elements themselves: they may also change while they are away. */
  private readonly observer = new MutationObserver((records) => this.changed(records));

  constructor(
    private readonly plan: Plan,
    private readonly send: (message: FromPage) => void,
  ) {}

  /** The element has come or left, with all that is in it. */
  touch(element: Element): void {
    const { linkedData } = this.plan;
    this.mayDiffer ||= linkedData !== undefined && firstWithin(element, linkedData) !== null;
    this.touchAt(element);
  }

  /** The element, or text in it, is otherwise now. */
  touchAt(element: Element): void {
    const { linkedData } = this.plan;
    this.mayDiffer ||= linkedData !== undefined && matches(element, linkedData);
  }

  /** Anything may be otherwise now. */
  lookAround(): void {
    this.mayDiffer = true;
  }

  look(): void {
    if (this.plan.linkedData === undefined || !this.mayDiffer) {
      return;
    }
    this.mayDiffer = false;
    this.changed(this.observer.takeRecords());
    const all = document.querySelectorAll(this.plan.linkedData);
    let room = ALL;
    for (const element of all) {
      room -= this.told.has(element) ? (this.lengths.get(element) ?? 0) : 0;
    }
    const texts: string[] = [];
    for (const element of all) {
      if (!this.mayTell(element, room)) {
        continue;
      }
      const text = this.read(element);
      if (text.length > Math.min(LONGEST, room)) {
        this.told.delete(element);
        continue;
      }
      room -= text.length;
      if (this.told.get(element) !== text) {
        this.told.set(element, text);
        texts.push(text.toWellFormed());
      }
    }
    if (texts.length > 0) {
      this.send({ kind: "linked", plan: this.plan.id, texts });
    }
  }

  close(): void {
    this.observer.disconnect();
  }

  /** Whether it is new or has changed, or there is room for it only now. */
  private mayTell(element: Element, room: number): boolean {
    const length = this.lengths.get(element);
    return length === undefined || (!this.told.has(element) && length <= Math.min(LONGEST, room));
  }

  private read(element: Element): string {
    this.observer.observe(element, { childList: true, characterData: true, subtree: true });
    const text = element.textContent;
    this.lengths.set(element, text.length);
    return text;
  }

  private changed(records: MutationRecord[]): void {
    for (const { target } of records) {
      const element = kindOf(target) === Node.ELEMENT_NODE ? (target as Element) : parentElementOf(target);
      const stated = element === null ? null : closest(element, this.plan.linkedData ?? "");
      if (stated !== null) {
        this.lengths.delete(stated);
      }
    }
  }
}
