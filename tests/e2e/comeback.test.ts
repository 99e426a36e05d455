// What comes back: a page that was gone from, and a background worker that
// has ended. With the real desk, in several tabs.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Target } from "puppeteer-core";
import { BROWSERS, eventually, type OwnPage, REAL, Session, type Tab } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const post = (id: string, author: string, text: string): string =>
  `<article id="${id}"><h3>${author}</h3><p>${text}</p><textarea></textarea></article>`;

const BIRGIT = post("p1", "Birgit Sand", "Hvorfor er min regning så høj?");
const MONA = post("p2", "Mona Vik", "Hvornår åbner I i morgen?");
const NEW = post("p9", "Vibeke Torn", "Hvornår virker mit internet igen?");

/** Notes how it was shown: anew, or as it was kept. */
const SHOWN = `<script>addEventListener("pageshow", (event) => {
  document.body.dataset.shown = event.persisted ? "kept" : "anew";
});</script>`;

/** As short as the browser ends no page that is at work. */
const IDLE = 500;

for (const browser of BROWSERS) {
  describe(`what comes back in ${browser}`, () => {
    let site: Site;
    let session: Session;

    before(async () => {
      site = await Site.start({
        "/two": { body: `<body><main>${BIRGIT}${MONA}</main>${SHOWN}</body>` },
        "/one": { body: `<body><main>${BIRGIT}</main><iframe sandbox="allow-scripts" src="/two"></iframe></body>` },
        "/away": { body: "<body></body>" },
      });
      session = await Session.start(browser, REAL, { keepsPages: true, idle: IDLE });
      const walk = await Walk.on(await session.open(site.url("/away")));
      await walk.introduce(LISE);
      await walk.tab.page.close();
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("a page gone from and come back to has its desk as it is now, and each mark once", async () => {
      const { tab } = await opened("/two");
      await marked(tab, ["p1", "p2"]);
      assert.equal(await isFolded(tab), false);
      await tab.page.goto(site.url("/away"));
      await fold(tab, true);
      // After the answer: what is asked of a page that goes is lost.
      await tab.page.evaluate(() => setTimeout(() => history.back()));
      await eventually("the page", async () => {
        const shown = await tab.page.evaluate(() => document.body.dataset["shown"]).catch(() => undefined);
        // Chromium keeps no page with a frame of an extension.
        return shown === (browser === "firefox" ? "kept" : "anew") ? true : undefined;
      });
      await tab.page.evaluate((html) => document.querySelector("main")?.insertAdjacentHTML("beforeend", html), NEW);
      await marked(tab, ["p1", "p2", "p9"]);
      assert.equal((await tab.page.$$("svarklar-desk")).length, 1);
      assert.equal((await tab.page.$$("svarklar-mark")).length, 3);
      assert.equal(await isFolded(tab), true, "folded on the other page");
      await fold(tab, false);
      await tab.page.close();
    });

    test("each tab has its own number, whatever its frames hold, with or without the worker", async () => {
      const two = await opened("/two");
      const one = await opened("/one");
      const own = await session.own(one.desk);
      await badge(own, "/two", "2");
      await badge(own, "/one", "1");

      const { page } = one.tab;
      assert.equal(page.frames().length, 3, "the page, the frame of another origin, the desk");

      await endWorker(own);
      await two.tab.page.bringToFront();
      await two.tab.page.evaluate((html) => document.querySelector("main")?.insertAdjacentHTML("beforeend", html), NEW);
      await badge(own, "/two", "3");
      await badge(own, "/one", "1");

      await endWorker(own);
      const late = await opened("/one?late");
      await badge(own, "/one?late", "1");

      if (browser === "chromium") {
        await endWorker(own);
        await session.pressButton(late.tab);
        await eventually("the folded desk", () => late.isFolded());
        await session.pressButton(late.tab);
        await eventually("the open desk", async () => ((await late.isFolded()) === true ? undefined : true));
      }
      for (const { page } of [two.tab, one.tab, late.tab, own]) {
        await page.close();
      }
    });

    // Firefox ends no background page that is at work.
    if (browser === "chromium") {
      test("a desk opens though the worker dies over its question, twice", async () => {
        await session.endWorker();
        let deaths = 0;
        const die = (target: Target): void => {
          if (target.type() === "service_worker" && deaths < 2) {
            deaths += 1;
            void session.endWorker();
          }
        };
        session.browser.on("targetcreated", die);
        const { tab } = await opened("/one");
        session.browser.off("targetcreated", die);
        assert.ok(deaths > 0);
        await tab.page.close();
      });
    }

    async function opened(path: string): Promise<Walk> {
      const walk = await Walk.on(await session.open(site.url(path)));
      await walk.queue();
      return walk;
    }

    async function badge(own: OwnPage, path: string, text: string): Promise<void> {
      await eventually(`"${text}" on ${path}`, async () =>
        (await own.button(site.url(path))).badge === text ? true : undefined,
      );
    }

    async function endWorker(own: OwnPage): Promise<void> {
      if (browser === "chromium") {
        await session.endWorker();
      } else {
        await own.page.bringToFront();
        await eventually("the end of the background page", async () =>
          (await own.hasBackground()) ? undefined : true,
        );
      }
    }
  });
}

/** Seen by its host: a kept page's frames are no more in the test's hand. */
function isFolded(tab: Tab): Promise<boolean | undefined> {
  return tab.page.evaluate(() => {
    const host = document.querySelector("svarklar-desk");
    return host?.checkVisibility({ visibilityProperty: true }) === true ? host.clientWidth < 100 : undefined;
  });
}

/** Folds or opens the desk by its key, as soon as it listens. */
async function fold(tab: Tab, folded: boolean): Promise<void> {
  await eventually("the desk", async () => ((await isFolded(tab)) === !folded ? true : undefined));
  await tab.page.keyboard.down("Alt");
  await tab.page.keyboard.press("KeyS");
  await tab.page.keyboard.up("Alt");
  await eventually(folded ? "the folded desk" : "the open desk", async () =>
    (await isFolded(tab)) === folded ? true : undefined,
  );
}

/** Waits until these posts, and no others, bear a mark. */
async function marked(tab: Tab, ids: string[]): Promise<void> {
  await eventually(`marks on ${ids.join(", ")}`, async () => {
    const posts = await tab.page.$$eval("article:has(> svarklar-mark)", (posts) => posts.map(({ id }) => id));
    return posts.join() === ids.join() ? true : undefined;
  });
}
