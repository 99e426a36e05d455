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
  readonly opener: string | undefined;
  readonly openerWords: readonly string[];
  readonly cap: number;
  readonly fields: PlanFields;
  /** Matches every element that a field or a fold is read from. */
  readonly sources: string;
  /** Attributes whose change can change a record. */
  readonly attributes: string[];
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
    this.opener = accepted(plan.opener);
    this.openerWords = plan.opener_words;
    this.cap = plan.cap;
    this.fields = acceptedFields(plan.fields);
    const picks = Object.values(this.fields).flat();
    const selectors = picks.map((pick) => pick.select).filter((select) => select !== null);
    this.sources = [...selectors, this.folds ?? NOTHING].join(", ") || NOTHING;
    this.readsWholeItem = picks.some((pick) => pick.select === null && pick.attr === null && pick.value === null);
    this.attributes = attributeNames([this.item, this.sources], picks);
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

function attributeNames(selectors: string[], picks: Pick[]): string[] {
  const names = new Set<string>();
  for (const selector of selectors) {
    for (const [, name] of selector.matchAll(ATTRIBUTE_NAME)) {
      if (name !== undefined) {
        names.add(name);
      }
    }
  }
  for (const { attr } of picks) {
    if (attr !== null) {
      names.add(attr);
    }
  }
  // Pages write these all the time, for hovering and layout.
  names.delete("class");
  names.delete("style");
  return [...names];
}
