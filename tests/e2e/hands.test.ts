// What the hands do at the agent's word, and what the agent's own hand does.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, Session, STUB } from "./harness";
import { planOf, profile } from "./profiles";
import { Site } from "./site";
import { insert, mark, marks, PLAN, reading, THREAD } from "./thread";

/** Facebook's boxes: those of posts have a name. */
const BOX = (id: string): string => `<div role="textbox" contenteditable="true" id="${id}"></div>`;
const BOXES = `<body>
  ${BOX("whats-on-your-mind")}
  <div role="feed"><div aria-posinset="1">${BOX("in-a-feed")}</div></div>
  <div role="article">${BOX("in-a-post")}</div>
  <div role="dialog"><div role="article"></div>${BOX("in-a-posts-dialog")}</div>
  <div role="dialog">${BOX("new-post")}</div>
  <div role="complementary">${BOX("chat")}</div>
</body>`;

const TEXT = "Hej Mette\nTak for rosen 💛\nMvh Lise";

for (const name of BROWSERS) {
  describe(`hands in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start({ "/thread": { body: THREAD }, "/boxes": { body: BOXES } });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("opens the post's own box, else takes that of its thread", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      assert.deepEqual(await insert(desk, byKey.get("2"), TEXT), { kind: "done" });
      assert.equal(await tab.page.$eval("#c1 textarea", (box) => box.value), TEXT);
      assert.deepEqual(await insert(desk, byKey.get("3"), TEXT), { kind: "done" });
      assert.match(await tab.page.$eval("#lexical", (box) => box.textContent ?? ""), /Tak for rosen/);
      await tab.page.close();
    });

    test("leaves the agent's text, replaces or appends only when asked", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      for (const [key, box] of [
        ["4", "#p2 textarea"],
        ["1", "#lexical"],
      ] as const) {
        await tab.page.focus(box);
        await tab.page.keyboard.type("mine egne ord");
        const post = byKey.get(key);
        assert.deepEqual(await insert(desk, post, TEXT), { kind: "occupied", text: "mine egne ord" });
        assert.deepEqual(await insert(desk, post, TEXT, "append"), { kind: "done" });
        assert.deepEqual(await insert(desk, post, TEXT, "replace"), { kind: "done" });
        await tab.page.keyboard.type("!");
        const text = await tab.page.$eval(box, (element) =>
          element instanceof HTMLTextAreaElement ? element.value : (element as HTMLElement).innerText,
        );
        assert.equal(text.replace(/\s+/g, " ").trim(), `${TEXT.replace(/\s+/g, " ")}!`);
      }
      await tab.page.close();
    });

    test("an insertion can be undone", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      assert.deepEqual(await insert(desk, byKey.get("4"), TEXT), { kind: "done" });
      await tab.page.keyboard.down("Control");
      await tab.page.keyboard.press("z");
      await tab.page.keyboard.up("Control");
      await eventually("an empty box", async () =>
        (await tab.page.$eval("#p2 textarea", (box) => box.value)) === "" ? true : undefined,
      );
      await tab.page.close();
    });

    test("no box is said, and a box that refuses too", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await tab.page.evaluate(() => {
        document.querySelector("#lexical")?.remove();
        document.querySelector<HTMLTextAreaElement>("#p2 textarea")?.addEventListener("input", (event) => {
          (event.target as HTMLTextAreaElement).value = "nej";
        });
      });
      assert.deepEqual(await insert(desk, byKey.get("3"), TEXT), { kind: "no_box" });
      assert.deepEqual(await insert(desk, byKey.get("4"), TEXT), { kind: "not_there", found: "nej" });
      await tab.page.close();
    });

    test("a box of no post is taken on a page of one thread only", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await tab.page.$eval("main", (main) => {
        document.querySelector("#lexical")?.remove();
        const box = document.createElement("textarea");
        box.className = "box";
        box.id = "free";
        main.append(box);
      });
      assert.deepEqual(await insert(desk, byKey.get("3"), TEXT), { kind: "no_box" });
      await tab.page.$eval("#p2", (post) => post.remove());
      assert.deepEqual(await insert(desk, byKey.get("3"), TEXT), { kind: "done" });
      assert.equal(await tab.page.$eval("#free", (box) => (box as HTMLTextAreaElement).value), TEXT);
      await tab.page.close();
    });

    test("a button is pressed only when it says one of the profile's words, where it has any", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      const opensBox = async (words: string[]): Promise<boolean> => {
        await desk.toPage({ kind: "read", plan: { ...PLAN, id: PLAN.id + words.length, opener_words: words } });
        const { seen } = await desk.waitFor("posts", ({ plan }) => plan === PLAN.id + words.length);
        await insert(
          desk,
          seen.find(({ key }) => key[0] === byKey.get("2")?.key[0]),
          TEXT,
        );
        return (await tab.page.$("#c1 textarea")) !== null;
      };
      assert.equal(await opensBox(["Synes godt om", "# svar"]), false);
      assert.equal(await opensBox(["Svara", "*· svar", "Svar"]), true);
      await tab.page.close();
    });

    test("an empty text opens no box and empties none", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await tab.page.type("#p2 textarea", "mine egne ord");
      assert.deepEqual(await insert(desk, byKey.get("4"), " \n", "replace"), { kind: "no_box" });
      assert.equal(await tab.page.$eval("#p2 textarea", (box) => box.value), "mine egne ord");
      assert.deepEqual(await insert(desk, byKey.get("2"), ""), { kind: "no_box" });
      assert.equal(await tab.page.$("#c1 textarea"), null);
      await tab.page.close();
    });

    test("on Facebook neither chats nor new posts are reply boxes", async () => {
      const { reply_box } = planOf(await profile("facebook"), 1);
      const { page } = await session.open(site.url("/boxes"));
      const ids = await page.$$eval(reply_box, (boxes) => boxes.map(({ id }) => id));
      assert.deepEqual(ids, ["in-a-feed", "in-a-post", "in-a-posts-dialog"]);
      await page.close();
    });

    test("what the agent types is told, what a script puts there is not", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await tab.page.$eval("#p2 textarea", (box) => {
        box.value = "forged";
        box.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await tab.page.focus("#lexical");
      await tab.page.keyboard.type("Hej");
      assert.deepEqual(await desk.waitFor("typed"), { kind: "typed", at: byKey.get("1")?.handle, text: "Hej" });
      await tab.page.close();
    });

    test("what the agent types is told of a box 5,000 elements deep", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await tab.page.$eval("#p2 textarea", (field) => {
        const box = document.createElement("div");
        box.className = "box";
        box.id = "deep";
        // Firefox's spell checker takes minutes for such a box, at times (measured).
        box.spellcheck = false;
        box.contentEditable = "true";
        field.replaceWith(box);
        // In no slot, and so not laid out: that alone is more than Chromium can bear.
        let deepest: Element = document.createElement("div");
        deepest.attachShadow({ mode: "open" });
        box.append("Til ", deepest);
        for (let depth = 0; depth < 5_000; depth += 1) {
          const inner = document.createElement("span");
          deepest.append(inner);
          deepest = inner;
        }
        deepest.textContent = "nederst";
      });
      await tab.page.focus("#deep");
      await tab.page.keyboard.type("Hej");
      const { at, text } = await desk.waitFor("typed");
      assert.equal(at, byKey.get("4")?.handle);
      assert.match(text, /Hej/);
      assert.match(text, /nederst/);
      await tab.page.close();
    });

    test("keys are the agent's only, and the page does not hear them", async () => {
      const { tab, desk } = await reading(session, site.url("/thread"));
      await tab.page.evaluate(() => {
        document.addEventListener("keydown", (event) => {
          document.body.dataset["heard"] = (document.body.dataset["heard"] ?? "") + event.code;
        });
        dispatchEvent(new KeyboardEvent("keydown", { code: "KeyJ", key: "j", altKey: true, bubbles: true }));
      });
      await tab.page.keyboard.down("Alt");
      for (const key of ["KeyK", "KeyI", "KeyS", "KeyJ"] as const) {
        await tab.page.keyboard.press(key);
      }
      await tab.page.keyboard.up("Alt");
      await desk.waitFor("pressed", ({ command }) => command === "next");
      const pressed = await desk.received("pressed");
      assert.deepEqual(
        pressed.map(({ command }) => command),
        ["previous", "insert", "toggle", "next"],
      );
      assert.doesNotMatch(await tab.page.$eval("body", (body) => body.dataset["heard"] ?? ""), /Key/);
      await tab.page.close();
    });

    test("a mark pressed by the agent is told; the post is gone to and focused", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      const post = byKey.get("4");
      await desk.toPage({ kind: "mark", marks: [mark(post?.handle ?? -1, 3)] });
      await eventually("the mark", async () => ((await marks(tab)) === 1 ? true : undefined));
      const box = await (await tab.page.$("#p2 svarklar-mark"))?.boundingBox();
      assert.ok(box);
      await tab.page.$eval("#p2 svarklar-mark", (host) => (host as HTMLElement).click());
      await tab.page.mouse.click(box.x + box.width - 64, box.y + 12);
      assert.deepEqual(await desk.waitFor("mark_pressed"), { kind: "mark_pressed", at: post?.handle });
      assert.equal((await desk.received("mark_pressed")).length, 1);

      await desk.toPage({ kind: "go_to", at: post?.handle ?? -1 });
      await eventually("the focus", async () =>
        (await tab.page.evaluate(() => document.activeElement?.id)) === "p2" ? true : undefined,
      );
      await tab.page.focus("#p2 textarea");
      assert.equal(await tab.page.$eval("#p2", (element) => element.hasAttribute("tabindex")), false);
      await tab.page.close();
    });
  });
}
