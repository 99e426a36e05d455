// Svarklar on a site that it did not come for: nothing before the person has
// granted it, then at once, and nothing again once the grant is taken back.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Grants, withGrants } from "./grants";
import { BROWSERS, eventually, type Tab } from "./harness";
import { Lesson } from "./lesson";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const PAGE = `<body><main>
  <div class="card"><b class="name">Birgit Sand</b> <time>3 t</time><p class="words">Hvorfor er min regning så høj?</p></div>
  <div class="card"><b class="name">Mona Vik</b> <time>2 t</time><p class="words">Hvornår åbner I i morgen?</p></div>
</main></body>`;

for (const browser of BROWSERS) {
  describe(`grants of sites in ${browser}`, () => {
    let site: Site;
    let grants: Grants;

    before(async () => {
      site = await Site.startTls({ "/": { body: PAGE } });
      const hosts = ["forum.example", "other.example"];
      grants = await withGrants(browser, new Map(hosts.map((host) => [host, site.port])));
    });

    after(async () => {
      await grants?.session.close();
      await site?.close();
    });

    test("a site is read and taught once it is granted, and left alone once the grant is taken back", async () => {
      const other = await grants.session.open("https://other.example/");
      const tab = await grants.session.open("https://forum.example/");
      await grants.grant("forum.example", tab);
      const walk = await Walk.on(tab);
      assert.deepEqual(await Promise.all([tab, other].map(desks)), [1, 0]);
      await walk.introduce(LISE);
      const lesson = await Lesson.begin(walk);
      await lesson.click(".card:nth-child(2) .words");
      await lesson.asks(/author/);
      await lesson.click(".card:nth-child(2) .name");
      await lesson.asks(/time/);
      await lesson.click(".card:nth-child(2) time");
      await lesson.asks(/button that opens/);
      await lesson.skip();
      await lesson.shows(2);
      await lesson.save();

      await tab.page.reload();
      await walk.again();
      assert.deepEqual((await walk.queue(2)).map(({ author }) => author).sort(), ["Birgit Sand", "Mona Vik"]);

      await grants.takeBack("forum.example");
      await tab.page.reload();
      // What is granted later is read: so the page before it could have been.
      await grants.grant("other.example", other);
      await Walk.on(other);
      assert.equal(await desks(tab), 0);
      for (const open of [tab, other]) {
        await open.page.close();
      }
    });

    test("the toolbar button folds the desk and opens it", async () => {
      const tab = await grants.session.open("https://other.example/");
      const walk = await Walk.on(tab);
      assert.equal(await walk.isFolded(), undefined);
      await grants.pressButton(tab);
      await eventually("the folded desk", () => walk.isFolded());
      await grants.pressButton(tab);
      await eventually("the open desk", async () => ((await walk.isFolded()) === true ? undefined : true));
      await tab.page.close();
    });
  });
}

function desks(tab: Tab): Promise<number> {
  return tab.page.$$eval("svarklar-desk", (found) => found.length);
}
