// What the script's reading costs the page's main thread: the first read of a
// page against a bare pass that runs the same selectors and reads textContent,
// its longest task, and one comment more. Of a plain page, and of one in the
// shape of Facebook's by the profile that is shipped.

import type { ReadingPlan } from "../extension/generated/messages";
import { BROWSERS, eventually, METERED, Session, StubDesk, type Tab } from "../tests/e2e/harness";
import { planOf, profile } from "../tests/e2e/profiles";
import { Site } from "../tests/e2e/site";
import { facebookComment, facebookPage, judge, median, page, plan, quantile, round, selectorsOf } from "./page";

const LOADS = 3;
const MORE = 200;
const SIZES = [1_000, 10_000] as const;

/** What the meter has told. */
interface Metered {
  busy: number;
  longest: number;
}

interface Reading {
  bare: number;
  first: Metered;
  /** The page's longest task meanwhile, as the browser tells it. */
  task: number;
  /** Milliseconds for a comment more: the median, and what one of twenty takes or more. */
  more: number;
  dearest: number;
}

interface Shape {
  name: string;
  plan: ReadingPlan;
  /** The comments, for the bare pass. */
  comments: string;
  page(comments: number): string;
  comment(key: string): string;
}

const SHAPES: Shape[] = [
  {
    name: "plain",
    plan,
    comments: "article article",
    page,
    comment: (key) => `<article data-key="${key}"><b class="name">Ny</b><p class="words">Hej</p></article>`,
  },
  {
    name: "facebook",
    plan: planOf(await profile("facebook"), 1),
    comments: "[role=article] [role=article]",
    page: facebookPage,
    comment: (key) => facebookComment(key, "Ny"),
  },
];

for (const name of BROWSERS) {
  const pages = SHAPES.flatMap((shape) => SIZES.map((size) => [`/${shape.name}/${size}`, { body: shape.page(size) }]));
  const site = await Site.start(Object.fromEntries(pages));
  const session = await Session.start(name, METERED, { exactClock: true });
  for (const shape of SHAPES) {
    await measure(session, site, shape);
  }
  await session.close();
  await site.close();
}

async function measure(session: Session, site: Site, shape: Shape): Promise<void> {
  const results = new Map<number, Reading[]>();
  for (let load = 0; load < LOADS; load += 1) {
    for (const size of SIZES) {
      const reading = await read(session, site.url(`/${shape.name}/${size}`), shape, size);
      results.set(size, [...(results.get(size) ?? []), reading]);
    }
  }
  console.log(`${session.name}, ${shape.name}`);
  const [small = [], large = []] = SIZES.map((size) => results.get(size));
  for (const [size, readings] of results) {
    const bare = median(readings.map(({ bare }) => bare));
    const first = median(readings.map(({ first }) => first.busy));
    const more = median(readings.map(({ more }) => more));
    const dearest = median(readings.map(({ dearest }) => dearest));
    console.log(
      `  ${size} comments: bare pass ${round(bare)} ms, first read ${round(first)} ms, one more ${round(more)} ms (p95 ${round(dearest)})`,
    );
  }
  judge("first read / bare pass", median(large.map(({ bare, first }) => first.busy / bare)), 3);
  judge("longest slice", median(large.map(({ first }) => first.longest)), 50, " ms");
  if (session.name === "chromium") {
    judge("longest task, where over 50 ms", median(large.map(({ task }) => task)), 50, " ms");
  }
  judge("one more / first read", median(large.map(({ more, first }) => more / first.busy)), 1 / 1_000);
  judge("one more of 10,000 / of 1,000", median(large.map(({ more }, at) => more / (small[at]?.more ?? 0))), 1.5);
}

async function read(session: Session, url: string, shape: Shape, size: number): Promise<Reading> {
  const tab = await session.open(url);
  const desk = await StubDesk.of(tab);
  const bare = await barePass(tab, shape);
  await meter(tab);
  await watchTasks(tab);
  await desk.toPage({ kind: "read", plan: shape.plan });
  await countTold(desk, size + 1);
  const first = await settled(tab);
  const task = await longestTask(tab);
  const more = Array.from({ length: MORE }, (_, at) => shape.comment(`${900_000 + at}`));
  const each = await addOneByOne(tab, more);
  await countTold(desk, size + 1 + MORE);
  await tab.page.close();
  return { bare, first, task, more: quantile(each, 0.5), dearest: quantile(each, 0.95) };
}

/** Milliseconds that the script's world takes to run the plan's selectors in
 *  every comment and read the text: see meter.js. */
function barePass(tab: Tab, { comments, plan }: Shape): Promise<number> {
  return tab.page.evaluate(
    (pass) => {
      const { dataset } = document.documentElement;
      dataset["pass"] = pass;
      dispatchEvent(new CustomEvent("svarklar-bare"));
      const { time, length } = JSON.parse(dataset["bare"] ?? "");
      return length > 0 ? time : Number.NaN;
    },
    JSON.stringify({ items: comments, selectors: selectorsOf(plan) }),
  );
}

declare global {
  var longest: number;
}

/** Tasks of the page's main thread, whoever's they are: the page itself does
 *  nothing. Only Chromium tells them, and only those over 50 ms. */
function watchTasks(tab: Tab): Promise<void> {
  return tab.page.evaluate(() => {
    globalThis.longest = 0;
    const observer = new PerformanceObserver((list) => {
      globalThis.longest = Math.max(globalThis.longest, ...list.getEntries().map(({ duration }) => duration));
    });
    observer.observe({ type: "longtask" });
  });
}

function longestTask(tab: Tab): Promise<number> {
  return tab.page.evaluate(() => globalThis.longest);
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

/** Each after the one before has been read: the page's idle callback comes
 *  after the script's. Returns what each cost the script, in milliseconds. */
function addOneByOne(tab: Tab, comments: string[]): Promise<number[]> {
  return tab.page.evaluate(async (comments) => {
    const costs: number[] = [];
    const cost = (): number => {
      dispatchEvent(new CustomEvent("svarklar-meter"));
      return JSON.parse(document.documentElement.dataset["meter"] ?? "").busy;
    };
    cost();
    for (const comment of comments) {
      const item = document.createElement("li");
      item.innerHTML = comment;
      document.querySelector(".list")?.append(item);
      await Promise.resolve();
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }));
      costs.push(cost());
    }
    return costs;
  }, comments);
}
