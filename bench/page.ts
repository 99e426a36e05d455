// The generated page of the benchmarks, the plan that reads it, and medians.

import type { ReadingPlan } from "../extension/generated/messages";
import { PLAN, pick } from "../tests/e2e/thread";

export const plan: ReadingPlan = {
  ...PLAN,
  cap: 50_000,
  fields: {
    ...PLAN.fields,
    key: [pick(null, "data-key"), pick('a[href*="comment_id="]', "href")],
    author: [pick(".name"), pick("a[role=link]:not([aria-hidden=true]) > span[dir=auto]")],
    badge: [pick(".badge")],
    lang: [pick("span[lang]", "lang")],
    reactions: [pick('[role=button][aria-label*=": "]', "aria-label")],
  },
};

/** The plan's selectors inside an item. */
export const selectors = Object.values(plan.fields)
  .flat()
  .map(({ select }) => select)
  .filter((select) => select !== null);

/** A company's post with so many comments of customers. */
export function page(comments: number): string {
  const each = Array.from({ length: comments }, (_, at) => `<li>${comment(`k${at}`, `Kunde ${at}`)}</li>`);
  return `<style>article { margin: 8px; padding: 8px; border: 1px solid silver; }</style>
    <body><main><article data-key="root"><b class="name">Side</b><p class="words">Hej alle</p>
    <ul class="list">${each.join("")}</ul></article></main></body>`;
}

function comment(key: string, author: string): string {
  return `<article data-key="${key}"><div><a role="link" href="/u/${key}" aria-hidden="true">x</a>
    <a role="link" href="/u/${key}"><span dir="auto" class="name">${author}</span></a></div>
    <div class="words"><span dir="auto" lang="da">Hvornår virker <b>nettet</b> igen? ${key}<br>Mvh</span></div>
    <ul><li><a class="when" href="/p?comment_id=${key}">3 t</a></li><li><button>Svar</button></li></ul></article>`;
}

export function median(numbers: number[]): number {
  return quantile(numbers, 0.5);
}

export function quantile(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

/** Prints a measured value beside its limit; a limit that is broken ends the run with an error. */
export function judge(what: string, value: number, limit: number, unit = ""): void {
  const isGood = value <= limit;
  console.log(`  ${isGood ? "ok  " : "OVER"} ${what}: ${round(value)}${unit} (limit ${round(limit)}${unit})`);
  if (!isGood) {
    process.exitCode = 1;
  }
}

export function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
