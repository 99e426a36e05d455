// The parts of an item that its fields are read from: what is inside it and
// not inside an item inside it.

import type { Pick } from "../generated/messages";
import * as dom from "./dom";
import type { Plan } from "./plan";
import { type TextScope, textOf } from "./text";

/** Candidates kept of one field. */
const CANDIDATES = 12;

/** Elements looked at for one pick: a text may stand in many paragraphs. */
const SOURCES = 200;

/** Elements looked at for the own parts of an item; one with more, and others
 *  among them, is a long thread's. */
const LOOKED = 5_000;

/** Characters read of an attribute. */
const LONGEST = 20_000;

/** The name that a profile gives the page's own address. */
const LOCATION = "location";

const NONE: string[] = [];

/** A pick whose selector is known by a number. */
export interface Place extends Omit<Pick, "select"> {
  select: number;
}

/** The number of no selector: the item itself. */
const ITEM = -1;

/** What is the same for all items of a plan. */
export class PartsReader {
  readonly scope: TextScope;
  /** Matches other items, and what is never read. */
  readonly others: string;
  readonly selectors: string[] = [];
  private joined: string | undefined;

  constructor(
    readonly plan: Plan,
    /** What is known to be an item: to ask an element takes far longer. */
    readonly isKnown: (element: Element) => boolean,
  ) {
    const { item, skip, folds, keepsLines } = plan;
    this.scope = { leavesOut: either(item, skip, folds), keepsLines };
    this.others = either(item, skip);
  }

  of(item: Element): Parts {
    return new Parts(item, this);
  }

  /** Several fields may be read from the same elements: they are looked for once. */
  place({ select, attr, value }: Pick): Place {
    return { select: select === null ? ITEM : this.number(select), attr, value };
  }

  /** Matches what any of the selectors match. */
  get any(): string {
    this.joined ??= this.selectors.join(", ");
    return this.joined;
  }

  number(selector: string): number {
    const known = this.selectors.indexOf(selector);
    return known === -1 ? this.selectors.push(selector) - 1 : known;
  }
}

export class Parts {
  private readonly found: (readonly Element[] | undefined)[] = [];
  private readonly isAlone: boolean;
  /** Of a long thread's post: what of its own any selector matches. */
  private readonly own: readonly Element[] | undefined;

  constructor(
    private readonly item: Element,
    private readonly reader: PartsReader,
  ) {
    this.isAlone = dom.firstWithin(item, reader.others) === null;
    this.own = this.isAlone || dom.sizeOf(item) < LOOKED ? undefined : this.ownElements();
  }

  /** It is the item itself, or something in it. */
  has(selector: number): boolean {
    return this.matches(selector).length > 0 || dom.matches(this.item, this.reader.selectors[selector] ?? "");
  }

  /** Of the first pick that gives any: all its values, a line each. */
  text(places: readonly Place[]): string {
    for (const place of places) {
      const values: string[] = [];
      this.collect(place, SOURCES, values);
      const text = values.join("\n");
      if (text !== "") {
        return text;
      }
    }
    return "";
  }

  candidates(places: readonly Place[]): string[] {
    if (places.length === 0) {
      return NONE;
    }
    const values: string[] = [];
    for (const place of places) {
      this.collect(place, CANDIDATES, values);
    }
    return values;
  }

  private collect({ select, attr, value }: Place, limit: number, values: string[]): void {
    if (value !== null || attr === LOCATION) {
      if (select === ITEM || this.has(select)) {
        add(value ?? location.href, values);
      }
      return;
    }
    if (select === ITEM) {
      this.read(this.item, attr, values);
      return;
    }
    const sources = this.matches(select);
    let last: Element | undefined;
    for (const source of sources) {
      // In document order what stands inside another comes right after it.
      if ((last === undefined || !dom.contains(last, source)) && values.length < limit) {
        this.read(source, attr, values);
        last = source;
      }
    }
  }

  private read(source: Element, attr: string | null, values: string[]): void {
    if (attr === null) {
      add(textOf(source, this.reader.scope), values);
    } else if (attr === "aria-labelledby" || attr === "aria-describedby") {
      this.readNamed(source, attr, values);
    } else {
      add(dom.attributeOf(source, attr)?.trim().slice(0, LONGEST).toWellFormed() ?? "", values);
    }
  }

  private readNamed(source: Element, attr: string, values: string[]): void {
    const root = source.getRootNode() as Document | ShadowRoot;
    for (const id of (dom.attributeOf(source, attr) ?? "").split(/\s+/)) {
      const named = id === "" ? null : root.getElementById(id);
      if (named !== null) {
        add(textOf(named, this.reader.scope), values);
      }
    }
  }

  private matches(selector: number): readonly Element[] {
    let matches = this.found[selector];
    if (matches === undefined) {
      matches = this.look(selector);
      this.found[selector] = matches;
    }
    return matches;
  }

  private look(number: number): readonly Element[] {
    const selector = this.reader.selectors[number] ?? "";
    if (this.own !== undefined && !selector.includes(":scope")) {
      return this.own.filter((element) => dom.matches(element, selector));
    }
    const all = dom.within(this.item, selector);
    return this.isAlone ? dom.listed(all, SOURCES) : this.ownOf(all);
  }

  private ownOf(all: NodeListOf<Element>): Element[] {
    const { item, skip } = this.reader.plan;
    const isOwn = (match: Element): boolean =>
      dom.closest(match, item) === this.item && (skip === undefined || dom.closest(match, skip) === null);
    return dom.listed(all).filter(isOwn);
  }

  /** What all of a thread holds is not searched for what is the post's own. */
  private ownElements(): Element[] {
    const { others, any, isKnown } = this.reader;
    const own: Element[] = [];
    let looked = 0;
    const enter = (element: Element): void => {
      for (let at = dom.firstElementOf(element); at !== null && looked < LOOKED; at = dom.nextElementOf(at)) {
        looked += 1;
        if (!isKnown(at) && !isWrapper(at, isKnown) && !dom.matches(at, others)) {
          if (dom.matches(at, any)) {
            own.push(at);
          }
          enter(at);
        }
      }
    };
    enter(this.item);
    return own;
  }
}

/** It holds an item and nothing else, as in a list. */
export function isWrapper(element: Element, isItem: (element: Element) => boolean): boolean {
  const only = dom.firstElementOf(element);
  return only !== null && dom.nextElementOf(only) === null && isItem(only);
}

function either(...selectors: (string | undefined)[]): string {
  return selectors.filter((selector) => selector !== undefined).join(", ");
}

function add(value: string, values: string[]): void {
  if (value !== "") {
    values.push(value);
  }
}
