// What chrono-node makes of the time words on standard input, and how fast.
// Reads and writes JSON as bench/times.rs says it. Of our languages it knows
// Swedish and English; the others are given to the English parser.

import { readFileSync, writeSync } from "node:fs";
import { en, sv } from "chrono-node";

/** The minutes that a zone is ahead of UTC at a moment. */
function offset(zone, now) {
  const shown = new Date(now).toLocaleString("sv", { timeZone: zone });
  return Math.round((Date.parse(`${shown.replace(" ", "T")}Z`) - now) / 60_000);
}

function answer({ words, lang, now, timezone }) {
  const parser = lang === "sv" ? sv.casual : en.casual;
  const found = parser.parseDate(words, { instant: new Date(now), timezone });
  return found?.getTime() ?? null;
}

const cases = JSON.parse(readFileSync(0, "utf8")).map((given) => ({
  ...given,
  timezone: offset(given.zone, given.now),
}));
const answers = cases.map(answer);
const started = performance.now();
let count = 0;
while (performance.now() - started < 1_000) {
  cases.forEach(answer);
  count += cases.length;
}
const per_second = (count * 1_000) / (performance.now() - started);
writeSync(1, JSON.stringify({ answers, per_second }));
