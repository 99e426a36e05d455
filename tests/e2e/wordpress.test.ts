// The agent's whole path on WordPress as Debian packages it: a company's post
// in the default block theme, with threaded comments. The company's author is
// logged in, answers by the page's own form, and the page is loaded anew.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startWordPress, type WordPress } from "../world/wordpress";
import { BROWSERS, eventually, REAL, Session, type Tab } from "./harness";
import { logIn, type Place, wordpressPlace } from "./places";
import { LISE, Walk } from "./walk";

const WORST = "Gunnhild Årskog";
const LATE = "Vibeke Torn";

const WINDOW = { width: 1280, height: 800 };
const WHOLE_PAGE = { width: 1280, height: 12_000 };

/** In the page's order. Not among them: who was answered, praised or only talked. */
const WAITING = [
  "Ellinor Dragsfelt",
  "Göran Tallhed",
  "Birgit Älvros",
  "Palle Stensbæk",
  "Harriet Copplestone",
  "Birgitte Havrekær",
  "Jens Ole Brinkgaard",
  "Sanne Toftevang",
  "Kurt Rævsager",
  "Lone Mosegaard Friis",
  "Conny Bergskata",
  "Dewi Pennarth",
  WORST,
  "Steinar Oddevik",
  "Randi Molteskar",
  "Tor Inge Flakne",
  "Marit Skogbrot",
];
const LEFT = WAITING.filter((author) => author !== WORST);

for (const browser of BROWSERS) {
  describe(`the path on WordPress in ${browser}`, () => {
    let wordpress: WordPress;
    let session: Session;
    let place: Place;

    before(async () => {
      wordpress = await startWordPress();
      session = await Session.start(browser, REAL);
      place = wordpressPlace(wordpress);
      await logIn(session, wordpress);
    });

    after(async () => {
      await session?.close();
      await wordpress?.stop();
    });

    /** Marks stand near the viewport only, so it takes in the whole page for a while. */
    async function marks(tab: Tab, authors: string[]): Promise<void> {
      const wanted = JSON.stringify(authors);
      await tab.page.setViewport(WHOLE_PAGE);
      await eventually(`marks on ${wanted}`, async () =>
        JSON.stringify(await place.marked(tab)) === wanted ? true : undefined,
      );
      await tab.page.setViewport(WINDOW);
    }

    test("from the page to an answered comment", async (context) => {
      context.diagnostic(JSON.stringify(wordpress.versions));
      const tab = await session.open(wordpress.url);
      const walk = await Walk.on(tab);
      assert.deepEqual(await place.marked(tab), [], "no mark before we know who we are");
      await walk.introduce(LISE);

      await marks(tab, WAITING);
      const first = await eventually("the worst", async () =>
        (await walk.queue()).find(({ author }) => author === WORST),
      );
      assert.equal(first.tier, 3);
      assert.deepEqual(await walk.notices(), []);
      await tab.screenshot(`${browser}-wordpress-1-who-waits`);

      await walk.key("J");
      await walk.customer(WORST);
      assert.equal(await eventually("the focus", async () => (await place.focused(tab)) ?? undefined), WORST);
      const answer = await walk.answer();
      assert.match(answer, /^Hei,? Gunnhild/);
      assert.match(answer, /\nHelsing,? Lise$/);
      assert.deepEqual(await walk.findings(), []);
      await tab.screenshot(`${browser}-wordpress-2-the-worst`);

      await walk.key("I");
      await walk.notice(/in the reply box/);
      assert.equal(await place.boxText(tab, WORST), answer);
      await tab.screenshot(`${browser}-wordpress-3-draft-in-the-box`);

      await place.post(tab, WORST);
      await walk.again();
      await eventually("another in the queue", async () =>
        (await walk.queue()).every(({ author }) => author !== WORST) ? true : undefined,
      );
      await tab.screenshot(`${browser}-wordpress-4-answered`);
      await marks(tab, LEFT);

      await place.arrives(tab, LATE, "Mit internet har været nede siden i morges! Hvornår virker det igen??");
      await walk.again();
      await marks(tab, [...LEFT, LATE]);
      await tab.page.close();
    });

    test("keeps what the agent typed in the moved form over a reload", async () => {
      const tab = await session.open(wordpress.url);
      const walk = await Walk.on(tab);
      await marks(tab, [...LEFT, LATE]);
      // One who has written but once: the place knows comments by their author.
      const author = (await walk.queue()).find(({ state }) => !state.includes("again"))?.author ?? "";
      await place.enterBox(tab, author);
      await tab.page.keyboard.type("Hej, jeg kigger på det");
      await eventually("the text in the store", async () =>
        (await walk.stored()).some((value) => value.includes("jeg kigger")) ? true : undefined,
      );
      await tab.page.reload();
      await walk.again();
      await marks(tab, [...LEFT, LATE]);
      await walk.choose(author);
      assert.equal(await walk.answer(), "Hej, jeg kigger på det");
      await walk.key("I");
      await walk.notice(/in the reply box/);
      assert.equal(await place.boxText(tab, author), "Hej, jeg kigger på det");
      await tab.page.close();
    });

    test("asks nothing of the network", () => {
      const own = new URL(wordpress.url).host;
      const others = session.watch.addresses().filter((address) => new URL(address).host !== own);
      assert.deepEqual(others, []);
    });
  });
}
