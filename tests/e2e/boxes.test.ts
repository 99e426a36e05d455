// Which box an answer goes to, and what is said where it cannot.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { RawPost } from "../../extension/generated/messages";
import { BROWSERS, Session, STUB, StubDesk, type Tab } from "./harness";
import { Site } from "./site";
import { insert, PLAN } from "./thread";

const TEXT = "Hej Mette\nTak for rosen 💛";

const post = (key: number, content: string, shape = ""): string =>
  `<article data-key="${key}" class="${shape}"><b class="name">Mette</b> <span class="words">Tak!</span>${content}</article>`;

const LAYERS = `<body><main>
  ${post(1, "", "shadow")}
  ${post(2, "<iframe></iframe>")}
</main><script src="/layers.js"></script></body>`;

const EDITABLE = `<div class="box" contenteditable="true">`;

/** Nobody can write in these. */
const CLOSED: Readonly<Record<string, string>> = {
  "not shown": `<textarea class="box" style="display: none"></textarea>`,
  invisible: `<textarea class="box" style="visibility: hidden"></textarea>`,
  "outside the page": `${EDITABLE.replace(">", ` style="position: absolute; left: -10000px">`)}</div>`,
  "in a hidden frame": `<iframe hidden srcdoc="<textarea class=box></textarea>"></iframe>`,
  disabled: `<textarea class="box" disabled></textarea>`,
  "in a disabled group": `<fieldset disabled><textarea class="box"></textarea></fieldset>`,
  "to be read only": `<textarea class="box" readonly></textarea>`,
  "said to be read only": `${EDITABLE.replace(">", ` aria-readonly="true">`)}</div>`,
  "said to be disabled": `<div aria-disabled="true">${EDITABLE}</div></div>`,
  "hidden from readers": `<div aria-hidden="true">${EDITABLE}</div></div>`,
  inert: `<div inert>${EDITABLE}</div></div>`,
  "not editable": `<div class="box" contenteditable="false"></div>`,
};

const ODD = `<body><main>
  ${post(1, `${EDITABLE}</div>`)}
  <div id="other" contenteditable="true"></div>
</main></body>`;

for (const name of BROWSERS) {
  describe(`boxes in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      const closed = Object.values(CLOSED).map((box, index) => [
        `/closed/${index}`,
        { body: `<body><main>${post(1, box)}</main></body>` },
      ]);
      site = await Site.start({ "/layers": { body: LAYERS }, "/odd": { body: ODD }, ...Object.fromEntries(closed) });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("the button and the box may stand in shadow roots and frames", async () => {
      const { tab, desk, posts } = await read(session, site.url("/layers"), 2);
      for (const post of posts) {
        assert.deepEqual(await insert(desk, post, TEXT), { kind: "done" });
        await tab.page.keyboard.type("!");
        const { text } = await desk.waitFor("typed", ({ at }) => at === post.handle);
        assert.equal(text, `${TEXT}!`);
        assert.deepEqual(await insert(desk, post, "Farvel"), { kind: "occupied", text: `${TEXT}!` });
      }
      await tab.page.close();
    });

    for (const [index, kind] of Object.keys(CLOSED).entries()) {
      test(`no box is one that is ${kind}`, async () => {
        const { tab, desk, posts } = await read(session, site.url(`/closed/${index}`), 1);
        assert.deepEqual(await insert(desk, posts[0], TEXT), { kind: "no_box" });
        await tab.page.close();
      });
    }

    test("a lost line break is told", async () => {
      const { tab, desk, posts } = await read(session, site.url("/odd"), 1);
      await tab.page.$eval(".box", (element) => {
        const box = element as HTMLElement;
        box.addEventListener("paste", (event) => {
          event.preventDefault();
          box.textContent = (event.clipboardData?.getData("text/plain") ?? "").replaceAll("\n", " ");
        });
      });
      assert.deepEqual(await insert(desk, posts[0], TEXT), { kind: "not_there", found: TEXT.replace("\n", " ") });
      await tab.page.close();
    });

    test("a text that is taken back is told", async () => {
      const { tab, desk, posts } = await read(session, site.url("/odd"), 1);
      await tab.page.$eval(".box", (box) => {
        box.addEventListener("input", () => {
          requestAnimationFrame(() => box.replaceChildren("nej"));
        });
      });
      assert.deepEqual(await insert(desk, posts[0], TEXT), { kind: "not_there", found: "nej" });
      await tab.page.close();
    });

    test("a text that comes late stands there once", async () => {
      const { tab, desk, posts } = await read(session, site.url("/odd"), 1);
      await tab.page.$eval(".box", (element) => {
        const box = element as HTMLElement;
        box.addEventListener("paste", (event) => {
          event.preventDefault();
          const lines = (event.clipboardData?.getData("text/plain") ?? "").split("\n");
          const commit = (): void =>
            box.append(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
          setTimeout(commit, 500);
        });
      });
      assert.deepEqual(await insert(desk, posts[0], TEXT), { kind: "done" });
      assert.equal(await tab.page.$$eval(".box p", (lines) => lines.length), 2);
      await tab.page.close();
    });

    test("nothing is written where the focus goes astray", async () => {
      const { tab, desk, posts } = await read(session, site.url("/odd"), 1);
      await tab.page.evaluate(() => {
        document.addEventListener("focusin", () => document.querySelector<HTMLElement>("#other")?.focus());
      });
      assert.deepEqual(await insert(desk, posts[0], TEXT), { kind: "not_there", found: "" });
      assert.equal(await tab.page.$eval("#other", (other) => other.textContent), "");
      await tab.page.close();
    });

    test("what comes there meanwhile is not replaced", async () => {
      const { tab, desk, posts } = await read(session, site.url("/odd"), 1);
      await tab.page.$eval(".box", (box) => {
        box.textContent = "mine";
        document.addEventListener("selectionchange", () => box.append(" egne ord"), { once: true });
      });
      const outcome = await insert(desk, posts[0], TEXT, "replace");
      assert.deepEqual(outcome, { kind: "not_there", found: "mine egne ord" });
      await tab.page.close();
    });

    test("what she sends off by Enter is told, the emptied box is not", async () => {
      const { tab, desk } = await read(session, site.url("/odd"), 1);
      await tab.page.$eval(".box", (element) => {
        const box = element as HTMLElement;
        box.addEventListener("keydown", (event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            box.textContent = "";
          }
        });
      });
      await tab.page.focus(".box");
      for (const text of ["Hej", "Farvel"]) {
        await tab.page.keyboard.type(text);
        await tab.page.keyboard.press("Enter");
        await desk.waitFor("typed", (message) => message.text === text);
      }
      const typed = await desk.received("typed");
      assert.deepEqual(
        typed.map(({ text }) => text),
        ["Hej", "Farvel"],
      );
      await tab.page.close();
    });

    test("what she typed is told before it is replaced", async () => {
      const { tab, desk, posts } = await read(session, site.url("/odd"), 1);
      await tab.page.focus(".box");
      await tab.page.keyboard.type("mine egne ord");
      assert.deepEqual(await insert(desk, posts[0], TEXT, "replace"), { kind: "done" });
      assert.deepEqual(await desk.received("typed"), [{ kind: "typed", at: posts[0]?.handle, text: "mine egne ord" }]);
      await tab.page.close();
    });
  });
}

async function read(
  session: Session,
  url: string,
  count: number,
): Promise<{ tab: Tab; desk: StubDesk; posts: RawPost[] }> {
  const tab = await session.open(url);
  const desk = await StubDesk.of(tab);
  await desk.toPage({ kind: "read", plan: PLAN });
  const { seen: posts } = await desk.waitFor("posts", ({ seen }) => seen.length === count);
  return { tab, desk, posts };
}
