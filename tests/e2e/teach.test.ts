// Teaching Svarklar a page that no profile knows, with the agent's own mouse
// and keys, and the real desk.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startWorld, type World } from "../world/world";
import { disguised } from "./disguise";
import { BROWSERS, eventually, REAL, Session, type Tab } from "./harness";
import { Lesson } from "./lesson";
import { Site, type TestPage } from "./site";
import { LISE, Walk } from "./walk";

const WORLD = "target/world";
const WORST = "Gunnhild Årskog";

const HOUR = 3_600;

/** A forum as a build leaves it: names made up, parts told apart by place. */
function forum(names: readonly string[]): string {
  const [row, head, who, when, body] = names;
  const post = (number: number, author: string, hours: number, text: string): string => `
    <tr class="${row}"><td class="${head}"><img alt="" src="data:,"><a class="${who}" href="/u/${number % 3}">${author}</a>
      <div><a href="/t/88/${4_000 + number * 37}?ref=list"><span class="${when}" data-utime="${Math.floor(Date.now() / 1_000) - hours * HOUR}">${hours} t</span></a></div></td>
    <td><div class="${body}">${text}</div><button type="button" class="${when}">Svar</button></td></tr>`;
  return `<body><nav><ul><li><a href="/">Forside</a></li><li><a href="/t">Tråde</a></li></ul></nav>
    <table><tbody>
    ${post(1, "Birgit Sand", 30, "Min regning er forkert igen! <b>Jeg er rasende</b> og skifter selskab i dag.<br>Hvem svarer?")}
    ${post(2, "Peder Holm", 6, "Hvorfor er min regning så høj?")}
    ${post(3, "Mona Vik", 2, "<p>Hvornår åbner I i morgen?</p><p>Og på søndag?</p>")}
    ${post(4, "Nordfjord Tele", 1, "Hej Mona. Vi åbner kl. 9 i morgen. Hilsen Lise")}
    </tbody></table><form><textarea name="svar"></textarea></form>
    <script src="/presses.js"></script></body>`;
}

const FORUM = forum(["x1a2b3", "css-8f2k1", "bdVaJa", "_9xk2", "Post_body__3kT9d"]);

for (const browser of BROWSERS) {
  describe(`teaching in ${browser}`, () => {
    const pages: Record<string, TestPage> = {
      "/forum": { body: FORUM },
      "/shadow": {
        body: `<body><div id="closed"></div><iframe srcdoc="<p>Hej</p>"></iframe><p>Hej</p><textarea></textarea></body>`,
      },
    };
    let world: World;
    let talk: Awaited<ReturnType<typeof disguised>>;
    let site: Site;
    let session: Session;

    before(async () => {
      world = await startWorld(WORLD);
      // Isso as it is, but for the names that its profile goes by.
      talk = await disguised(world.pages.origin, (text) => text.replaceAll(/isso-(?!api)/g, "talk-"));
      site = await Site.start(pages);
      session = await Session.start(browser, REAL);
      const walk = await Walk.on(await session.open(site.url("/forum")));
      await walk.introduce(LISE);
      await walk.tab.page.close();
    });

    after(async () => {
      await session?.close();
      await site?.close();
      await talk?.stop();
      await world?.stop();
    });

    test("a comment service that no profile knows is taught, known again, and taken to another browser", async () => {
      const url = `${talk.origin}/isso/`;
      const tab = await session.open(url);
      const walk = await Walk.on(tab);
      await walk.notice(/^No profile knows this page/);
      const shown = await eventually(`the post by ${WORST}`, () => postBy(tab, WORST));
      const posts = await tab.page.$$eval(".talk-comment[id]", (all) => all.length);

      const lesson = await Lesson.begin(walk);
      await lesson.click(`#${shown} .talk-text p`);
      await lesson.asks(/author/);
      await lesson.click(`#${shown} .talk-author`);
      await lesson.asks(/time/);
      await lesson.click(`#${shown} time`);
      await lesson.asks(/button that opens/);
      await lesson.click(`#${shown} .talk-reply`);
      assert.equal((await lesson.shows(posts)).length, 4);
      assert.equal(await tab.page.$$eval(".talk-comment textarea", (boxes) => boxes.length), 0, "nothing was pressed");
      await lesson.save();
      const rows = await walk.queueOf(posts);
      assert.equal(rows[0]?.author, WORST);

      await tab.page.reload();
      await walk.again();
      assert.deepEqual(untimed(await walk.queueOf(posts)), untimed(rows));
      assert.ok((await walk.notices()).every((notice) => !notice.startsWith("No profile")));
      await walk.key("J");
      await walk.customer(WORST);
      await walk.key("I");
      await walk.notice(/in the reply box/);
      const box = await tab.page.$eval(`#${shown} textarea`, (found) => (found as HTMLTextAreaElement).value);
      assert.equal(box, await walk.answer());

      const copied = await copiedProfile(walk);
      await tab.page.close();

      const other = await Session.start(browser, REAL);
      try {
        const there = await Walk.on(await other.open(url));
        await there.introduce(LISE);
        await there.notice(/^No profile knows this page/);
        await openSettings(there);
        await there.fill("#import", copied);
        await there.notice(/^The profile is in use/);
        await there.press(".setup .actions button[type=button]");
        assert.deepEqual(untimed(await there.queueOf(posts)), untimed(rows));
      } finally {
        await other.close();
      }
    });

    test("a forum whose names are made up is taught by its shape; redesigned, it is said to be unreadable", async () => {
      const tab = await session.open(site.url("/forum"));
      const walk = await fresh(tab);
      const lesson = await Lesson.begin(walk);
      await lesson.click("tr:nth-child(2) .Post_body__3kT9d");
      await lesson.asks(/author/);
      await lesson.click("tr:nth-child(2) .bdVaJa");
      await lesson.asks(/time/);
      await lesson.click("tr:nth-child(2) ._9xk2");
      await lesson.asks(/button that opens/);
      await lesson.skip();
      assert.deepEqual(await lesson.shows(4), [
        {
          author: "Birgit Sand",
          state: "1 d",
          excerpt: "Min regning er forkert igen! Jeg er rasende og skifter selskab i dag. Hvem svarer?",
        },
        { author: "Peder Holm", state: "6 h", excerpt: "Hvorfor er min regning så høj?" },
        { author: "Mona Vik", state: "2 h", excerpt: "Hvornår åbner I i morgen? Og på søndag?" },
        { author: "Nordfjord Tele", state: "1 h", excerpt: "Hej Mona. Vi åbner kl. 9 i morgen. Hilsen Lise" },
      ]);
      await lesson.save();
      const rows = await walk.queue(3);
      assert.deepEqual(
        rows.map(({ author }) => author),
        ["Birgit Sand", "Peder Holm", "Mona Vik"],
      );

      // The next build makes up other names, but for those that a person chose.
      pages["/forum"] = { body: forum(["x9z8y7", "css-1q1q1", "hKtRzP", "_2bb1", "Post_body__9aB1c"]) };
      await tab.page.reload();
      await walk.again();
      assert.deepEqual(untimed(await walk.queue(3)), untimed(rows));

      pages["/forum"] = {
        body: FORUM.replaceAll(/<(\/?)t[rd]/g, "<$1section").replaceAll(/<\/?(?:table|tbody)>/g, ""),
      };
      await tab.page.reload();
      await walk.again();
      await walk.notice(/^I can't read this page\. localhost has changed/);
      assert.equal(await walk.heading(), "Not read");
      pages["/forum"] = { body: FORUM };
      await tab.page.close();
    });

    test("of a page that is one conversation, the posts after the first answer it", async () => {
      const walk = await fresh(await session.open(site.url("/forum")));
      const lesson = await Lesson.begin(walk);
      await lesson.click("tr:nth-child(2) .Post_body__3kT9d");
      await lesson.asks(/author/);
      await lesson.click("tr:nth-child(2) .bdVaJa");
      await lesson.asks(/time/);
      await lesson.skip();
      await lesson.asks(/button that opens/);
      await lesson.click("form textarea");
      await lesson.shows(4);
      await walk.press(".one-thread input");
      await eventually("the answers", async () =>
        (await lesson.shows(4)).map(({ author }) => author).join() ===
        "Birgit Sand,↳ Peder Holm,↳ Mona Vik,↳ Nordfjord Tele"
          ? true
          : undefined,
      );
      await lesson.save();
      await walk.queue(1);
      assert.equal(await walk.heading(), "2 waiting of 4 seen");
      await walk.tab.page.close();
    });

    test("teaching that is stopped leaves the page as it was, and the page hears nothing of it", async () => {
      const tab = await session.open(site.url("/forum"));
      const walk = await fresh(tab);
      const lesson = await Lesson.begin(walk);
      const before = await pageItself(tab);
      await lesson.click("tr:nth-child(3) p");
      await lesson.asks(/author/);
      await tab.page.evaluate(() => {
        // What the page itself presses is no pick and no end of it.
        document.querySelector<HTMLElement>("tr:nth-child(3) button")?.click();
        for (const key of ["ArrowRight", "Enter", "Escape"]) {
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        }
      });
      await lesson.click("tr:nth-child(3) .bdVaJa");
      await lesson.asks(/time/);
      await lesson.click("tr:nth-child(3) button");
      await lesson.asks(/button that opens/);
      await tab.page.keyboard.press("Escape");
      await eventually("the queue", async () => ((await walk.heading()) === "" ? undefined : true));
      await paneGone(tab);
      assert.equal(await pageItself(tab), before);
      assert.equal(tab.page.url(), site.url("/forum"));
      // Its own presses, and none of the agent's.
      assert.deepEqual(await heard(tab), ["click", "keydown", "keydown", "keydown"]);
      await focusOn(tab, "svarklar-desk");
      await tab.page.click("tr:nth-child(3) button");
      assert.ok((await heard(tab)).includes("click"), "a press after it is the page's again");
      assert.ok((await walk.storedKeys()).every((key) => !key.includes("/taught/")));

      await Lesson.begin(walk);
      await walk.desk.evaluate(() => dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })));
      await paneGone(tab);

      const again = await Lesson.begin(walk);
      await again.isReady();
      await tab.page.$eval("svarklar-picker", (pane) => pane.remove());
      await eventually("the end of it", async () => ((await walk.heading()) === "" ? undefined : true));
      await tab.page.close();
    });

    test("a page is taught without a mouse", async () => {
      const tab = await session.open(site.url("/forum"));
      const walk = await fresh(tab);
      const lesson = await Lesson.begin(walk);
      const { keyboard } = tab.page;
      await lesson.isReady();
      await focusOn(tab, "svarklar-picker");
      await lesson.pointTo("Peder Holm");
      await keyboard.press("Tab");
      await focusOn(tab, "svarklar-desk");
      await keyboard.down("Shift");
      await keyboard.press("Tab");
      await keyboard.up("Shift");
      await focusOn(tab, "svarklar-picker");
      await lesson.pointTo("Hvorfor er min regning så høj?");
      await keyboard.press("Enter");
      await lesson.asks(/author/);
      await lesson.pointTo("Peder Holm");
      await keyboard.press("Enter");
      await lesson.asks(/time/);
      await lesson.pointTo("6 t");
      for (const key of ["ArrowUp", "ArrowUp", "ArrowDown", "Enter"] as const) {
        await keyboard.press(key);
      }
      await lesson.asks(/button that opens/);
      await lesson.skip();
      assert.equal((await lesson.shows(4))[1]?.state, "6 h");
      await walk.press(".teach .actions button:last-child");
      await tab.page.close();
    });

    test("what can't be looked into is told", async () => {
      const tab = await session.open(site.url("/shadow"));
      await tab.page.$eval("#closed", (host) => {
        host.attachShadow({ mode: "closed" }).innerHTML = "<p>Hej</p>";
      });
      const lesson = await Lesson.begin(await fresh(tab));
      for (const closed of ["#closed", "iframe"]) {
        await lesson.click(closed);
        await eventually("the reason", async () =>
          (await lesson.fault()).includes("can't look inside") ? true : undefined,
        );
      }
      await lesson.click("p");
      await lesson.asks(/author/);
      assert.equal(await lesson.fault(), "");
      await lesson.click("textarea");
      await eventually("the reason", async () => ((await lesson.fault()).includes("no words") ? true : undefined));
      await tab.page.close();
    });

    test("a profile from elsewhere that can't be used is refused with place and reason", async () => {
      const tab = await session.open(site.url("/forum"));
      const walk = await fresh(tab);
      await openSettings(walk);
      const profile = (item: string, patterns: object): string =>
        JSON.stringify({
          name: "bomb.example",
          title: "Bomb",
          hosts: ["bomb.example"],
          item,
          fields: { author: [{ select: "b" }], text: [{ select: "p" }] },
          patterns,
          reply_box: "textarea",
          examples: [],
        });
      for (const [json, reason] of [
        ["Hej", /line 1, column 1: expected value/],
        [profile("li", { key: ["(a+)+$"] }), /line 1, column \d+: the pattern `\(a\+\)\+\$` has no \{digits\}/],
        [profile("li", { key: ["a*a*a*a*a*a*a*{digits}b"] }), /has too many \*/],
        [profile("li:has(:has(b))", {}), /selector: `li:has\(:has\(b\)\)`/],
        [profile("li[", {}), /selector: `li\[`/],
        [profile("b ".repeat(2_001), {}), /over 4000 letters/],
        [profile("li", { key: Array(101).fill("^a{digits}") }), /patterns: there are more than 100/],
      ] as const) {
        await walk.fill("#import", json);
        await eventually(`the reason ${reason}`, async () =>
          reason.test(await walk.desk.evaluate(() => document.querySelector(".taught > .lack")?.textContent ?? ""))
            ? true
            : undefined,
        );
      }
      assert.ok((await walk.storedKeys()).every((key) => !key.includes("/taught/")));
      await tab.page.close();
    });
  });
}

function untimed(rows: { author: string; excerpt: string }[]): { author: string; excerpt: string }[] {
  return rows.map(({ author, excerpt }) => ({ author, excerpt }));
}

function postBy(tab: Tab, author: string): Promise<string | undefined> {
  return tab.page.$$eval(
    ".talk-comment[id]",
    (all, name) => all.find((post) => post.querySelector(".talk-author")?.textContent === name)?.id,
    author,
  );
}

async function openSettings(walk: Walk): Promise<void> {
  await walk.press("header button[aria-label=Settings]");
  await eventually("the settings", async () =>
    (await walk.desk.evaluate(() => document.querySelector(".taught") !== null)) ? true : undefined,
  );
}

/** What the button beside a taught site puts on the clipboard. */
async function copiedProfile(walk: Walk): Promise<string> {
  await openSettings(walk);
  return await walk.copied(".taught li button");
}

/** A focus that goes from one document to another takes its time. */
async function focusOn(tab: Tab, name: string): Promise<void> {
  await eventually(`the focus on ${name}`, async () =>
    (await tab.page.evaluate(() => document.activeElement?.localName)) === name ? true : undefined,
  );
}

async function paneGone(tab: Tab): Promise<void> {
  await eventually("the pane to go", async () => ((await tab.page.$("svarklar-picker")) === null ? true : undefined));
}

/** On a page that nobody has taught. */
async function fresh(tab: Tab): Promise<Walk> {
  const walk = await Walk.on(tab);
  await walk.desk.evaluate(async () => {
    const keys = Object.keys(await chrome.storage.local.get());
    await chrome.storage.local.remove(keys.filter((key) => key.includes("/taught/")));
  });
  return walk;
}

/** The page's markup. */
function pageItself(tab: Tab): Promise<string> {
  return tab.page.evaluate(() => document.body.innerHTML);
}

/** What the page has heard of presses on its own elements. */
function heard(tab: Tab): Promise<string[]> {
  return tab.page.evaluate(() => (document.body.dataset["heard"] ?? "").split(" ").filter((type) => type !== ""));
}
