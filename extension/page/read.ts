// One post element, by the plan, to a record of the strings that stand there.
// Runs ten thousand times on a long page: plain loops, no needless lists.

import type { Pick, RawPost } from "../generated/messages";
import * as dom from "./dom";
import type { Elements } from "./elements";
import type { Plan } from "./plan";
import { type TextScope, textOf } from "./text";

/** Candidates kept of one field. */
const CANDIDATES = 12;

/** Elements looked at for one pick: a text may stand in many paragraphs. */
const SOURCES = 200;

/** Characters read of an attribute. */
const LONGEST = 20_000;

/** The name that a profile gives the page's own address. */
const LOCATION = "location";

export class Reader {
  private readonly scope: TextScope;
  private readonly threads: Threads;

  constructor(
    private readonly plan: Plan,
    private readonly elements: Elements,
  ) {
    const { item, skip, folds, keepsLines } = plan;
    const leftOut = [item, skip, folds].filter((selector) => selector !== undefined).join(", ");
    this.scope = {
      leavesOut: (element) => dom.matches(element, leftOut),
      keepsLines: (element) => closest(element, keepsLines) !== null,
    };
    this.threads = new Threads(plan);
  }

  read(item: Element): RawPost {
    const { fields, folds } = this.plan;
    const parts = new Parts(item, this.plan, this.scope);
    const above = this.above(item, parts);
    return {
      handle: this.elements.handle(item),
      parent: above === null ? null : this.elements.last(above),
      key: parts.candidates(fields.key),
      parent_key: parts.candidates(fields.parent_key),
      post_key: parts.candidates(fields.post_key),
      author: parts.candidates(fields.author),
      badge: parts.candidates(fields.badge),
      text: parts.text(fields.text),
      time: parts.candidates(fields.time),
      datetime: parts.candidates(fields.datetime),
      lang: parts.candidates(fields.lang),
      reactions: parts.candidates(fields.reactions),
      reaction_kinds: parts.candidates(fields.reaction_kinds),
      shares: parts.candidates(fields.shares),
      comments: parts.candidates(fields.comments),
      folded: folds !== undefined && parts.has(folds),
    };
  }

  /** The item that this one stands in, or answers in their thread. */
  private above(item: Element, parts: Parts): Element | null {
    return this.around(item) ?? this.threads.above(item, parts);
  }

  /** The nearest item around this one. A known one is not asked again: a
   *  selector may have to look at all that it holds. */
  private around(item: Element): Element | null {
    let at = dom.parentElementOf(item);
    while (at !== null && this.elements.known(at) === undefined && !dom.matches(at, this.plan.item)) {
      at = dom.parentElementOf(at);
    }
    return at;
  }
}

/** Items that stand side by side, and which of them answers which. */
class Threads {
  /** The post of each thread, known also when a page has taken it out because
   *  it is out of sight. */
  private readonly posts = new WeakMap<Element, Element>();

  constructor(private readonly plan: Plan) {}

  above(item: Element, parts: Parts): Element | null {
    const { thread, focus, follows } = this.plan;
    const isAnswer = follows !== undefined && parts.has(follows);
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
        const last = beside.matches(this.plan.item) ? beside : lastOf(beside.querySelectorAll(this.plan.item));
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

/** What is inside one item and not inside an item inside it. */
class Parts {
  private readonly isLeaf: boolean;

  constructor(
    private readonly item: Element,
    private readonly plan: Plan,
    private readonly scope: TextScope,
  ) {
    this.isLeaf = plan.skip === undefined && item.querySelector(plan.item) === null;
  }

  /** It is the item itself, or something in it. */
  has(selector: string): boolean {
    return this.item.matches(selector) || this.matches(selector, 1).length > 0;
  }

  /** Of the first pick that gives any: all its values, a line each. */
  text(picks: Pick[]): string {
    for (const pick of picks) {
      const values: string[] = [];
      this.collect(pick, SOURCES, values);
      const text = values.join("\n");
      if (text !== "") {
        return text;
      }
    }
    return "";
  }

  candidates(picks: Pick[]): string[] {
    const values: string[] = [];
    for (const pick of picks) {
      this.collect(pick, CANDIDATES, values);
    }
    return values;
  }

  private collect({ select, attr, value }: Pick, limit: number, values: string[]): void {
    if (value !== null || attr === LOCATION) {
      if (select === null || this.has(select)) {
        add(value ?? location.href, values);
      }
      return;
    }
    const sources = select === null ? [this.item] : this.matches(select, SOURCES);
    let last: Element | undefined;
    for (const source of sources) {
      // In document order what stands inside another comes right after it.
      if (last?.contains(source) !== true && values.length < limit) {
        this.read(source, attr, values);
        last = source;
      }
    }
  }

  private read(source: Element, attr: string | null, values: string[]): void {
    if (attr === null) {
      add(textOf(source, this.scope), values);
    } else if (attr === "aria-labelledby" || attr === "aria-describedby") {
      this.readNamed(source, attr, values);
    } else {
      add(source.getAttribute(attr)?.trim().slice(0, LONGEST).toWellFormed() ?? "", values);
    }
  }

  private readNamed(source: Element, attr: string, values: string[]): void {
    const root = source.getRootNode() as Document | ShadowRoot;
    for (const id of (source.getAttribute(attr) ?? "").split(/\s+/)) {
      const named = id === "" ? null : root.getElementById(id);
      if (named !== null) {
        add(textOf(named, this.scope), values);
      }
    }
  }

  private matches(selector: string, limit: number): ArrayLike<Element> & Iterable<Element> {
    const all = this.item.querySelectorAll(selector);
    return all.length === 0 || this.isLeaf ? all : this.ownOf(all, limit);
  }

  private ownOf(all: Iterable<Element>, limit: number): Element[] {
    const { item: items, skip } = this.plan;
    const own: Element[] = [];
    for (const match of all) {
      if (match.closest(items) === this.item && (skip === undefined || match.closest(skip) === null)) {
        own.push(match);
        if (own.length === limit) {
          break;
        }
      }
    }
    return own;
  }
}

function add(value: string, values: string[]): void {
  if (value !== "") {
    values.push(value);
  }
}
