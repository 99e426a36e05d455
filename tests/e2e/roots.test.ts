// Posts in open shadow roots and in frames of the page's own origin, and
// changes of classes.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { RawPost } from "../../extension/generated/messages";
import { BROWSERS, eventually, Session, STUB, StubDesk, type Tab } from "./harness";
import { Site } from "./site";
import { insert, mark, PLAN, pick, reading, told } from "./thread";

const article = (key: number, within = ""): string =>
  `<article data-key="${key}" style="margin: 40px 8px"><b class="name">Bo</b><p class="words">Ord ${key}</p>${within}</article>`;

/** Post 1; in its shadow root 2; in a frame in there 3, and in a shadow root in the frame 4. */
const NESTED = `<body><main>
  ${article(1, '<x-list id="outer"></x-list>')}
</main>
<script>
  const fill = (host, markup) => { host.attachShadow({ mode: "open" }).innerHTML = markup; };
  fill(document.querySelector("#outer"), ${JSON.stringify(article(2, '<iframe src="/inner" width="500" height="500"></iframe>'))});
</script></body>`;

const INNER = `<body>
  ${article(3, '<x-list id="inner"></x-list><textarea class="box"></textarea>')}
  <script>
    document.querySelector("#inner").attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(article(4))};
  </script></body>`;

const OTHER = `<body>${article(5)}</body>`;

const DEEP = `<body><main>${article(1)}</main><script>
  let root = document.querySelector("main");
  for (let key = 2; key <= 20; key += 1) {
    const host = document.createElement("x-list");
    root.append(host);
    root = host.attachShadow({ mode: "open" });
    root.innerHTML = ${JSON.stringify(article(0))};
    root.firstElementChild.dataset.key = key;
  }
  for (let key = 100; key < 800; key += 1) {
    const host = document.querySelector("main").appendChild(document.createElement("x-list"));
    host.attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(article(0))};
    host.shadowRoot.firstElementChild.dataset.key = key;
  }
</script></body>`;

const ROOTS = { ...PLAN, roots: "x-list, iframe" };

for (const name of BROWSERS) {
  describe(`roots in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start({
        "/nested": { body: NESTED },
        "/inner": { body: INNER },
        "/other": { body: OTHER },
        "/deep": { body: DEEP },
        "/plain": { body: `<body><main>${article(1)}</main></body>` },
      });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("posts in them are read, each under the one around it", async () => {
      const { tab, byKey } = await reading(session, site.url("/nested"), 4, ROOTS);
      const parents = [...byKey].map(([key, { parent }]) => [key, keyOf(byKey, parent)]);
      assert.deepEqual(parents.sort(), [
        ["1", undefined],
        ["2", "1"],
        ["3", "2"],
        ["4", "3"],
      ]);
      assert.equal(byKey.get("4")?.text, "Ord 4");
      await tab.page.close();
    });

    test("what comes, changes and goes in them is told", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/nested"), 4, ROOTS);
      await desk.forget();
      await tab.page.evaluate((fresh) => {
        const list = document.querySelector("#outer")?.shadowRoot;
        const inner = list?.querySelector("iframe")?.contentDocument;
        list?.querySelector("article")?.insertAdjacentHTML("beforeend", fresh.replaceAll("0", "20"));
        inner?.querySelector("article")?.insertAdjacentHTML("beforeend", fresh.replaceAll("0", "30"));
        const words = inner?.querySelector("#inner")?.shadowRoot?.querySelector(".words");
        if (words) {
          words.textContent = "Andre ord";
        }
      }, article(0));
      const fresh = await told(desk, 3);
      assert.equal(fresh.get("20")?.parent, byKey.get("2")?.handle);
      assert.equal(fresh.get("30")?.parent, byKey.get("3")?.handle);
      assert.equal(fresh.get("4")?.text, "Andre ord");
      await desk.forget();
      await tab.page.evaluate(() => document.querySelector("#outer")?.remove());
      const all = ["2", "3", "4"].map((key) => byKey.get(key)?.handle);
      const late = ["20", "30"].map((key) => fresh.get(key)?.handle);
      assert.deepEqual(await gone(desk, 5), [...all, ...late].sort());
      await tab.page.close();
    });

    test("a root that comes late, without a change of the page, is read", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/plain"), 1, ROOTS);
      await tab.page.evaluate(() => document.querySelector("article")?.append(document.createElement("x-list")));
      await desk.forget();
      await tab.page.evaluate((markup) => {
        const list = document.querySelector("x-list");
        list?.attachShadow({ mode: "open" }).setHTMLUnsafe(markup);
      }, article(2));
      assert.equal((await told(desk, 1)).get("2")?.parent, byKey.get("1")?.handle);
      await tab.page.close();
    });

    test("a frame that goes elsewhere takes its posts along and brings others", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/nested"), 4, ROOTS);
      await desk.forget();
      await tab.page.evaluate(() => {
        const frame = document.querySelector("#outer")?.shadowRoot?.querySelector("iframe");
        frame?.setAttribute("src", "/other");
      });
      assert.equal((await told(desk, 1)).get("5")?.parent, byKey.get("2")?.handle);
      assert.deepEqual(
        await gone(desk, 2),
        ["3", "4"].map((key) => byKey.get(key)?.handle),
      );
      await tab.page.close();
    });

    test("posts in them are marked, and marks put back; answers, keys and the way there work", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/nested"), 4, ROOTS);
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 2)) });
      await eventually("marks on all", async () => ((await seenMarks(tab)) === 4 ? true : undefined));
      await tab.page.evaluate(() => {
        const inner = document.querySelector("#outer")?.shadowRoot?.querySelector("iframe")?.contentDocument;
        inner?.querySelector("#inner")?.shadowRoot?.querySelector("svarklar-mark")?.remove();
      });
      await eventually("the mark again", async () => ((await seenMarks(tab)) === 4 ? true : undefined));

      assert.equal((await insert(desk, byKey.get("4"), "Hej Bo")).kind, "done");
      await tab.page.keyboard.type("!");
      const { at, text } = await desk.waitFor("typed");
      assert.deepEqual([at, text], [byKey.get("3")?.handle, "Hej Bo!"]);

      await tab.page.keyboard.down("Alt");
      await tab.page.keyboard.press("KeyJ");
      await tab.page.keyboard.up("Alt");
      assert.equal((await desk.waitFor("pressed")).command, "next");

      await desk.toPage({ kind: "go_to", at: byKey.get("4")?.handle ?? -1 });
      await eventually("the focus at post 4", async () =>
        (await tab.page.evaluate(() => {
          const inner = document.querySelector("#outer")?.shadowRoot?.querySelector("iframe")?.contentDocument;
          return inner?.querySelector("#inner")?.shadowRoot?.activeElement?.getAttribute("data-key");
        })) === "4"
          ? true
          : undefined,
      );
      await tab.page.close();
    });

    test("roots without end are read to a bound", async () => {
      const { tab, byKey } = await reading(session, site.url("/deep"), 500, ROOTS);
      const deepest = Math.max(...[...byKey.keys()].map(Number).filter((key) => key < 100));
      assert.equal(deepest, 9);
      await tab.page.close();
    });

    test("classes that the plan names make posts and unmake them", async () => {
      const plan = { ...PLAN, item: ".post:not(.folded)", fields: { ...PLAN.fields, badge: [pick(".name.team")] } };
      const tab = await session.open(site.url("/plain"));
      await tab.page.$eval("article", (post) => post.classList.add("post"));
      const desk = await StubDesk.of(tab);
      await desk.toPage({ kind: "read", plan });
      const byKey = await told(desk, 1);
      await desk.forget();
      await tab.page.$eval(".name", (author) => author.classList.add("hovered", "team"));
      assert.deepEqual((await told(desk, 1)).get("1")?.badge, ["Bo"]);
      await tab.page.$eval("article", (post) => post.classList.add("folded"));
      assert.deepEqual(await gone(desk, 1), [byKey.get("1")?.handle]);
      await desk.forget();
      await tab.page.$eval("article", (post) => post.classList.remove("folded"));
      assert.deepEqual((await told(desk, 1)).get("1")?.badge, ["Bo"]);
      await tab.page.close();
    });
  });
}

function keyOf(byKey: Map<string, RawPost>, handle: number | null): string | undefined {
  return [...byKey].find(([, post]) => post.handle === handle)?.[0];
}

/** The handles told as gone, once there are so many. */
function gone(desk: StubDesk, count: number): Promise<number[]> {
  return eventually(`${count} gone`, async () => {
    const handles = (await desk.received("posts")).flatMap(({ gone }) => gone);
    return handles.length === count ? handles.sort() : undefined;
  });
}

/** Marks that stand anywhere on the page and are shown. */
function seenMarks(tab: Tab): Promise<number> {
  return tab.page.evaluate(() => {
    let count = 0;
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots) {
      for (const element of root.querySelectorAll("*")) {
        const inner = element.shadowRoot ?? (element as Partial<HTMLIFrameElement>).contentDocument;
        if (inner) {
          roots.push(inner);
        }
        count += element.localName === "svarklar-mark" && element.getBoundingClientRect().width > 0 ? 1 : 0;
      }
    }
    return count;
  });
}
