// A long page with the whole extension on it: how many frames a smooth scroll
// drops, with it and without it, and how soon a comment that comes is marked.
//
// A comment more at the top has the browser lay out and paint all that stand
// below: with ten thousand of them Chromium takes longer for the page's own frame
// than a mark may take. There the mark may come so much later than that frame.

import { BROWSERS, type BrowserName, eventually, REAL, Session, Tab } from "../tests/e2e/harness";
import { Site } from "../tests/e2e/site";
import { LISE, Walk } from "../tests/e2e/walk";
import { facebookComment, facebookPage, judge, median, quantile, round } from "./page";

const SIZES = [1_000, 10_000] as const;
const SCROLLS = 5;
const FRAMES = 240;
/** Milliseconds in which a page comes to rest, before and between the scrolls. */
const REST = 2_000;
const ADDED = 40;
const MARK_LIMIT_MS = 150;

/** A host that the extension is not granted. */
const PLAIN = "plain.example";

const MORE = Array.from({ length: ADDED }, (_, at) => facebookComment(`${900_000 + at}`, `Ny ${at}`));

const pages = {
  ...Object.fromEntries(SIZES.map((size) => [`/${size}`, { body: facebookPage(size) }])),
  "/empty": { body: "<body></body>" },
};
for (const name of BROWSERS) {
  const site = await Site.start(pages);
  const plainSite = await Site.startTls(pages);
  for (const size of SIZES) {
    await measure(name, size, site, plainSite.port);
  }
  await site.close();
  await plainSite.close();
}

async function measure(name: BrowserName, size: number, site: Site, plainPort: number): Promise<void> {
  const session = await Session.start(name, REAL, { standIns: new Map([[PLAIN, plainPort]]), exactClock: true });
  const first = await Walk.on(await session.open(site.url("/empty")));
  await first.introduce(LISE);
  await first.tab.page.close();
  console.log(`${name}, ${size} comments`);

  const without = await session.open(`https://${PLAIN}/${size}`);
  const plain = await scrollTimes(without);
  const frames = await without.page.evaluate(addAll, MORE, false);
  await without.page.close();
  const { page } = await session.open(site.url(`/${size}`));
  const walk = await Walk.on(new Tab(page));
  await eventually("all posts", async () => ((await walk.heading()).includes(`of ${size + 1} `) ? true : undefined));
  await page.waitForSelector("svarklar-mark");
  const extended = await scrollTimes(walk.tab);
  console.log(`  frames dropped in a scroll of ${FRAMES}: ${told(plain)} without it, ${told(extended)} with it`);
  judge("frames dropped with it, of those without, medians", median(extended), median(plain));

  const marks = await page.evaluate(addAll, MORE, true);
  const [frame, mark] = [quantile(frames, 0.95), quantile(marks, 0.95)];
  console.log(
    `  a comment more: the page's own frame ${round(quantile(frames, 0.5))} ms (p95 ${round(frame)}), its mark ${round(quantile(marks, 0.5))} ms (p95 ${round(mark)})`,
  );
  if (frame < MARK_LIMIT_MS) {
    judge("from a comment to its mark, p95", mark, MARK_LIMIT_MS, " ms");
  } else {
    judge("from the page's own frame to the mark, p95", mark - frame, MARK_LIMIT_MS, " ms");
  }
  await session.close();
}

async function scrollTimes(tab: Tab): Promise<number[]> {
  const all: number[] = [];
  for (let time = 0; time < SCROLLS; time += 1) {
    await new Promise((rested) => setTimeout(rested, REST));
    all.push(await tab.page.evaluate(scroll, FRAMES));
  }
  return all;
}

function told(all: number[]): string {
  return all.join("/");
}

/** Runs in the page. A frame that took one and a half was dropped. */
async function scroll(frames: number): Promise<number> {
  const frame = (): Promise<number> => new Promise((drawn) => requestAnimationFrame(drawn));
  scrollTo({ top: 0, behavior: "instant" });
  let dropped = 0;
  let before = await frame();
  for (let at = 0; at < frames; at += 1) {
    scrollBy({ top: 60, behavior: "instant" });
    const now = await frame();
    dropped += now - before > 25 ? 1 : 0;
    before = now;
  }
  scrollTo({ top: 0, behavior: "instant" });
  return dropped;
}

/** Runs in the page: puts the comments in one after another, and returns the
 *  milliseconds until each had its mark, or was drawn. */
async function addAll(comments: string[], untilMarked: boolean): Promise<number[]> {
  const marked = (item: Element): Promise<void> =>
    new Promise((marked) => {
      const observer = new MutationObserver((records) => {
        if (records.some(({ addedNodes }) => [...addedNodes].some(({ nodeName }) => nodeName === "SVARKLAR-MARK"))) {
          observer.disconnect();
          marked();
        }
      });
      observer.observe(item, { childList: true, subtree: true });
    });
  // What is posted before a frame is drawn is heard after it.
  const drawn = (): Promise<void> =>
    new Promise((drawn) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => drawn();
        port2.postMessage(undefined);
      });
    });
  const times: number[] = [];
  for (const markup of comments) {
    const item = document.createElement("div");
    item.innerHTML = markup;
    const done = untilMarked ? marked(item) : drawn();
    const start = performance.now();
    document.querySelector(".list")?.prepend(item);
    await done;
    times.push(performance.now() - start);
  }
  return times;
}
