// What counts for urgency: a reason weighed in the settings, without a mouse, and
// the score that it changes at once and after a reload.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const PAGE = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Nettet er nede i hele byen! Hvornår virker det igen?</p><textarea></textarea></article>
</main></body>`;

for (const browser of BROWSERS) {
  describe(`the weights of reasons in ${browser}`, () => {
    test("change the score at once, and stay", async () => {
      const site = await Site.start({ "/": { body: PAGE } });
      const session = await Session.start(browser, REAL);
      try {
        const tab = await session.open(site.url("/"));
        const walk = await Walk.on(tab);
        await walk.introduce(LISE);
        await walk.choose("Birgit Sand");
        const usual = await walk.score();
        const before = await walk.reasons();

        await walk.openSettings();
        await walk.toggle(".weights summary");
        const select = await walk.desk.waitForSelector(".weights [name=outage]");
        const outage = await walk.desk.evaluate((field) => field?.parentElement?.firstChild?.textContent ?? "", select);
        const tells = (reason: string): boolean => reason.includes(outage);
        assert.ok(outage !== "" && before.some(tells), `${outage}: ${before}`);
        await select?.focus();
        // The list begins with "off".
        await tab.page.keyboard.press("Home");
        assert.equal(await walk.value(".weights [name=outage]"), "off");
        await walk.press(".setup .insert");
        await scores(walk, (score) => score < usual);
        const off = await walk.score();
        assert.ok(!(await walk.reasons()).some(tells));

        await tab.page.reload();
        await walk.again();
        await scores(walk, (score) => score === off);
        await walk.openSettings();
        assert.equal(await walk.value(".weights [name=outage]"), "off");
        await walk.desk.select(".weights [name=outage]", "usual");
        await walk.press(".setup .insert");
        await scores(walk, (score) => score === usual);
      } finally {
        await session.close();
        await site.close();
      }
    });
  });
}

async function scores(walk: Walk, fits: (score: number) => boolean): Promise<void> {
  await walk.choose("Birgit Sand");
  await eventually("the other score", async () => (fits(await walk.score()) ? true : undefined));
}
