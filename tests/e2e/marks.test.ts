// The marks: where they stand, what they leave alone, and what they don't tell.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, Session, STUB, type Tab } from "./harness";
import { Site } from "./site";
import { layout, mark, marks, reading, THREAD } from "./thread";

const MANY = 1_000;

const LONG = `<style>article { border: 1px solid silver; padding: 20px; }</style><body><main>${Array.from(
  { length: MANY },
  (_, at) =>
    `<article id="p${at}" data-key="${at}"><b class="name">Mette</b> <span class="words">${at}</span></article>`,
).join("")}</main></body>`;

const ODD = `<body><main>
  <a id="link" href="#x"><article data-key="link"><b class="name">Mette</b><p class="words">Hvornår?</p></article></a>
  <div role="button" tabindex="0"><span><article data-key="button"><b class="name">Mette</b><p class="words">Hvad?</p></article></span></div>
  <table><tr><td>Tid</td><td><article data-key="cell"><b class="name">Mette</b><p class="words">Hvor?</p></article></td></tr></table>
  <article data-key="named" id="named"><b class="name">Mette</b><p class="words">Hvem?</p><button aria-describedby="named">Svar</button></article>
  <article data-key="placed" style="position: relative; color: navy"><b class="name">Mette</b><p class="words">Hvorfor?</p></article>
  <article data-key="plain"><b class="name">Mette</b><p class="words">Hvordan?</p></article>
</main></body>`;

for (const name of BROWSERS) {
  describe(`marks in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start({ "/thread": { body: THREAD }, "/long": { body: LONG }, "/odd": { body: ODD } });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("stand on posts near the viewport, wherever it goes", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/long"), MANY);
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 1)) });
      const before = await layout(tab);
      for (const at of [0, 500, MANY - 1, 3]) {
        await tab.page.$eval(`#p${at}`, (post) => post.scrollIntoView({ block: "center", behavior: "instant" }));
        await eventually(`a mark on post ${at}`, async () =>
          (await tab.page.$(`#p${at} > svarklar-mark`)) === null ? undefined : true,
        );
        await eventually("no marks elsewhere", async () => ((await marks(tab)) < 120 ? true : undefined));
      }
      await tab.page.evaluate(() => scrollTo(0, 0));
      assert.equal(await layout(tab), before);
      await tab.page.close();
    });

    test("stand in no link or button, and in nobody's name", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/odd"), 6);
      const before = await layout(tab);
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 2)) });
      await eventually("the marks", async () => ((await marks(tab)) === 6 ? true : undefined));
      const found = await tab.page.$$eval("svarklar-mark", (hosts) =>
        hosts.map((host) => {
          const posts = [...document.querySelectorAll("article")];
          const edges = (element: Element): string => {
            const { top, left, right, bottom } = element.getBoundingClientRect();
            return [top, left, right, bottom].map(Math.round).join(" ");
          };
          return {
            over: posts.filter((post) => edges(post) === edges(host)).map((post) => post.dataset["key"]),
            pressed: host.closest("a, button, [role=button]") !== null,
            hidden: host.ariaHidden,
          };
        }),
      );
      const byPost = new Map(found.map((mark) => [mark.over.join(), mark]));
      assert.deepEqual([...byPost.keys()].sort(), ["button", "cell", "link", "named", "placed", "plain"]);
      for (const [post, { pressed, hidden }] of byPost) {
        assert.equal(pressed, false, post);
        assert.equal(hidden, post === "cell" || post === "named" ? "true" : null, post);
      }
      assert.equal(await layout(tab), before);
      await desk.toPage({ kind: "unmark", at: [...byKey.values()].map(({ handle }) => handle) });
      await eventually("no marks", async () => ((await marks(tab)) === 0 ? true : undefined));
      assert.equal(await tab.page.$$eval("main [style]", (styled) => styled.length), 1);
      assert.equal(await layout(tab), before);
      await tab.page.close();
    });

    test("find their post again when the page writes over its style", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/odd"), 6);
      await desk.toPage({ kind: "mark", marks: [mark(byKey.get("plain")?.handle ?? -1, 2)] });
      await eventually("the mark", async () => ((await marks(tab)) === 1 ? true : undefined));
      await tab.page.$eval("[data-key=plain]", (post) => post.setAttribute("style", "color: navy"));
      await eventually("the mark over its post", async () =>
        (await tab.page.$eval("svarklar-mark", (host) => {
          const post = host.parentElement;
          const isOver = post?.getBoundingClientRect().top === host.getBoundingClientRect().top;
          return isOver && post?.style.color === "navy";
        }))
          ? true
          : undefined,
      );
      await tab.page.close();
    });

    test("tell the page nothing of how urgent a post is", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await desk.toPage({
        kind: "mark",
        marks: [mark(byKey.get("2")?.handle ?? -1, 0), mark(byKey.get("3")?.handle ?? -1, 3)],
      });
      await eventually("the marks", async () => ((await marks(tab)) === 2 ? true : undefined));
      const seen = await tab.page.$$eval("svarklar-mark", (hosts) =>
        hosts.map((host) => {
          const post = host.parentElement?.cloneNode() as HTMLElement;
          post.removeAttribute("id");
          post.removeAttribute("data-key");
          return [post.outerHTML, (host as HTMLElement).outerHTML, host.shadowRoot].join().replace(/svarklar-\d+/g, "");
        }),
      );
      assert.equal(seen[0], seen[1]);
      await tab.page.close();
    });

    test("leave what is selected in their post as it is, when they come and when they go", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      const selections: Record<string, () => void> = {
        "some words": () => {
          const words = document.querySelector("#p1 .words")?.firstChild as Text;
          getSelection()?.setBaseAndExtent(words, 2, words, 7);
        },
        "the whole post": () => getSelection()?.selectAllChildren(document.querySelector("#p1") as Element),
        "backwards, into another post": () => {
          const [from, to] = [document.querySelector("#p2") as Element, document.querySelector("#p1") as Element];
          getSelection()?.setBaseAndExtent(from, from.childNodes.length, to, 0);
        },
      };
      for (const [what, select] of Object.entries(selections)) {
        await tab.page.evaluate(select);
        const before = await selected(tab);
        assert.notEqual(before, "", what);
        await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 2)) });
        await eventually("the marks", async () => ((await marks(tab)) === 4 ? true : undefined));
        assert.equal(await selected(tab), before, what);
        await desk.toPage({ kind: "unmark", at: [...byKey.values()].map(({ handle }) => handle) });
        await eventually("no marks", async () => ((await marks(tab)) === 0 ? true : undefined));
        assert.equal(await selected(tab), before, what);
      }
      await tab.page.close();
    });

    test("leave the focus, the selection and the page's keys as they are", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await desk.toPage({ kind: "mark", marks: [mark(byKey.get("1")?.handle ?? -1, 1)] });
      const box = await eventually("the mark", async () => (await tab.page.$("#p1 > svarklar-mark"))?.boundingBox());
      await tab.page.evaluate(() => {
        document.querySelector<HTMLElement>("#p2 textarea")?.focus();
        for (const type of ["pointerdown", "mousedown", "mouseup", "click", "keydown"]) {
          document.addEventListener(type, (event) => {
            const { heard = "" } = document.body.dataset;
            document.body.dataset["heard"] = `${heard}${type}:${(event.target as Element).localName} `;
          });
        }
      });
      assert.ok(box);
      await tab.page.mouse.click(box.x + box.width - 64, box.y + 12);
      await desk.waitFor("mark_pressed");
      await tab.page.keyboard.press("l");
      assert.equal(await tab.page.$eval("body", (body) => body.dataset["heard"]), "keydown:textarea ");

      await tab.page.evaluate(() => {
        const words = document.querySelector("#p1 .words");
        if (words !== null) {
          getSelection()?.selectAllChildren(words);
        }
      });
      await tab.page.mouse.click(box.x + box.width - 64, box.y + 12);
      await eventually("the second press", async () =>
        (await desk.received("mark_pressed")).length === 2 ? true : undefined,
      );
      assert.match(await tab.page.evaluate(() => getSelection()?.toString() ?? ""), /^Linje et\s+linje to/);
      await tab.page.evaluate(() => getSelection()?.selectAllChildren(document.body));
      assert.doesNotMatch(await tab.page.evaluate(() => getSelection()?.toString() ?? ""), /Venter/);
      await tab.page.close();
    });
  });
}

/** The text, and at which end of it the selection began. */
function selected(tab: Tab): Promise<string> {
  return tab.page.evaluate(() => {
    const { anchorNode, focusNode } = getSelection() as Selection;
    return [getSelection(), anchorNode?.parentElement?.id, focusNode?.parentElement?.id].join("|");
  });
}
