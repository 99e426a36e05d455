// A reading plan made ready: selectors that the browser accepts, and what of
// the page's changes can matter to them.

import type { Pick, PlanFields, ReadingPlan } from "../generated/messages";

const FIELDS: readonly (keyof PlanFields)[] = [
  "key",
  "parent_key",
  "post_key",
  "author",
  "badge",
  "time",
  "datetime",
  "lang",
  "reactions",
  "reaction_kinds",
  "shares",
  "comments",
  "text",
];

/** A selector that matches nothing, in place of one that is no selector. */
export const NOTHING = ":not(*)";

const ATTRIBUTE_NAME = /\[\s*([\w-]+)/g;
const CLASS_NAME = /\.((?:[\w-]|[^\0-\x7f]|\\.)+)/g;
/** The value of a selector's attribute, which is no selector itself. */
const VALUE = /"[^"]*"|'[^']*'/g;
const PART_OF_CLASS = /\[\s*class\s*[~|^$*]?=\s*["']?([^"'\]]*)/g;

/** Pairs of class attributes that are remembered to differ in nothing. */
const PAIRS = 1_000;

export class Plan {
  readonly id: number;
  readonly item: string;
  readonly skip: string | undefined;
  readonly evidence: string | undefined;
  readonly hides: string | undefined;
  readonly hidesWords: readonly string[];
  readonly folds: string | undefined;
  readonly keepsLines: string | undefined;
  readonly thread: string | undefined;
  readonly focus: string | undefined;
  readonly follows: string | undefined;
  readonly replyBox: string;
  readonly beside: string | undefined;
  readonly linkedData: string | undefined;
  readonly roots: string | undefined;
  readonly opener: string | undefined;
  readonly openerWords: readonly string[];
  readonly cap: number;
  readonly fields: PlanFields;
  /** Matches every element that a field or a fold is read from. */
  readonly sources: string;
  /** Attributes whose change can change a record, or what is one. */
  readonly attributes: string[];
  /** What is an item depends on what it holds. */
  readonly looksInside: boolean;
  /** Attributes that decide what is an item. */
  private readonly itemAttributes: ReadonlySet<string>;
  private readonly classes: ReadonlySet<string>;
  private readonly classParts: readonly string[];
  private readonly alike = new Map<string, boolean>();
  /** The text is the item's own, wherever it stands in it. */
  readonly readsWholeItem: boolean;

  constructor(plan: ReadingPlan) {
    this.id = plan.id;
    this.item = accepted(plan.item) ?? NOTHING;
    this.skip = accepted(plan.skip);
    this.evidence = accepted(plan.evidence);
    this.hides = accepted(plan.hides);
    this.hidesWords = plan.hides_words;
    this.folds = accepted(plan.folds);
    this.keepsLines = accepted(plan.keeps_lines);
    this.thread = accepted(plan.thread);
    this.focus = accepted(plan.focus);
    this.follows = accepted(plan.follows);
    this.replyBox = accepted(plan.reply_box) ?? NOTHING;
    this.beside = accepted(plan.beside);
    this.linkedData = accepted(plan.linked_data);
    this.roots = accepted(plan.roots);
    this.opener = accepted(plan.opener);
    this.openerWords = plan.opener_words;
    this.cap = plan.cap;
    this.fields = acceptedFields(plan.fields);
    const picks = Object.values(this.fields).flat();
    const selectors = picks.map((pick) => pick.select).filter((select) => select !== null);
    this.sources = [...selectors, this.folds ?? NOTHING].join(", ") || NOTHING;
    this.readsWholeItem = picks.some((pick) => pick.select === null && pick.attr === null && pick.value === null);
    const depended = [this.item, this.sources, this.skip, this.hides, this.focus, this.follows];
    const all = depended.filter((selector) => selector !== undefined).join(", ");
    this.classes = new Set(found(all.replaceAll(VALUE, ""), CLASS_NAME).map((name) => name.replaceAll("\\", "")));
    this.classParts = found(all, PART_OF_CLASS);
    this.attributes = [...new Set([...attributeNames(all), ...attributesOf(picks)])];
    this.looksInside = this.item.includes(":has(");
    this.itemAttributes = new Set(attributeNames(this.item));
    if (this.watchesClass && !this.attributes.includes("class")) {
      this.attributes.push("class");
    }
  }

  get watchesClass(): boolean {
    return this.classes.size + this.classParts.length > 0;
  }

  /** Pages write classes all the time, for hovering and layout: whether one
   *  that a selector names has come or gone. */
  isOfClass(before: string, now: string): boolean {
    if (before === now) {
      return false;
    }
    const pair = `${before}\n${now}`;
    let isOf = this.alike.get(pair);
    if (isOf === undefined) {
      isOf = this.differs(before, now);
      if (this.alike.size === PAIRS) {
        this.alike.clear();
      }
      this.alike.set(pair, isOf);
    }
    return isOf;
  }

  /** Whether a change of this attribute may make an item of an element. */
  decides(attribute: string): boolean {
    return attribute === "class" || this.itemAttributes.has(attribute);
  }

  private differs(before: string, now: string): boolean {
    const [old, fresh] = [new Set(before.split(/\s+/)), new Set(now.split(/\s+/))];
    return (
      [...old].some((name) => !fresh.has(name) && this.classes.has(name)) ||
      [...fresh].some((name) => !old.has(name) && this.classes.has(name)) ||
      this.classParts.some((part) => before.includes(part) !== now.includes(part))
    );
  }
}

function acceptedFields(fields: PlanFields): PlanFields {
  const good = {} as PlanFields;
  for (const name of FIELDS) {
    good[name] = fields[name].filter((pick) => pick.select === null || accepted(pick.select) !== undefined);
  }
  return good;
}

/** The selector, if the browser knows it as one. */
export function accepted(selector: string | null): string | undefined {
  if (selector === null || selector.trim() === "") {
    return undefined;
  }
  try {
    document.createDocumentFragment().querySelector(selector);
    return selector;
  } catch {
    return undefined;
  }
}

function attributeNames(selectors: string): string[] {
  // Pages write both all the time: a class has its own way, and a style none.
  return found(selectors, ATTRIBUTE_NAME).filter((name) => name !== "class" && name !== "style");
}

function attributesOf(picks: Pick[]): string[] {
  return picks.flatMap(({ attr }) => (attr === null || attr === "class" || attr === "style" ? [] : [attr]));
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, part = ""]) => part).filter((part) => part !== "");
}
