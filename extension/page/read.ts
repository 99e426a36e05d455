// One post element, by the plan, to a record of the strings that stand there.
// Runs ten thousand times on a long page: plain loops, no needless lists.

import type { Pick, RawPost } from "../generated/messages";
import type { Elements } from "./elements";
import type { Plan } from "./plan";
import { type TextScope, textOf } from "./text";

/** Candidates kept of one field. */
const CANDIDATES = 12;

/** Elements looked at for one pick: a text may stand in many paragraphs. */
const SOURCES = 200;

export class Reader {
  private readonly scope: TextScope;

  constructor(
    private readonly plan: Plan,
    private readonly elements: Elements,
  ) {
    const { item, skip } = plan;
    const leftOut = skip === undefined ? item : `${item}, ${skip}`;
    this.scope = { leavesOut: (element) => element.matches(leftOut) };
  }

  read(item: Element): RawPost {
    const { fields, folds } = this.plan;
    const above = this.above(item);
    const parts = new Parts(item, this.plan, this.scope);
    return {
      handle: this.elements.handle(item),
      parent: above === null ? null : this.elements.handle(above),
      key: parts.candidates(fields.key),
      parent_key: parts.candidates(fields.parent_key),
      author: parts.candidates(fields.author),
      badge: parts.candidates(fields.badge),
      text: parts.text(fields.text),
      time: parts.candidates(fields.time),
      datetime: parts.candidates(fields.datetime),
      lang: parts.candidates(fields.lang),
      reactions: parts.candidates(fields.reactions),
      shares: parts.candidates(fields.shares),
      comments: parts.candidates(fields.comments),
      folded: folds !== undefined && parts.has(folds),
    };
  }

  /** The item that this one stands in, or that begins its thread. */
  private above(item: Element): Element | null {
    const container = item.parentElement?.closest(this.plan.item) ?? null;
    if (container !== null || this.plan.thread === undefined) {
      return container;
    }
    const first = item.closest(this.plan.thread)?.querySelector(this.plan.item) ?? null;
    return first === item ? null : first;
  }
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

  has(selector: string): boolean {
    return this.matches(selector, 1).length > 0;
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
    if (value !== null) {
      if (select === null || this.item.matches(select) || this.has(select)) {
        add(value, values);
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
      add(source.getAttribute(attr)?.trim().toWellFormed() ?? "", values);
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
