// A small page with a thread, the plan that reads it, and the usual steps.

import type { InsertMode, InsertOutcome, Mark, RawPost, ReadingPlan } from "../../extension/generated/messages";
import { eventually, type Session, StubDesk, type Tab } from "./harness";

export const THREAD = `
<style>article { margin: 8px; padding: 8px; border: 1px solid silver; } article > :last-child { margin-bottom: 30px; }</style>
<body>
<main>
  <article id="p1" data-key="1"><b class="name">Anders</b> <a class="when">3 t</a>
    <div class="words">Linje et<br>linje <i>to</i> <img alt="😡" src="data:,"><div>afsnit</div></div>
    <div class="list">
      <article id="c1" data-key="2"><b class="name">Lise</b> <span class="words">Hej Anders</span>
        <button type="button" class="reply">Svar</button>
      </article>
      <article id="c2" data-key="3"><b class="name">Anders</b> <span class="words">Hvad nu?</span></article>
    </div>
    <div id="lexical" class="box" role="textbox"></div>
  </article>
  <article id="p2" data-key="4"><b class="name">Mette</b><span class="words">Tak!</span><textarea class="box"></textarea></article>
</main>
<script src="/thread.js"></script>
</body>`;

export const pick = (select: string | null, attr: string | null = null) => ({ select, attr, value: null });

export const PLAN: ReadingPlan = {
  id: 7,
  item: "article",
  skip: null,
  evidence: "main",
  hides: ".sort",
  hides_words: [],
  folds: ".more",
  keeps_lines: null,
  thread: null,
  focus: null,
  follows: null,
  roots: null,
  linked_data: null,
  beside: null,
  fields: {
    key: [pick(null, "data-key")],
    parent_key: [],
    post_key: [],
    author: [pick(".name")],
    badge: [],
    text: [pick(".words")],
    time: [pick(".when")],
    datetime: [],
    lang: [],
    reactions: [],
    reaction_kinds: [],
    shares: [],
    comments: [],
  },
  reply_box: ".box",
  opener: ".reply",
  opener_words: [],
  cap: 1000,
};

/** The page with the plan followed, and its posts by their keys. */
export async function reading(
  session: Session,
  url: string,
  count = 4,
  plan = PLAN,
): Promise<{ tab: Tab; desk: StubDesk; byKey: Map<string, RawPost> }> {
  const tab = await session.open(url);
  const desk = await StubDesk.of(tab);
  // Open, it would lie over the marks at the page's right edge.
  await desk.toPage({ kind: "shape", folded: true });
  await desk.toPage({ kind: "read", plan });
  return { tab, desk, byKey: await told(desk, count) };
}

/** The posts told so far by their keys, once there are so many. */
export async function told(desk: StubDesk, count: number): Promise<Map<string, RawPost>> {
  return await eventually(`${count} posts`, async () => {
    const seen = (await desk.received("posts")).flatMap((message) => message.seen);
    const byKey = new Map(seen.map((record) => [record.key[0] ?? "", record]));
    return byKey.size === count ? byKey : undefined;
  });
}

export function mark(at: number, tier: number): Mark {
  return { at, tier, overdue: tier === 3, text: `Venter ${tier} d`, label: `Har ventet ${tier} dage`, lang: "da" };
}

export function marks(tab: Tab): Promise<number> {
  return tab.page.$$eval("svarklar-mark", (found) => found.length);
}

/** Once the script has done all that it has been asked so far. */
export async function carriedOut(tab: Tab, desk: StubDesk): Promise<void> {
  for (const folded of [false, true]) {
    await desk.toPage({ kind: "shape", folded });
    await eventually("the desk's new shape", async () =>
      (await tab.page.$eval("html", (html) => html.hasAttribute("data-svarklar-room"))) !== folded ? true : undefined,
    );
  }
}

/** Where everything of the page stands. */
export function layout(tab: Tab): Promise<string> {
  return tab.page.$$eval("main, main *", (elements) =>
    JSON.stringify(
      elements
        .filter((element) => !element.localName.startsWith("svarklar"))
        .map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height];
        }),
    ),
  );
}

let request = 0;

export async function insert(
  desk: StubDesk,
  post: RawPost | undefined,
  text: string,
  mode: InsertMode = "if_empty",
): Promise<InsertOutcome> {
  request += 1;
  const mine = request;
  await desk.toPage({ kind: "insert", request: mine, at: post?.handle ?? -1, text, mode });
  return (await desk.waitFor("inserted", (message) => message.request === mine)).outcome;
}
