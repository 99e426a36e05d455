// A company's own words: filled in in the settings by keyboard, refused where
// they can't be used, and read by at once.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const PAGE = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Hvorfor hører jeg ikke noget om Fiberboksen?</p><textarea></textarea></article>
  <article id="p2"><h3>Mona Vik</h3><p>Hvornår åbner I i morgen?</p><textarea></textarea></article>
</main></body>`;

const BAD = "fiberboks = debt collection\nfiberbox";
const GOOD = "fiberboks = debt collection\nFri Tale = product";
/** The topic that no post of the page has by itself, in the words of any desk. */
const OURS = /: (debt collection|inkasso)/;

for (const browser of BROWSERS) {
  describe(`a company's own words in ${browser}`, () => {
    test("change the topic that is shown, and bad ones are refused and kept", async () => {
      const site = await Site.start({ "/": { body: PAGE } });
      const session = await Session.start(browser, REAL);
      try {
        const tab = await session.open(site.url("/"));
        const walk = await Walk.on(tab);
        await walk.introduce(LISE);
        await walk.choose("Birgit Sand");
        const before = await walk.topic();
        assert.doesNotMatch(before, OURS);

        await walk.press(".desk header .quiet");
        await eventually("the settings", async () => ((await walk.ownWords()) === "" ? true : undefined));
        await walk.toggleOwnByKey();
        await walk.chooseTradeByKey();
        await walk.fill("#own-words", BAD);
        await walk.press(".setup .insert");
        const lacks = await eventually("a refusal", async () => {
          const told = await walk.lacks();
          return told.length > 0 ? told : undefined;
        });
        assert.equal(lacks.length, 1);
        assert.match(lacks[0] ?? "", /2.*fiberbox/);
        assert.equal(await walk.ownWords(), BAD, "nothing typed is lost");

        assert.equal(await walk.isOwnOpen(), true);
        await walk.toggleOwnByKey();
        await eventually("the details closed", async () => ((await walk.isOwnOpen()) ? undefined : true));
        await walk.press(".setup .insert");
        await eventually("the details open again", async () => ((await walk.isOwnOpen()) ? true : undefined));

        await walk.fill("#own-words", GOOD);
        await walk.press(".setup .insert");
        await walk.queue(2);
        await walk.choose("Birgit Sand");
        const after = await eventually("the own word's topic", async () => {
          const topic = await walk.topic();
          return OURS.test(topic) ? topic : undefined;
        });
        assert.match(after, /: [^:·]+Fiberboksen( · |$)/);

        await tab.page.reload();
        await walk.again();
        await walk.press(".desk header .quiet");
        await eventually("the own words", async () => ((await walk.ownWords()) === GOOD ? true : undefined));
        assert.deepEqual(await walk.trades(), [true, false, false, false, false, false, false]);
      } finally {
        await session.close();
        await site.close();
      }
    });
  });
}
