// What a page says of its posts in JSON-LD is told as it stands: once, anew
// when it changes, and never more of it than anybody could read.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, Session, STUB, StubDesk } from "./harness";
import { Site } from "./site";
import { PLAN } from "./thread";

const script = (text: string): string => `<script type="application/ld+json">${text}</script>`;
const plan = { ...PLAN, linked_data: "script[type='application/ld+json']" };

for (const name of BROWSERS) {
  describe(`linked data in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      const article = `<article data-key="1"><b class="name">Bo</b><p class="words">Hej</p></article>`;
      const body = `<body>${script('{"a": 1}')}${script("x".repeat(600_000))}<main>${article}</main></body>`;
      site = await Site.start({ "/": { body } });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("is told once, and again when it changes", async () => {
      const tab = await session.open(site.url("/"));
      const desk = await StubDesk.of(tab);
      await desk.toPage({ kind: "read", plan });
      assert.deepEqual(await desk.waitFor("linked"), { kind: "linked", plan: plan.id, texts: ['{"a": 1}'] });
      await tab.page.evaluate(() => {
        const [first] = document.querySelectorAll("script");
        if (first !== undefined) {
          first.textContent = '{"a": 2}';
        }
        const other = document.createElement("script");
        other.type = "application/ld+json";
        other.textContent = "[\uD800]";
        document.body.append(other);
      });
      const later = await desk.waitFor("linked", ({ texts }) => texts[0] !== '{"a": 1}');
      assert.deepEqual(later.texts, ['{"a": 2}', "[\uFFFD]"]);
      assert.equal((await desk.received("linked")).length, 2);
      await tab.page.close();
    });

    test("is told once there is room for it again, and when it has changed while it was away", async () => {
      const tab = await session.open(site.url("/"));
      const desk = await StubDesk.of(tab);
      await tab.page.evaluate(() => {
        for (let at = 0; at < 5; at += 1) {
          const one = document.createElement("script");
          one.type = "application/ld+json";
          one.id = `large${at}`;
          one.textContent = String(at).repeat(490_000);
          document.body.append(one);
        }
      });
      await desk.toPage({ kind: "read", plan });
      const firsts = (texts: string[]): string => texts.map(([first]) => first).join("");
      assert.equal(firsts((await desk.waitFor("linked")).texts), "{0123");
      await tab.page.evaluate(() => {
        const away = document.querySelector("#large1") as Element;
        away.remove();
        Object.assign(globalThis, { away });
      });
      const fifth = await desk.waitFor("linked", ({ texts }) => firsts(texts) === "4");
      assert.equal(fifth.texts.length, 1);
      await tab.page.evaluate(() => {
        const { away } = globalThis as unknown as { away: Element };
        away.firstChild?.remove();
        away.append("[1]");
        setTimeout(() => document.body.append(away));
      });
      assert.deepEqual((await desk.waitFor("linked", ({ texts }) => firsts(texts) === "[")).texts, ["[1]"]);
      assert.equal((await desk.received("linked")).length, 3);
      await tab.page.close();
    });

    test("is not told where the profile does not ask for it", async () => {
      const tab = await session.open(site.url("/"));
      const desk = await StubDesk.of(tab);
      await desk.toPage({ kind: "read", plan: PLAN });
      await desk.waitFor("posts", ({ seen }) => seen.length > 0);
      assert.deepEqual(await desk.received("linked"), []);
      await tab.page.close();
    });
  });
}
