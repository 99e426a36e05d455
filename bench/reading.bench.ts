// What the script's reading costs the page's main thread: the first read of a
// page against a bare pass that runs the same selectors and reads textContent,
// its longest task, and one comment more.

import { BROWSERS, eventually, METERED, Session, StubDesk, type Tab } from "../tests/e2e/harness";
import { Site } from "../tests/e2e/site";
import { judge, median, page, plan, round, selectors } from "./page";

const LOADS = 5;
const MORE = 40;
const SIZES = [1_000, 10_000] as const;

/** What the meter has told. */
interface Metered {
  busy: number;
  longest: number;
}

interface Reading {
  bare: number;
  first: Metered;
  /** Milliseconds for each comment more. */
  more: number;
}

for (const name of BROWSERS) {
  const site = await Site.start(Object.fromEntries(SIZES.map((size) => [`/${size}`, { body: page(size) }])));
  const session = await Session.start(name, METERED, { exactClock: true });
  console.log(name);
  const results = new Map<number, Reading[]>();
  for (let load = 0; load < LOADS; load += 1) {
    for (const size of SIZES) {
      results.set(size, [...(results.get(size) ?? []), await read(session, site.url(`/${size}`), size)]);
    }
  }
  await session.close();
  await site.close();
  const [small = [], large = []] = SIZES.map((size) => results.get(size));
  for (const [size, readings] of results) {
    const bare = median(readings.map(({ bare }) => bare));
    const first = median(readings.map(({ first }) => first.busy));
    const more = median(readings.map(({ more }) => more));
    console.log(
      `  ${size} comments: bare pass ${round(bare)} ms, first read ${round(first)} ms, one more ${round(more)} ms`,
    );
  }
  judge("first read / bare pass", median(large.map(({ bare, first }) => first.busy / bare)), 3);
  judge("longest slice", median(large.map(({ first }) => first.longest)), 50, " ms");
  judge("one more / first read", median(large.map(({ more, first }) => more / first.busy)), 1 / 1_000);
  judge("one more of 10,000 / of 1,000", median(large.map(({ more }, at) => more / (small[at]?.more ?? 0))), 1.5);
}

async function read(session: Session, url: string, size: number): Promise<Reading> {
  const tab = await session.open(url);
  const desk = await StubDesk.of(tab);
  const bare = await barePass(tab);
  await meter(tab);
  await desk.toPage({ kind: "read", plan });
  await countTold(desk, size + 1);
  const first = await settled(tab);
  for (let at = 0; at < MORE; at += 1) {
    await add(tab, `new${at}`);
    await countTold(desk, size + 2 + at);
  }
  const { busy } = await settled(tab);
  await tab.page.close();
  return { bare, first, more: busy / MORE };
}

/** Milliseconds that the script's world takes to run the plan's selectors in
 *  every comment and read the text: see meter.js. */
function barePass(tab: Tab): Promise<number> {
  return tab.page.evaluate((each) => {
    const { dataset } = document.documentElement;
    dataset["selectors"] = JSON.stringify(each);
    dispatchEvent(new CustomEvent("svarklar-bare"));
    const { time, length } = JSON.parse(dataset["bare"] ?? "");
    return length > 0 ? time : Number.NaN;
  }, selectors);
}

async function countTold(desk: StubDesk, count: number): Promise<void> {
  await eventually(`${count} posts`, async () =>
    (await desk.frame.evaluate(() =>
      globalThis.stub.received.reduce((sum, m) => sum + (m.kind === "posts" ? m.seen.length : 0), 0),
    )) >= count
      ? true
      : undefined,
  );
}

/** The meter's sum since it was asked last. */
function meter(tab: Tab): Promise<Metered> {
  return tab.page.evaluate(() => {
    dispatchEvent(new CustomEvent("svarklar-meter"));
    return JSON.parse(document.documentElement.dataset["meter"] ?? "");
  });
}

/** The same once the script has had nothing to do for a while. */
async function settled(tab: Tab): Promise<Metered> {
  const sum = await meter(tab);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const more = await meter(tab);
    sum.busy += more.busy;
    sum.longest = Math.max(sum.longest, more.longest);
    if (more.busy < 1) {
      return sum;
    }
  }
}

function add(tab: Tab, key: string): Promise<void> {
  return tab.page.evaluate((key) => {
    const item = document.createElement("li");
    item.innerHTML = `<article data-key="${key}"><b class="name">Ny</b><p class="words">Hej</p></article>`;
    document.querySelector(".list")?.append(item);
  }, key);
}
