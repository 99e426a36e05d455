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
export function selectorsOf({ fields }: ReadingPlan): string[] {
  return Object.values(fields)
    .flat()
    .map(({ select }) => select)
    .filter((select) => select !== null);
}

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

/** The same in the shape of Facebook's markup. */
export function facebookPage(comments: number): string {
  const each = Array.from({ length: comments }, (_, at) => facebookComment(`${80_000 + at}`, `Kunde ${at}`));
  return `<style>[role=article] { margin: 8px; padding: 8px; border: 1px solid silver; }</style>
    <body><div role="main"><div role="article" aria-posinset="1" aria-labelledby="name" aria-describedby="time message">
    <div data-ad-rendering-role="profile_name"><h3 id="name"><a role="link" href="/nordfjordtele"><strong><span>Nordfjord Tele</span></strong></a></h3></div>
    <span id="time"><a role="link" aria-label="30. maj kl. 11.02" href="/nordfjordtele/posts/pfbid02Aq7"><span>30. maj</span></a></span>
    <div id="message"><div data-ad-rendering-role="story_message"><div data-ad-comet-preview="message" data-ad-preview="message"><div dir="auto">Vi bygger fiber i Skive.</div></div></div></div>
    <div role="button"><span dir="auto">${comments} kommentarer</span></div>
    <div class="list">${each.join("")}</div>
    <div role="textbox" contenteditable="true" data-lexical-editor="true"><p><br></p></div></div></div></body>`;
}

export function facebookComment(id: string, author: string): string {
  const profile = `/profile.php?id=1${id}&amp;comment_id=Y29tbWVudDo3MDAx${id}`;
  return `<div><div role="article" aria-label="Kommentar fra ${author} for 3 timer siden" tabindex="-1">
    <a role="link" aria-hidden="true" tabindex="-1" href="${profile}"><svg role="none"></svg></a>
    <div><div><span><a role="link" aria-hidden="false" href="${profile}"><span><span dir="auto">${author}</span></span></a></span>
    <div><span dir="auto" lang="da"><div><div dir="auto">Hvornår virker <b>nettet</b> igen? Det har været væk siden ${id}.</div><div dir="auto">Mvh <img alt="😡" src="data:,"></div></div></span></div></div>
    <div role="button" tabindex="0" aria-label="2 reaktioner; se, hvem der har reageret på dette"><span>2</span></div></div>
    <ul aria-hidden="false"><li><span><div><a role="link" href="/nordfjordtele/posts/pfbid02Aq7?comment_id=${id}">3 t</a></div></span></li>
    <li><div role="button" aria-label="Synes godt om">Synes godt om</div></li><li><div role="button" tabindex="0">Svar</div></li></ul></div></div>`;
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
