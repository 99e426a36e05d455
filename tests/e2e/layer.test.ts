// The page layer in real browsers, with the stub desk: connection, eyes,
// marks, hands.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Mark, RawPost, ReadingPlan } from "../../extension/generated/messages";
import { BROWSERS, eventually, Session, STUB, StubDesk, type Tab } from "./harness";
import { Site, STRICT } from "./site";

const THREAD = `
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

const pick = (select: string | null, attr: string | null = null) => ({ select, attr });

const PLAN: ReadingPlan = {
  item: "article",
  skip: null,
  evidence: "main",
  hides: ".sort",
  folds: ".more",
  fields: {
    key: [pick(null, "data-key")],
    parent_key: [],
    author: [pick(".name")],
    badge: [],
    text: [pick(".words")],
    time: [pick(".when")],
    datetime: [],
    lang: [],
    reactions: [],
    shares: [],
  },
  reply_box: ".box",
  opener: ".reply",
  cap: 1000,
};

for (const name of BROWSERS) {
  describe(`page layer in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start({
        "/thread": { body: THREAD },
        "/strict": { body: THREAD, headers: { "content-security-policy": STRICT } },
        "/coep": {
          body: THREAD,
          headers: { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" },
        },
      });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    for (const path of ["/thread", "/strict", "/coep"]) {
      test(`reads, marks and inserts on ${path}`, async () => {
        const { tab, desk, byKey } = await reading(session, site.url(path));

        const post = byKey.get("1");
        assert.equal(post?.text, "Linje et\nlinje to 😡\nafsnit");
        assert.deepEqual(post?.author, ["Anders"]);
        assert.deepEqual(post?.time, ["3 t"]);
        assert.equal(post?.parent, null);
        assert.equal(byKey.get("2")?.parent, post?.handle);
        assert.equal(byKey.get("2")?.text, "Hej Anders");

        const before = await layout(tab);
        await desk.toPage({ kind: "mark", marks: [...byKey.values()].map((record, at) => mark(record.handle, at)) });
        await eventually("the marks", async () => ((await marks(tab)) === 4 ? true : undefined));
        assert.equal(await layout(tab), before);
        await tab.screenshot(`${name}-${path.slice(1)}-marks`);

        const text = "Hej Anders\n\nVi kigger på det.\nMvh Lise";
        assert.deepEqual(await insert(desk, byKey, "4", text), { kind: "done" });
        assert.equal(await tab.page.$eval("#p2 textarea", (box) => box.value), text);
        assert.deepEqual(await insert(desk, byKey, "1", text), { kind: "done" });
        assert.match(
          await tab.page.$eval("#lexical", (box) => (box as HTMLElement).innerText),
          /Vi kigger på det\.\s+Mvh Lise/,
        );
        await tab.screenshot(`${name}-${path.slice(1)}-inserted`);
        await tab.page.close();
      });
    }
  });
}

/** The page with the plan followed, and its posts by their keys. */
async function reading(
  session: Session,
  url: string,
): Promise<{ tab: Tab; desk: StubDesk; byKey: Map<string, RawPost> }> {
  const tab = await session.open(url);
  const desk = await StubDesk.of(tab);
  await desk.toPage({ kind: "read", plan: PLAN });
  const { seen } = await desk.waitFor("posts", ({ seen }) => seen.length === 4);
  return { tab, desk, byKey: new Map(seen.map((record) => [record.key[0] ?? "", record])) };
}

function mark(at: number, tier: number): Mark {
  return { at, tier, overdue: tier === 3, text: `Venter ${tier} d`, label: `Har ventet ${tier} dage`, lang: "da" };
}

function marks(tab: Tab): Promise<number> {
  return tab.page.$$eval("svarklar-mark", (found) => found.length);
}

/** Where everything of the page stands. */
function layout(tab: Tab): Promise<string> {
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

async function insert(desk: StubDesk, byKey: Map<string, RawPost>, key: string, text: string) {
  request += 1;
  const mine = request;
  await desk.toPage({ kind: "insert", request: mine, at: byKey.get(key)?.handle ?? -1, text, mode: "if_empty" });
  return (await desk.waitFor("inserted", (message) => message.request === mine)).outcome;
}
