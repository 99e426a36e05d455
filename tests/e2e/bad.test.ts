// Pages that are not as one would wish: that no profile knows, whose markup
// has changed, that are empty, that mean harm. With the real desk.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session, type Tab } from "./harness";
import { Site, type TestPage } from "./site";
import { LISE, Walk } from "./walk";

const HOUR = 3_600_000;
const HARM = `<img src=x onerror="globalThis.harmed=true"><script>globalThis.harmed=true</script>`;
const TURNED = "\u202Enosrep\u202C \u200Ba\u200Bb\u2060\u2066שלום";
const LONG = "Hvorfor virker mit internet ikke? ".repeat(6_000);

function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * HOUR).toISOString();
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function article(id: string, author: string, hours: number, text: string, inside = ""): string {
  return `<article id="${id}"><h3>${escaped(author)}</h3> <time datetime="${hoursAgo(hours)}">${hours} t</time>
    <p>${escaped(text)}</p>${inside}</article>`;
}

const ANSWER = article("a1", "Nordfjord Tele", 4, "Hej Peder. Den er rettet nu. Hilsen Lise");

const FORUM = `<body><main>
  ${article("p1", "Birgit Sand", 30, "Min regning er forkert igen! Jeg er rasende og skifter selskab i dag.", "<textarea></textarea>")}
  ${article("p2", "Peder Holm", 5, "Hvorfor er min regning så høj?", `${ANSWER}<textarea></textarea>`)}
  ${article("p3", "Mona Vik", 2, "Hvornår åbner I i morgen?", "<textarea></textarea>")}
</main></body>`;

/** Facebook's words for the parts of a post, in posts that are none to our profile. */
const CHANGED = `<body><main>
  <section class="post"><div data-ad-rendering-role="profile_name"><h3><strong>Birgit Sand</strong></h3></div>
    <div data-ad-rendering-role="story_message"><div data-ad-preview="message">Hvorfor er min regning så høj?</div></div>
    <div role="textbox" contenteditable="true"></div></section>
  <section class="post"><div data-ad-rendering-role="profile_name"><h3><strong>Mona Vik</strong></h3></div>
    <div data-ad-rendering-role="story_message"><div data-ad-preview="message">Ring til mig!</div></div></section>
</main></body>`;

/** The same where a page that shows one post alone has it: two posts, each with what ends it, or three. */
const FEEDS = {
  "with boxes": CHANGED,
  without: CHANGED.replace(/<div role="textbox".*<\/div>/, "").replace(
    "</main>",
    `<section class="post"><div data-ad-rendering-role="profile_name"><h3><strong>Peder Holm</strong></h3></div>
    <div data-ad-rendering-role="story_message"><div data-ad-preview="message">Tak for sidst</div></div></section></main>`,
  ),
};

const HOSTILE = `<body><main>
  ${article("p1", HARM, 3, `${HARM} Hvorfor virker mit internet ikke?`, "<textarea></textarea>")}
  ${article("p2", TURNED, 4, `${TURNED} Hvorfor er min regning så høj?`)}
  ${article("p3", "Halv", 5, "Hvornår åbner I i morgen?")}
  ${article("p4", "Lang", 6, LONG)}
</main></body>`;

const EMPTY = "<body><main><h1>Om os</h1><p>Vi er et teleselskab.</p></main></body>";

for (const browser of BROWSERS) {
  describe(`bad pages in ${browser}`, () => {
    const pages: Record<string, TestPage> = {
      "/empty": { body: EMPTY },
      "/forum": { body: FORUM },
      "/changed": { body: CHANGED },
      ...Object.fromEntries(
        Object.entries(FEEDS).map(([kind, body]) => [
          `/feed/${kind.replace(" ", "-")}`,
          { body: body.replace("<main>", '<div role="main">').replace("</main>", "</div>") },
        ]),
      ),
      "/hostile": { body: HOSTILE },
      "/news": { body: FORUM },
    };
    let site: Site;
    let session: Session;

    before(async () => {
      site = await Site.start(pages);
      session = await Session.start(browser, REAL);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("a page without posts raises no alarm", async () => {
      const walk = await Walk.on(await session.open(site.url("/empty")));
      await walk.introduce(LISE);
      await walk.notice(/^No profile knows this page/);
      assert.deepEqual(await walk.alarms(), []);
      assert.match((await walk.empty()) ?? "", /^Nobody waits/);
      assert.equal(await walk.heading(), "0 waiting of 0 seen");
      await walk.tab.page.close();
    });

    test("a page that no profile knows is read by general rules, and the desk says so", async () => {
      const tab = await session.open(site.url("/forum"));
      const walk = await Walk.on(tab);
      const rows = await walk.queue(2);
      assert.deepEqual(
        rows.map(({ author }) => author),
        ["Birgit Sand", "Mona Vik"],
      );
      await walk.notice(/^No profile knows this page/);
      assert.deepEqual(await walk.alarms(), []);
      assert.deepEqual(await marked(tab, 2), ["p1", "p3"]);

      await walk.key("J");
      await walk.customer("Birgit Sand");
      const answer = await walk.answer();
      assert.match(answer, /^Hej Birgit/);
      await walk.key("I");
      await walk.notice(/in the reply box/);
      assert.equal(await tab.page.$eval("#p1 textarea", (box) => (box as HTMLTextAreaElement).value), answer);
      await tab.page.close();
    });

    test("a page that its profile can't read any more raises the alarm", async () => {
      const walk = await Walk.on(await session.open(site.url("/changed")));
      await walk.notice(/^I can't read this page\. Facebook has changed/);
      await assertUnread(walk);
      await walk.tab.page.close();
    });

    for (const kind of Object.keys(FEEDS)) {
      test(`a feed ${kind} that its profile takes for one post raises the alarm`, async () => {
        const walk = await Walk.on(await session.open(site.url(`/feed/${kind.replace(" ", "-")}`)));
        await walk.notice(/^I can't read the posts' text here/);
        await assertUnread(walk);
        await walk.tab.page.close();
      });
    }

    test("a page whose posts are gone raises the alarm", async () => {
      const before = await Walk.on(await session.open(site.url("/news")));
      await before.queue(2);
      await eventually("the page to be known", async () =>
        (await before.storedKeys()).some((key) => key.endsWith("/news")) ? true : undefined,
      );
      await before.tab.page.close();
      pages["/news"] = { body: EMPTY };
      const walk = await Walk.on(await session.open(site.url("/news")));
      await walk.notice(/^I see no posts here, though I have before/);
      await assertUnread(walk);
      await walk.tab.page.close();
    });

    test("text that means harm is shown as text", async () => {
      const tab = await session.open(site.url("/hostile"));
      // No document can be served with half a character; a script can write one.
      await tab.page.$eval("#p3 p", (text) => {
        text.textContent = "Hvorfor virker \uD83D mit internet ikke \uDE00?";
      });
      const walk = await Walk.on(tab);
      await eventually("the half characters", async () =>
        (await walk.queue(4)).some(({ excerpt }) => excerpt.includes("virker \uFFFD mit internet ikke \uFFFD?"))
          ? true
          : undefined,
      );
      assert.deepEqual(await marked(tab, 4), ["p1", "p2", "p3", "p4"]);
      const rows = await walk.queue(4);
      const byHarm = rows.find(({ author }) => author === HARM);
      assert.ok(byHarm?.excerpt.startsWith(HARM.slice(0, 60)), JSON.stringify(rows));
      assert.ok(rows.every(({ excerpt }) => excerpt.length <= 150));

      // Of a name, what turns it around is left out at its ends.
      for (const author of [HARM, TURNED.slice(1), "Halv", "Lang"]) {
        await walk.choose(author);
        assert.notEqual(await walk.answer(), "");
      }
      await walk.choose(HARM);
      const shown = await walk.desk.evaluate(() => ({
        post: document.querySelector("blockquote")?.textContent,
        elements: document.querySelectorAll("#desk :is(img, script, iframe)").length,
        harmed: "harmed" in globalThis,
      }));
      assert.deepEqual(shown, { post: `${HARM} Hvorfor virker mit internet ikke?`, elements: 0, harmed: false });

      await walk.press(".actions .insert");
      await walk.notice(/in the reply box/);
      assert.equal(await tab.page.evaluate(() => "harmed" in globalThis), false);
      assert.deepEqual(await walk.alarms(), []);
      await tab.page.close();
    });
  });
}

/** The alarm stands alone: nothing beside it says that nobody waits. */
async function assertUnread(walk: Walk): Promise<void> {
  assert.equal((await walk.alarms()).length, 1);
  assert.equal(await walk.empty(), null);
  assert.equal(await walk.heading(), "Not read");
  await walk.key("S");
  await eventually("the folded desk", () => walk.isFolded());
  assert.equal(await walk.desk.evaluate(() => document.querySelector(".folded")?.textContent), "!");
  // The next page opens as this one was left.
  await walk.key("S");
  await eventually("the open desk", async () => ((await walk.isFolded()) === true ? undefined : true));
}

/** Ids of the posts that bear a mark, once there are so many. */
async function marked(tab: Tab, count: number): Promise<string[]> {
  return await eventually(`${count} marks`, async () => {
    const ids = await tab.page.$$eval(":has(> svarklar-mark)", (posts) => posts.map(({ id }) => id));
    return ids.length === count ? ids : undefined;
  });
}
