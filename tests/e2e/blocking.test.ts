// Checks that the company has made blocking: an answer that one of them marks is not
// inserted until it is mended, and can be copied all the while.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const PAGE = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Hvorfor er min regning dobbelt så høj?</p><textarea></textarea></article>
</main></body>`;
const UNSIGNED = "Hej Birgit. Jeg retter regningen i dag.";

for (const browser of BROWSERS) {
  describe(`blocking checks in ${browser}`, () => {
    test("keep an answer out of the page until it is mended", async () => {
      const site = await Site.start({ "/": { body: PAGE } });
      const session = await Session.start(browser, REAL);
      try {
        const tab = await session.open(site.url("/"));
        const walk = await Walk.on(tab);
        await walk.introduce(LISE);
        await walk.openSettings();
        await walk.toggle(".blocking summary");
        await walk.press(".blocking [name=unsigned]");
        await walk.press(".setup .insert");

        await walk.choose("Birgit Sand");
        await walk.fill("#answer", UNSIGNED);
        await walk.desk.waitForSelector("#mend-first");
        assert.deepEqual(await disabled(walk), { insert: true, copy: false });
        // Nor by its key: else the box would be occupied below.
        await walk.key("I");

        await walk.press(".checks .blocks button");
        await eventually("a button to insert", async () => ((await disabled(walk)).insert ? undefined : true));
        await walk.press(".field .insert");
        const mended = await walk.answer();
        assert.ok(mended.startsWith(UNSIGNED) && mended.endsWith("Lise"), mended);
        await eventually("the answer in the box", async () => {
          const text = await tab.page.$eval("textarea", (box) => box.value);
          return text === mended ? true : undefined;
        });
      } finally {
        await session.close();
        await site.close();
      }
    });
  });
}

/** Whether the buttons can't be pressed. */
async function disabled(walk: Walk): Promise<{ insert: boolean; copy: boolean }> {
  return await walk.desk.evaluate(() => {
    const is = (name: string): boolean | undefined =>
      document.querySelector<HTMLButtonElement>(`.field .${name}`)?.disabled;
    return { insert: is("insert") ?? false, copy: is("copy") ?? true };
  });
}
