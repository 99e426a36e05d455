// The page layer's cost on a page of ten thousand comments: the first read
// against a bare pass over the same selectors, and one comment more.

import type { ReadingPlan } from "../extension/generated/messages";
import { BROWSERS, eventually, Session, STUB, StubDesk, type Tab } from "../tests/e2e/harness";
import { Site } from "../tests/e2e/site";
import { PLAN, pick } from "../tests/e2e/thread";

const COMMENTS = 10_000;
const MORE = 20;

const plan: ReadingPlan = {
  ...PLAN,
  cap: 2 * COMMENTS,
  fields: {
    ...PLAN.fields,
    key: [pick(null, "data-key"), pick('a[href*="comment_id="]', "href")],
    author: [pick(".name"), pick("a[role=link]:not([aria-hidden=true]) > span[dir=auto]")],
    badge: [pick(".badge")],
    lang: [pick("span[lang]", "lang")],
    reactions: [pick('[role=button][aria-label*=": "]', "aria-label")],
  },
};

for (const name of BROWSERS) {
  const site = await Site.start({ "/big": { body: page() } });
  const session = await Session.start(name, STUB);
  const tab = await session.open(site.url("/big"));
  const desk = await StubDesk.of(tab);

  const bare = median([await barePass(tab), await barePass(tab), await barePass(tab)]);
  const start = Date.now();
  await desk.toPage({ kind: "read", plan });
  await eventually("all comments", async () =>
    (await desk.frame.evaluate(() =>
      globalThis.stub.received.reduce((sum, m) => sum + (m.kind === "posts" ? m.seen.length : 0), 0),
    )) > COMMENTS
      ? true
      : undefined,
  );
  const first = Date.now() - start;
  await markWhatComes(desk);
  const delays: number[] = [];
  for (let at = 0; at < MORE; at += 1) {
    delays.push(await oneMore(tab, at));
  }
  console.log(
    `${name}: ${COMMENTS} comments: bare pass ${bare.toFixed(0)} ms; all told after ${first} ms, idle waits included;`,
    `comment to mark: median ${median(delays).toFixed(0)} ms, slowest of ${MORE} ${Math.max(...delays).toFixed(0)} ms`,
  );
  await session.close();
  await site.close();
}

function page(): string {
  const comments = Array.from(
    { length: COMMENTS },
    (_, at) => `<li><article data-key="k${at}"><div><a role="link" href="/u/${at}" aria-hidden="true">x</a>
      <a role="link" href="/u/${at}"><span dir="auto" class="name">Kunde ${at}</span></a></div>
      <div class="words"><span dir="auto" lang="da">Hvornår virker <b>nettet</b> igen? ${at}<br>Mvh</span></div>
      <ul><li><a class="when" href="/p?comment_id=${at}">3 t</a></li><li><button>Svar</button></li></ul></article></li>`,
  );
  return `<body><main><article data-key="root"><b class="name">Side</b><p class="words">Hej alle</p>
    <ul class="list">${comments.join("")}</ul></article></main></body>`;
}

/** Milliseconds to run the plan's selectors in every comment and read the text. */
function barePass(tab: Tab): Promise<number> {
  const selectors = Object.values(plan.fields)
    .flat()
    .map(({ select }) => select)
    .filter((select) => select !== null);
  return tab.page.evaluate((each) => {
    const start = performance.now();
    let length = 0;
    for (const item of document.querySelectorAll("article article")) {
      for (const select of each) {
        for (const match of item.querySelectorAll(select)) {
          length += match.textContent.length;
        }
      }
    }
    return length > 0 ? performance.now() - start : Number.NaN;
  }, selectors);
}

/** Lets the stub desk answer every post that comes with a mark. */
function markWhatComes(desk: StubDesk): Promise<void> {
  return desk.frame.evaluate(() => {
    globalThis.stub.received.push = (...messages) => {
      for (const message of messages) {
        if (message.kind === "posts" && message.seen.length > 0) {
          const look = { tier: 1, overdue: false, text: "Venter", label: "Venter", lang: "da" };
          const marks = message.seen.map(({ handle }) => ({ at: handle, ...look }));
          globalThis.stub.host?.toPage({ kind: "mark", marks });
        }
      }
      return 0;
    };
  });
}

/** Milliseconds from a comment's insertion to its mark. */
function oneMore(tab: Tab, at: number): Promise<number> {
  return tab.page.evaluate(
    (key) =>
      new Promise<number>((resolve) => {
        const item = document.createElement("li");
        item.innerHTML = `<article data-key="${key}"><b class="name">Ny</b><p class="words">Hej</p></article>`;
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (item.querySelector("svarklar-mark") !== null) {
            observer.disconnect();
            resolve(performance.now() - start);
          }
        });
        observer.observe(item, { subtree: true, childList: true });
        document.querySelector(".list")?.append(item);
      }),
    `new${at}`,
  );
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
