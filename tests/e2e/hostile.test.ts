// Pages that mean harm, or are as odd as pages get: what the script makes of
// them, with the stub desk.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, Session, STUB, StubDesk, type Tab } from "./harness";
import { Site } from "./site";
import { carriedOut, insert, mark, marks, PLAN, pick, reading, THREAD, told } from "./thread";

const post = (key: string, words: string): string =>
  `<article data-key="${key}"><b class="name">Mette</b><div class="words">${words}</div></article>`;

/** Elements by our names that are the page's own. */
const LOOKALIKES = `<body><main>
  ${post("1", 'Hej <svarklar-mark id="fake">du</svarklar-mark>')}
  ${post("2", "Hvornår åbner I?")}
  <svarklar-desk>Svarklar</svarklar-desk>
</main></body>`;

/** A page that runs from right to left, and turns all words around. */
const TURNED = `<style>html { direction: rtl; } * { unicode-bidi: bidi-override; }</style><body><main>
  ${post("1", "Hvornår?")}</main></body>`;

/** What scripts use, replaced before any of ours runs. */
const OVERRIDDEN = `${THREAD}<script>
  const broken = () => { document.documentElement.dataset.called = "yes"; throw new Error("overridden"); };
  for (const { prototype } of [Array, Map, Set, WeakMap, WeakSet, String, RegExp, Promise, Node, Element, HTMLElement,
    Document, ShadowRoot, MutationObserver, IntersectionObserver, MessagePort, EventTarget, CSSStyleDeclaration]) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const own = Object.getOwnPropertyDescriptor(prototype, name);
      if (own.configurable && name !== "constructor") {
        Object.defineProperty(prototype, name, own.get ? { get: broken, configurable: true } : { value: broken, configurable: true });
      }
    }
  }
  for (const name of ["MutationObserver", "MessageChannel", "requestIdleCallback", "setTimeout", "getComputedStyle", "matchMedia"]) {
    window[name] = broken;
  }
  JSON.stringify = JSON.parse = Object.entries = Reflect.ownKeys = crypto.randomUUID = broken;
</script>`;

/** A form's fields hide the form's own properties, for our world too in Chromium. */
const NAMES =
  `nodeType nodeName localName tagName namespaceURI parentNode parentElement firstChild lastChild nextSibling
  previousSibling firstElementChild lastElementChild nextElementSibling previousElementSibling children childNodes
  attributes getAttribute setAttribute removeAttribute hasAttribute closest matches querySelector querySelectorAll
  contains compareDocumentPosition isConnected getRootNode ownerDocument shadowRoot assignedSlot append prepend before
  remove textContent innerText innerHTML style id className classList hidden getBoundingClientRect checkVisibility
  addEventListener`.split(/\s+/);
const FIELDS = NAMES.map((name) => `<input name="${name}" form="FORM">`).join("");
const clobbering = (id: string, inside: string): string =>
  `${FIELDS.replaceAll("FORM", id)}<form id="${id}">${inside}${FIELDS.replaceAll("FORM", id)}</form>`;
const CLOBBERED = `<body><main>
  ${clobbering("around", post("1", 'Hvornår?<textarea class="box"></textarea>') + post("2", clobbering("inside", "Hvorfor?")))}
  <div class="many" hidden>${Array.from({ length: 1_000 }, (_, at) => clobbering(`form${at}`, "")).join("")}</div>
  ${post("3", "Hvem?")}
</main></body>`;

/** Posts as no person writes them, put on the page before it is read; `html`
 *  is that of an ordinary one. */
const LARGE: Record<string, (html: string) => void> = {
  "a megabyte of text": (html) => {
    document.body.innerHTML = `<main><article data-key="1"><p class="words"></p></article>${html}</main>`;
    (document.querySelector(".words") as Element).textContent = `Hej ${"å".repeat(1_000_000)}`;
  },
  "a megabyte in an attribute": (html) => {
    document.body.innerHTML = `<main><article data-key="1"><p class="words">Hej</p></article>${html}</main>`;
    document.querySelector(".words")?.setAttribute("title", "å".repeat(1_000_000));
  },
  "50,000 elements in one post": (html) => {
    const many = "<i><b></b></i>".repeat(25_000);
    document.body.innerHTML = `<main><article data-key="1"><p class="words">Hej</p>${many}</article>${html}</main>`;
  },
  "50,000 elements of words": (html) => {
    const many = '<p class="words">Hej</p>'.repeat(50_000);
    document.body.innerHTML = `<main><article data-key="1">${many}</article>${html}</main>`;
  },
  // Not laid out: that alone is more than Chromium can bear.
  "a text 10,000 elements deep": (html) => {
    document.body.innerHTML = `<main><article data-key="1"><p class="words">Hej<span style="display: none"></span></p></article>
      ${html}</main>`;
    let deepest = document.querySelector(".words span") as Element;
    for (let depth = 0; depth < 10_000; depth += 1) {
      const inner = document.createElement("span");
      deepest.append(inner);
      deepest = inner;
    }
    deepest.textContent = "nederst";
  },
};

for (const name of BROWSERS) {
  describe(`hostile pages in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start({
        "/thread": { body: THREAD },
        "/lookalikes": { body: LOOKALIKES },
        "/turned": { body: TURNED },
        "/overridden": { body: OVERRIDDEN },
        "/clobbered": { body: CLOBBERED },
        "/large": { body: "<body><main></main></body>" },
      });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("what a page's script does is not the agent's doing", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await desk.toPage({ kind: "mark", marks: [mark(byKey.get("4")?.handle ?? -1, 3)] });
      await eventually("the mark", async () => ((await marks(tab)) === 1 ? true : undefined));
      await desk.forget();
      await tab.page.evaluate(pretend);
      await carriedOut(tab, desk);
      for (const kind of ["opened", "pressed", "typed", "mark_pressed"] as const) {
        assert.deepEqual(await desk.received(kind), []);
      }
      await tab.page.close();
    });

    test("the desk is out of the page's reach", async () => {
      const { tab, desk } = await reading(session, site.url("/thread"));
      const found = await tab.page.evaluate(() => {
        const host = document.querySelector("svarklar-desk");
        let opened = true;
        try {
          host?.attachShadow({ mode: "open" });
        } catch {
          opened = false;
        }
        return {
          root: host?.shadowRoot,
          children: host?.childNodes.length,
          frames: window.length,
          resources: performance.getEntriesByType("resource").filter(({ name }) => name.includes("extension")).length,
          opened,
        };
      });
      assert.deepEqual(found, { root: null, children: 0, frames: 0, resources: 0, opened: false });
      await carriedOut(tab, desk);
      await tab.page.close();
    });

    test("what only looks like ours is the page's", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/lookalikes"), 2);
      assert.equal(byKey.get("1")?.text, "Hej du");
      await desk.toPage({ kind: "mark", marks: [mark(byKey.get("1")?.handle ?? -1, 1)] });
      await eventually("the mark", async () => ((await marks(tab)) === 2 ? true : undefined));
      await tab.page.click("#fake");
      await tab.page.$eval("#fake", (fake) => fake.remove());
      const { seen } = await desk.waitFor("posts", ({ seen }) => seen.some(({ text }) => text === "Hej"));
      assert.equal(seen.length, 1);
      await desk.toPage({ kind: "unmark", at: [byKey.get("1")?.handle ?? -1] });
      await eventually("no mark", async () => ((await marks(tab)) === 0 ? true : undefined));
      assert.deepEqual(await desk.received("mark_pressed"), []);
      assert.equal((await tab.page.$$("svarklar-desk")).length, 2);
      await tab.page.close();
    });

    test("a page that runs the other way turns no mark around", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/turned"), 1);
      await desk.toPage({ kind: "mark", marks: [mark(byKey.get("1")?.handle ?? -1, 1)] });
      await eventually("the mark", async () => ((await marks(tab)) === 1 ? true : undefined));
      const runs = await tab.page.$eval("svarklar-mark", (host) => {
        const { direction, unicodeBidi } = getComputedStyle(host);
        return `${direction} ${unicodeBidi}`;
      });
      assert.equal(runs, "ltr isolate");
      await tab.page.close();
    });

    test("a page that overrides all that scripts use is read and marked", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/overridden"));
      assert.equal(byKey.get("1")?.text, "Linje et\nlinje to 😡\nafsnit");
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 1)) });
      await eventually("the marks", async () => ((await marksOf(tab)) === 4 ? true : undefined));
      await tab.page.close();
    });

    test("forms that hide their own properties are read past", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/clobbered"), 3);
      assert.deepEqual(
        [...byKey.values()].map(({ text }) => text),
        ["Hvornår?", "Hvorfor?", "Hvem?"],
      );
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 1)) });
      await eventually("the marks", async () => ((await marks(tab)) === 3 ? true : undefined));
      assert.deepEqual(await insert(desk, byKey.get("1"), "Hej"), { kind: "done" });
      await tab.page.evaluate(
        (html) => {
          document.querySelector(".many")?.remove();
          document.querySelector("main")?.insertAdjacentHTML("beforeend", html);
        },
        clobbering("late", post("4", "Hvad?")),
      );
      assert.equal((await told(desk, 4)).get("4")?.text, "Hvad?");
      await tab.page.close();
    });
    for (const [what, build] of Object.entries(LARGE)) {
      test(`${what} is read, and so is what stands beside it`, async () => {
        const tab = await session.open(site.url("/large"));
        await tab.page.evaluate(build, post("2", "Hvornår?"));
        const desk = await StubDesk.of(tab);
        await desk.toPage({ kind: "shape", folded: true });
        await desk.toPage({
          kind: "read",
          plan: { ...PLAN, fields: { ...PLAN.fields, time: [pick(".words", "title")] } },
        });
        const byKey = await told(desk, 2);
        assert.match(byKey.get("1")?.text ?? "", /^Hej/);
        assert.equal(byKey.get("2")?.text, "Hvornår?");
        assert.ok(JSON.stringify(byKey.get("1")).length < 50_000);
        await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 1)) });
        await eventually("a mark", async () => ((await marks(tab)) > 0 ? true : undefined));
        await tab.page.close();
      });
    }

    test("a box 500 shadow roots deep is found", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await tab.page.$eval("#p2", (article) => {
        article.querySelector("textarea")?.remove();
        let inside: ParentNode = article;
        for (let depth = 0; depth < 500; depth += 1) {
          const host = document.createElement("div");
          inside.append(host);
          inside = host.attachShadow({ mode: "open" });
        }
        const box = document.createElement("textarea");
        box.className = "box";
        box.addEventListener("input", () => {
          document.body.dataset["written"] = box.value;
        });
        inside.append(box);
      });
      assert.deepEqual(await insert(desk, byKey.get("4"), "Hej"), { kind: "done" });
      assert.equal(await tab.page.$eval("body", (body) => body.dataset["written"]), "Hej");
      await tab.page.close();
    });

    test("a page that never stops taking our elements away is left alone", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await tab.page.evaluate(() => {
        const data = document.body.dataset;
        new MutationObserver((records) => {
          for (const node of records.flatMap((record) => [...record.addedNodes])) {
            const { nodeName } = node;
            if (nodeName.startsWith("SVARKLAR")) {
              data[nodeName.slice(9)] = String(Number(data[nodeName.slice(9)] ?? 0) + 1);
            }
          }
        }).observe(document, { childList: true, subtree: true });
        setInterval(() => {
          for (const ours of document.querySelectorAll("svarklar-desk, svarklar-mark")) {
            ours.remove();
          }
        }, 1);
      });
      await desk.toPage({ kind: "mark", marks: [mark(byKey.get("1")?.handle ?? -1, 1)] }).catch(() => undefined);
      await eventually("our leaving", async () => ((await put(tab, "desk")) === 3 ? true : undefined));
      await tab.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      assert.equal(await put(tab, "desk"), 3);
      // Six times, at either end of the post.
      assert.ok((await put(tab, "mark")) <= 12);
      await tab.page.close();
    });
  });
}

function put(tab: Tab, what: "desk" | "mark"): Promise<number> {
  return tab.page.$eval(
    "body",
    (body, what) => Number(body.dataset[what] ?? body.dataset[what.toUpperCase()] ?? 0),
    what,
  );
}

/** All that a script can do in a person's name. Runs in the page. */
function pretend(): void {
  const all = { bubbles: true, composed: true, cancelable: true };
  const key = { ...all, altKey: true };
  const events = [
    ...["KeyJ", "KeyK", "KeyI", "KeyS"].map((code) => new KeyboardEvent("keydown", { ...key, code })),
    ...["mousedown", "mouseup", "click"].map((type) => new MouseEvent(type, all)),
    ...["visibilitychange", "pagehide", "pageshow", "focusout", "popstate"].map((type) => new Event(type, all)),
  ];
  const mark = document.querySelector<HTMLElement>("svarklar-mark");
  for (const target of [window, document, document.body, mark]) {
    for (const event of events) {
      target?.dispatchEvent(event);
    }
  }
  mark?.click();
  const box = document.querySelector<HTMLTextAreaElement>("#p2 textarea");
  if (box !== null) {
    box.value = "forged";
    box.dispatchEvent(new InputEvent("input", { ...all, data: "forged" }));
  }
  const { port1, port2 } = new MessageChannel();
  port1.postMessage({ kind: "pressed", command: "insert" });
  postMessage({ svarklar: "guess" }, "*", [port2]);
}

/** As the browser counts, not the page's own overridden objects. */
async function marksOf(tab: Tab): Promise<number> {
  return (await tab.page.$$("svarklar-mark")).length;
}
