// One post element, by the plan, to a record of the strings that stand there.
// Runs ten thousand times on a long page: plain loops, no needless lists.

import type { PlanFields, RawPost } from "../generated/messages";
import * as dom from "./dom";
import type { Elements } from "./elements";
import { type Parts, PartsReader, type Place } from "./parts";
import type { Plan } from "./plan";
import { hostOf } from "./tree";

export class Reader {
  private readonly parts: PartsReader;
  private readonly places: Record<keyof PlanFields, Place[]>;
  private readonly folds: number | undefined;
  private readonly threads: Threads;
  /** The nearest items around elements, as long as nothing changes. */
  private readonly nearest = new Map<Element, Element | null>();

  constructor(
    private readonly plan: Plan,
    private readonly elements: Elements,
    isKnown: (element: Element) => boolean,
  ) {
    this.parts = new PartsReader(plan, isKnown);
    const { folds, follows, fields } = plan;
    this.folds = folds === undefined ? undefined : this.parts.number(folds);
    this.threads = new Threads(plan, follows === undefined ? undefined : this.parts.number(follows));
    const names = Object.keys(fields) as (keyof PlanFields)[];
    this.places = Object.fromEntries(
      names.map((name) => [name, fields[name].map((pick) => this.parts.place(pick))]),
    ) as Record<keyof PlanFields, Place[]>;
  }

  read(item: Element): RawPost {
    const { places, folds } = this;
    const parts = this.parts.of(item);
    const above = this.above(item, parts);
    return {
      handle: this.elements.handle(item),
      parent: above === null ? null : this.elements.last(above),
      key: parts.candidates(places.key),
      parent_key: parts.candidates(places.parent_key),
      post_key: parts.candidates(places.post_key),
      author: parts.candidates(places.author),
      badge: parts.candidates(places.badge),
      text: parts.text(places.text),
      time: parts.candidates(places.time),
      datetime: parts.candidates(places.datetime),
      lang: parts.candidates(places.lang),
      reactions: parts.candidates(places.reactions),
      reaction_kinds: parts.candidates(places.reaction_kinds),
      shares: parts.candidates(places.shares),
      comments: parts.candidates(places.comments),
      folded: folds !== undefined && parts.has(folds),
    };
  }

  /** The item that this one stands in, or answers in their thread. */
  private above(item: Element, parts: Parts): Element | null {
    return this.around(item) ?? this.threads.above(item, parts);
  }

  /** The item that this one stands in. */
  around(item: Element): Element | null {
    const parent = dom.parentElementOf(item);
    const found = this.plan.looksInside ? this.nearestTo(parent) : closest(parent, this.plan.item);
    const host = found === null && this.plan.roots !== undefined ? hostOf(item) : undefined;
    return host === undefined ? found : dom.matches(host, this.plan.item) ? host : this.around(host);
  }

  /** No element is asked twice: the selector has to look at all that it holds. */
  private nearestTo(parent: Element | null): Element | null {
    const passed: Element[] = [];
    let at = parent;
    let found = at === null ? null : this.nearest.get(at);
    while (at !== null && found === undefined) {
      passed.push(at);
      if (this.elements.known(at) !== undefined || dom.matches(at, this.plan.item)) {
        found = at;
      } else {
        at = dom.parentElementOf(at);
        found = at === null ? null : this.nearest.get(at);
      }
    }
    for (const element of passed) {
      this.nearest.set(element, found ?? null);
    }
    return found ?? null;
  }

  /** The page has changed. */
  changed(): void {
    this.nearest.clear();
  }
}

/** Items that stand side by side, and which of them answers which. */
class Threads {
  /** The post of each thread, known also when a page has taken it out because
   *  it is out of sight. */
  private readonly posts = new WeakMap<Element, Element>();

  constructor(
    private readonly plan: Plan,
    /** The number of `plan.follows`. */
    private readonly follows: number | undefined,
  ) {}

  above(item: Element, parts: Parts): Element | null {
    const { thread, focus } = this.plan;
    const isAnswer = this.follows !== undefined && parts.has(this.follows);
    for (let around = closest(item, thread); around !== null; around = closest(dom.parentElementOf(around), thread)) {
      const post = this.postOf(around);
      const leadsUp = focus !== undefined && post?.isConnected === true && !precedes(post, item);
      const before = leadsUp || isAnswer ? this.before(item, around) : null;
      if (before !== null) {
        return before;
      }
      if (!leadsUp && post !== item && post !== null) {
        return post;
      }
    }
    return null;
  }

  private postOf(around: Element): Element | null {
    const known = this.posts.get(around) ?? null;
    if (known?.isConnected === true) {
      return known;
    }
    const { item, focus } = this.plan;
    const post =
      focus === undefined
        ? (known ?? around.querySelector(item))
        : (closest(around.querySelector(focus), item) ?? known);
    if (post !== null) {
      this.posts.set(around, post);
    }
    return post;
  }

  private before(item: Element, around: Element): Element | null {
    for (let at: Element | null = item; at !== null && at !== around; at = dom.parentElementOf(at)) {
      for (let beside = at.previousElementSibling; beside !== null; beside = beside.previousElementSibling) {
        const last = dom.matches(beside, this.plan.item) ? beside : lastOf(dom.within(beside, this.plan.item));
        if (last !== undefined) {
          return last;
        }
      }
    }
    return null;
  }
}

function closest(element: Element | null, selector: string | undefined): Element | null {
  return selector === undefined || element === null ? null : dom.closest(element, selector);
}

function precedes(one: Element, other: Element): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function lastOf(elements: NodeListOf<Element>): Element | undefined {
  return elements[elements.length - 1];
}
