// A long page with the whole extension on it: how many frames a smooth scroll
// drops, with it and without it, and how soon a comment that comes is marked.

import { BROWSERS, eventually, REAL, Session, Tab } from "../tests/e2e/harness";
import { Site } from "../tests/e2e/site";
import { LISE, Walk } from "../tests/e2e/walk";
import { facebookComment, facebookPage, judge, quantile, round } from "./page";

const COMMENTS = Number(process.env["COMMENTS"] ?? 1_000);
const SCROLLS = 3;
const FRAMES = 240;
const ADDED = 40;
const MARK_LIMIT_MS = 150;

/** A host that the extension is not granted. */
const PLAIN = "plain.example";

interface Scrolled {
  dropped: number;
  frames: number;
}

const pages = { "/": { body: facebookPage(COMMENTS) }, "/empty": { body: "<body></body>" } };
for (const name of BROWSERS) {
  const site = await Site.start(pages);
  const plainSite = await Site.startTls(pages);
  const session = await Session.start(name, REAL, { standIns: new Map([[PLAIN, plainSite.port]]), exactClock: true });
  const first = await Walk.on(await session.open(site.url("/empty")));
  await first.introduce(LISE);
  await first.tab.page.close();
  console.log(`${name}, ${COMMENTS} comments`);

  const without = await session.open(`https://${PLAIN}/`);
  const plain = await scrollTimes(without);
  await without.page.close();
  const { page } = await session.open(site.url("/"));
  const walk = await Walk.on(new Tab(page));
  await eventually("all posts", async () =>
    (await walk.heading()).includes(`of ${COMMENTS + 1} `) ? true : undefined,
  );
  const extended = await scrollTimes(walk.tab);
  console.log(`  frames dropped in a scroll of ${FRAMES}: ${told(plain)} without it, ${told(extended)} with it`);
  const share = (all: Scrolled[]): number => Math.min(...all.map(({ dropped, frames }) => dropped / frames));
  judge("share of frames that it drops", share(extended) - share(plain), 0.05);

  const marked = await page.evaluate(
    addAll,
    Array.from({ length: ADDED }, (_, at) => facebookComment(`${900_000 + at}`, `Ny ${at}`)),
  );
  console.log(`  from a comment to its mark: median ${round(quantile(marked, 0.5))} ms`);
  judge("from a comment to its mark, p95", quantile(marked, 0.95), MARK_LIMIT_MS, " ms");
  await session.close();
  await site.close();
  await plainSite.close();
}

async function scrollTimes(tab: Tab): Promise<Scrolled[]> {
  const all: Scrolled[] = [];
  for (let time = 0; time < SCROLLS; time += 1) {
    all.push(await tab.page.evaluate(scroll, FRAMES));
  }
  return all;
}

function told(all: Scrolled[]): string {
  return all.map(({ dropped }) => dropped).join("/");
}

/** Runs in the page. A frame that took one and a half was dropped. */
async function scroll(frames: number): Promise<Scrolled> {
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
  return { dropped, frames };
}

/** Runs in the page: puts the comments in one after another, and returns the
 *  milliseconds until each had its mark. */
async function addAll(comments: string[]): Promise<number[]> {
  const times: number[] = [];
  for (const markup of comments) {
    const item = document.createElement("div");
    item.innerHTML = markup;
    const mark = new Promise<number>((marked) => {
      const observer = new MutationObserver((records) => {
        if (records.some(({ addedNodes }) => [...addedNodes].some(({ nodeName }) => nodeName === "SVARKLAR-MARK"))) {
          observer.disconnect();
          marked(performance.now());
        }
      });
      observer.observe(item, { childList: true, subtree: true });
    });
    const start = performance.now();
    document.querySelector(".list")?.prepend(item);
    times.push((await mark) - start);
  }
  return times;
}
