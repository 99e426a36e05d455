// What the eyes tell while the page changes, and what they make of odd pages.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { RawPost } from "../../extension/generated/messages";
import { BROWSERS, eventually, Session, STUB, StubDesk } from "./harness";
import { Site } from "./site";
import { carriedOut, layout, mark, marks, PLAN, pick, reading, THREAD, told } from "./thread";

for (const name of BROWSERS) {
  describe(`eyes in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start({ "/thread": { body: THREAD }, "/other": { body: "<body><p>Nothing</p></body>" } });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("a new comment is told alone, with its parent", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await desk.forget();
      await tab.page.evaluate(() => {
        const comment = document.createElement("article");
        comment.dataset["key"] = "9";
        comment.innerHTML = '<b class="name">Ny</b><p class="words">&lt;b&gt;Hej&lt;/b&gt;<script>1</script></p>';
        document.querySelector(".list")?.append(comment);
      });
      const { seen, gone } = await desk.waitFor("posts", ({ seen }) => seen.length > 0);
      assert.deepEqual(
        seen.map(({ key, text, parent }) => ({ key, text, parent })),
        [{ key: ["9"], text: "<b>Hej</b>", parent: byKey.get("1")?.handle }],
      );
      assert.deepEqual(gone, []);
      await tab.page.close();
    });

    test("an edited post is told again, a removed one as gone", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await desk.forget();
      await tab.page.evaluate(() => {
        const words = document.querySelector("#c2 .words")?.firstChild;
        if (words) {
          words.nodeValue = "Hvad nu? Hvornår?";
        }
        document.querySelector("#p2")?.remove();
      });
      const { seen, gone } = await desk.waitFor("posts", ({ seen }) => seen.length > 0);
      assert.deepEqual(
        seen.map(({ handle, text }) => ({ handle, text })),
        [{ handle: byKey.get("3")?.handle, text: "Hvad nu? Hvornår?" }],
      );
      assert.deepEqual(gone, [byKey.get("4")?.handle]);
      await tab.page.close();
    });

    test("a mark taken out by the page is put back once, and is no news", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      const before = await layout(tab);
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map((record) => mark(record.handle, 2)) });
      await eventually("the marks", async () => ((await marks(tab)) === 4 ? true : undefined));
      await desk.forget();
      await tab.page.$$eval("svarklar-mark", (hosts) => {
        for (const host of hosts) {
          host.remove();
        }
      });
      await eventually("the marks again", async () => ((await marks(tab)) === 4 ? true : undefined));
      // The same marks once more: none is doubled.
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map((record) => mark(record.handle, 3)) });
      await carriedOut(tab, desk);
      assert.equal(await marks(tab), 4);
      assert.equal(await layout(tab), before);
      assert.deepEqual(await desk.received("posts"), []);
      await desk.toPage({ kind: "unmark", at: [...byKey.values()].map(({ handle }) => handle) });
      await eventually("no marks", async () => ((await marks(tab)) === 0 ? true : undefined));
      assert.equal(await tab.page.$$eval("main article[style]", (posts) => posts.length), 0);
      await tab.page.close();
    });

    test("comments beside their post answer it, also when it is out of sight", async () => {
      const tab = await session.open(site.url("/other"));
      const desk = await StubDesk.of(tab);
      const add = (key: string): Promise<void> =>
        tab.page.evaluate((key) => {
          const list = document.querySelector(".list") ?? document.body.appendChild(document.createElement("div"));
          list.className = "list";
          const comment = document.createElement("article");
          comment.dataset["key"] = key;
          comment.innerHTML = `<b class="name">Bo</b><p class="words">Ord ${key}</p>`;
          list.append(comment);
        }, key);
      const told = async (key: string): Promise<RawPost | undefined> =>
        (await desk.waitFor("posts", ({ seen }) => seen.some((post) => post.key[0] === key))).seen.find(
          (post) => post.key[0] === key,
        );
      await add("1");
      await desk.toPage({ kind: "read", plan: { ...PLAN, thread: ".list" } });
      const post = await told("1");
      await add("2");
      assert.equal((await told("2"))?.parent, post?.handle);
      await tab.page.evaluate(() => document.querySelector("[data-key='1']")?.remove());
      await add("3");
      assert.equal((await told("3"))?.parent, post?.handle);
      await tab.page.close();
    });

    test("a hidden tab reads nothing; on return what came meanwhile is read", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await desk.forget();
      const other = await session.open(site.url("/other"));
      await eventually("the hidden tab", async () =>
        (await tab.page.evaluate(() => document.hidden)) ? true : undefined,
      );
      await tab.page.evaluate(() => {
        document
          .querySelector("#c2")
          ?.insertAdjacentHTML(
            "afterend",
            '<article data-key="9"><b class="name">Ny</b><p class="words">Hej</p></article>',
          );
        document.querySelector("#p2")?.remove();
      });
      // What the script asked for comes first: it asks with the same patience.
      await tab.page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 60 })));
      await carriedOut(tab, desk);
      assert.deepEqual(await desk.received("posts"), []);
      await other.page.close();
      await tab.page.bringToFront();
      const { seen, gone } = await desk.waitFor("posts");
      assert.deepEqual(
        seen.map(({ key }) => key),
        [["9"]],
      );
      assert.deepEqual(gone, [byKey.get("4")?.handle]);
      await tab.page.close();
    });

    test("a page goes elsewhere inside itself", async () => {
      const { tab, desk } = await reading(session, site.url("/thread"));
      await desk.forget();
      await tab.page.evaluate(() => history.pushState(null, "", "/thread?post=2#here"));
      const { url, lang } = await desk.waitFor("opened");
      assert.equal(url, site.url("/thread?post=2#here"));
      assert.equal(lang, "da");
      await tab.page.close();
    });

    test("a probe is told when it comes to match, a bad selector never", async () => {
      const tab = await session.open(site.url("/other"));
      const desk = await StubDesk.of(tab);
      await desk.toPage({
        kind: "probe",
        probes: [
          { profile: "broken", detect: "p[" },
          { profile: "late", detect: "section.late" },
        ],
      });
      await tab.page.evaluate(() => {
        document.body.innerHTML = '<section class="late"></section>';
      });
      assert.equal((await desk.waitFor("detected")).profile, "late");
      await tab.page.close();
    });

    test("a page without posts says so", async () => {
      const tab = await session.open(site.url("/other"));
      const desk = await StubDesk.of(tab);
      await desk.toPage({ kind: "read", plan: { ...PLAN, evidence: "p" } });
      const posts = await desk.waitFor("posts");
      assert.deepEqual(posts, {
        kind: "posts",
        plan: 7,
        seen: [],
        gone: [],
        coverage: { items: 0, evidence: 1, hidden: 0, capped: false },
      });
      await tab.page.close();
    });

    test("odd text: a megabyte, lone surrogates, kept lines, editors, hidden words", async () => {
      const tab = await session.open(site.url("/other"));
      const desk = await StubDesk.of(tab);
      await tab.page.evaluate(() => {
        document.body.innerHTML = `
          <article data-key="big"><p class="words"></p></article>
          <article data-key="half"><p class="words"></p></article>
          <article data-key="pre"><p class="words" style="white-space: pre-wrap">en\nto</p></article>
          <article data-key="soft"><p class="words">en\n  to</p></article>
          <article data-key="edit"><p class="words">før<span contenteditable>kladde</span><textarea>kladde</textarea><i hidden>x</i> efter</p></article>
          <article data-key="img"><p class="words"><img alt="A cat on a mat"><img alt="👍🏽"><img alt="12"></p></article>`;
        const [big, half] = document.querySelectorAll(".words");
        if (big && half) {
          big.textContent = "å".repeat(1_000_000);
          half.textContent = "a\uD83Db";
        }
      });
      await desk.toPage({ kind: "read", plan: PLAN });
      const texts = new Map([...(await told(desk, 6))].map(([key, { text }]) => [key, text]));
      assert.equal(texts.get("big")?.length, 20_000);
      assert.equal(texts.get("half"), "a\uFFFDb");
      assert.equal(texts.get("pre"), "en\nto");
      assert.equal(texts.get("soft"), "en to");
      assert.equal(texts.get("edit"), "før efter");
      assert.equal(texts.get("img"), "👍🏽");
      await tab.page.close();
    });

    test("plain markup reads as any other", async () => {
      const variants = [
        "en<br>to<br><br>tre",
        "<p>en</p><p>to</p>",
        "<div>en<div>to</div>tre</div>fire",
        "<ul><li>en</li> <li>to</li></ul>",
        "en &amp; to &lt;b&gt; &amp;lt;",
        "en&nbsp;&nbsp;to",
        "\n  <b>en</b>\n  <i>to </i> tre\n",
        "en <b>to\ntre</b>",
        `<a href="/x?a=1&amp;b=2" title='a>b"c<d'>en</a> to`,
        "<a title='\n'>en</a><wbr>to<h3>tre</h3>",
        "en<!-- to -->tre",
        "<span hidden>en</span>to<span aria-hidden=true>tre</span>",
        "<span contenteditable>en</span><span contenteditable=false>to</span>",
        "en<script>to</script><img alt='🎉'><x-y>tre</x-y>",
        "en<i class=more>to</i>",
        "en",
        " en\nto ",
      ];
      const tab = await session.open(site.url("/other"));
      const desk = await StubDesk.of(tab);
      await tab.page.evaluate((each) => {
        const article = (key: string, markup: string): string =>
          `<article data-key="${key}"><b class="name">Bo</b><p class="words"></p><template>${markup}</template></article>`;
        // With a comment in it the markup is not plain, and the words are the same.
        document.body.innerHTML = each
          .map((markup, at) => article(`${at}`, markup) + article(`${at}w`, `${markup}<!-- -->`))
          .join("");
        for (const words of document.querySelectorAll(".words")) {
          words.append((words.nextElementSibling as HTMLTemplateElement).content);
        }
      }, variants);
      await desk.toPage({ kind: "read", plan: PLAN });
      const posts = await told(desk, 2 * variants.length);
      for (const [at, markup] of variants.entries()) {
        assert.equal(posts.get(`${at}`)?.text, posts.get(`${at}w`)?.text, markup);
      }
      assert.equal(posts.get("0")?.text, "en\nto\n\ntre");
      assert.equal(posts.get("4")?.text, "en & to <b> &lt;");
      assert.equal(posts.get("14")?.text, "en");
      await tab.page.close();
    });

    test("the cap is kept and told", async () => {
      const tab = await session.open(site.url("/thread"));
      const desk = await StubDesk.of(tab);
      await desk.toPage({
        kind: "read",
        plan: { ...PLAN, cap: 2, fields: { ...PLAN.fields, author: [pick("b:bad(")] } },
      });
      const { seen, coverage } = await desk.waitFor("posts");
      assert.equal(seen.length, 2);
      assert.equal(coverage.capped, true);
      assert.deepEqual(seen[0]?.author, []);
      await desk.forget();
      await tab.page.evaluate(() => document.querySelector("#p1")?.remove());
      await desk.waitFor("posts", ({ coverage }) => !coverage.capped);
      const rest = await desk.received("posts");
      assert.equal(rest.flatMap(({ gone }) => gone).length, 2);
      assert.deepEqual(
        rest.flatMap(({ seen }) => seen.map(({ key }) => key[0])),
        ["4"],
      );
      await tab.page.close();
    });
  });
}
