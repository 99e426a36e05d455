// The drafts of an answer in Wasm, and the checks of the first of them: of fifty
// posts in five languages, each beside a hundred earlier answers. Fails where the
// slowest post's drafts take more than 2 ms. `drafts.rs` measures the same natively.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { measureCore } from "./core";
import { judge, round } from "./page";

/** Milliseconds. */
interface Measured {
  /** Of the first post in each language. */
  first: number[];
  /** Of each post, the best of some runs. */
  each: number[];
}

const LIMIT = 2;

const SCRIPT = `
  const milliseconds = (act, rounds) => {
    const started = performance.now();
    for (let round = 0; round < rounds; round += 1) act();
    return (performance.now() - started) / rounds;
  };
  const fastest = (act) => Math.min(...Array.from({ length: 5 }, () => milliseconds(act, 20)));
  globalThis.measure = (files, lines) => {
    start(files);
    const posts = new core.Posts(lines);
    const langs = lines.trim().split("\\n").map((line) => JSON.parse(line).snapshot.ui);
    const first = (act) => [...new Set(langs)].map((lang) => milliseconds(() => act(langs.indexOf(lang)), 1));
    const each = (act) => langs.map((_, at) => fastest(() => act(at)));
    const draft = (at) => posts.draft(at);
    const check = (at) => posts.check(at);
    const firstDrafts = first(draft);
    posts.answer_all();
    return {
      drafts: { first: firstDrafts, each: each(draft) },
      check: { first: first(check), each: each(check) },
    };
  };
`;

const posts = await readFile(join(process.cwd(), "tests/fixtures/drafts.jsonl"), "utf8");
const { drafts, check } = (await measureCore(SCRIPT, posts)) as { drafts: Measured; check: Measured };
const mean = (times: number[]) => times.reduce((sum, time) => sum + time, 0) / times.length;
for (const [what, { first, each }] of Object.entries({ drafts, check })) {
  const slowest = round(Math.max(...each));
  const firsts = first.map(round).join(", ");
  console.log(
    `chromium, ${what} of a post: ${round(mean(each))} ms, the slowest ${slowest}, first of a language ${firsts}`,
  );
}
const both = drafts.each.map((time, at) => time + (check.each[at] ?? 0));
console.log(`  drafts and check of the slowest post: ${round(Math.max(...both) / LIMIT)} of the limit`);
judge("drafts of the slowest post, of the limit", Math.max(...drafts.each) / LIMIT, 1);
