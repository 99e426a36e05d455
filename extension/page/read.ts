// One post element, by the plan, to a record of the strings that stand there.

import type { Pick, RawPost } from "../generated/messages";
import type { Elements } from "./elements";
import { LIST_FIELDS, type Plan } from "./plan";
import { type TextScope, textOf } from "./text";

/** Candidates kept of one field. */
const CANDIDATES = 12;

/** Elements looked at for one pick: a text may stand in many paragraphs. */
const SOURCES = 200;

const NAMES_ELEMENTS = new Set(["aria-labelledby", "aria-describedby"]);

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
    const container = item.parentElement?.closest(this.plan.item) ?? null;
    const record: RawPost = {
      handle: this.elements.handle(item),
      parent: container === null ? null : this.elements.handle(container),
      key: [],
      parent_key: [],
      author: [],
      badge: [],
      text: this.text(item),
      time: [],
      datetime: [],
      lang: [],
      reactions: [],
      shares: [],
      folded: this.plan.folds !== undefined && this.ownMatches(item, this.plan.folds).length > 0,
    };
    for (const name of LIST_FIELDS) {
      record[name] = this.candidates(item, this.plan.fields[name]);
    }
    return record;
  }

  /** Of the first pick that gives any: all its values, a line each. */
  private text(item: Element): string {
    for (const pick of this.plan.fields.text) {
      const text = this.values(item, pick).join("\n");
      if (text !== "") {
        return text;
      }
    }
    return "";
  }

  private candidates(item: Element, picks: Pick[]): string[] {
    const found: string[] = [];
    for (const pick of picks) {
      found.push(...this.values(item, pick));
      if (found.length >= CANDIDATES) {
        return found.slice(0, CANDIDATES);
      }
    }
    return found;
  }

  private values(item: Element, pick: Pick): string[] {
    const sources = pick.select === null ? [item] : outermost(this.ownMatches(item, pick.select));
    return sources.flatMap((source) => this.value(source, pick.attr)).filter((value) => value !== "");
  }

  private value(source: Element, attr: string | null): string[] {
    if (attr === null) {
      return [textOf(source, this.scope)];
    }
    const value = source.getAttribute(attr)?.trim().toWellFormed() ?? "";
    if (!NAMES_ELEMENTS.has(attr)) {
      return [value];
    }
    const root = source.getRootNode() as Document | ShadowRoot;
    return value
      .split(/\s+/)
      .map((id) => (id === "" ? null : root.getElementById(id)))
      .map((named) => (named === null ? "" : textOf(named, this.scope)));
  }

  /** Matches inside the item that are not inside an item inside it, and not
   *  in what the plan skips. */
  private ownMatches(item: Element, selector: string): Element[] {
    const { item: items, skip } = this.plan;
    const own: Element[] = [];
    for (const match of item.querySelectorAll(selector)) {
      if (match.closest(items) === item && (skip === undefined || match.closest(skip) === null)) {
        own.push(match);
        if (own.length === SOURCES) {
          break;
        }
      }
    }
    return own;
  }
}

/** In document order, without those that stand inside another: their text
 *  is told with it. */
function outermost(elements: Element[]): Element[] {
  const kept: Element[] = [];
  for (const element of elements) {
    if (kept.at(-1)?.contains(element) !== true) {
      kept.push(element);
    }
  }
  return kept;
}
