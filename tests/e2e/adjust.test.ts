// The drafts of an answer had otherwise, and the checks while the agent types in the
// page's own box.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const PAGE = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Hvorfor er min regning dobbelt så høj igen? Det er for dårligt!</p>
    <textarea></textarea></article>
</main></body>`;
const LEXICAL = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Hvorfor er min regning dobbelt så høj igen? Det er for dårligt!</p>
    <div id="lexical" class="box" role="textbox"></div></article>
</main><script src="/thread.js"></script></body>`;

for (const browser of BROWSERS) {
  describe(`drafts and checks in ${browser}`, () => {
    let site: Site;
    let session: Session;
    let walk: Walk;

    before(async () => {
      site = await Site.start({ "/": { body: PAGE }, "/lexical": { body: LEXICAL } });
      session = await Session.start(browser, REAL);
      walk = await Walk.on(await session.open(site.url("/")));
      await walk.introduce(LISE);
      await walk.choose("Birgit Sand");
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("a draft is had shorter, in other tones, other words and another language", async () => {
      const first = await walk.answer();
      const warm = await changed(first, ".adjust [title='Alt+W']");
      assert.ok(await walk.isPressed(".adjust [title='Alt+W']"));
      await walk.press(".adjust [title='Alt+W']");
      await eventually("the plain draft", async () => ((await walk.answer()) === first ? true : undefined));
      await walk.deskKey("G");
      const formal = await eventually("a formal draft", async () => {
        const text = await walk.answer();
        return text === first || text === warm ? undefined : text;
      });
      assert.notEqual(formal, first);
      await walk.deskKey("G");
      await eventually("the plain draft", async () => ((await walk.answer()) === first ? true : undefined));
      await walk.deskKey("O");
      await eventually("other words", async () => ((await walk.answer()) === first ? undefined : true));
      await walk.desk.select(".adjust select", "English");
      await eventually("English", async () => (/^(Hi|Hello)/.test(await walk.answer()) ? true : undefined));
      assert.equal(await walk.desk.$eval("#answer", (field) => (field as HTMLTextAreaElement).lang), "en");
      await walk.desk.select(".adjust select", "dansk");
      const danish = await eventually("Danish", async () => {
        const text = await walk.answer();
        return /^(Hej|Kære)/.test(text) ? text : undefined;
      });
      const shorter = await changed(danish, ".adjust [title='Alt+M']");
      assert.ok(shorter.length < danish.length, shorter);
    });

    test("what she wrote is kept beside an adjusted draft, and offered back", async () => {
      await walk.fill("#answer", "Hej Birgit. Mit eget svar. Lise");
      await walk.press(".adjust [title='Alt+M']");
      await walk.desk.waitForSelector(".kept .take-back");
      assert.match(await walk.text(".kept"), /Mit eget svar/);
      await walk.press(".kept .take-back");
      await eventually("her own text", async () =>
        (await walk.answer()).includes("Mit eget svar") ? true : undefined,
      );
    });

    for (const [what, path, box] of [
      ["a text area", "/", "textarea"],
      ["Lexical", "/lexical", "#lexical"],
    ] as const) {
      test(`what is typed in ${what} of the page is checked as it is typed`, async () => {
        const tab = await session.open(site.url(path));
        const there = await Walk.on(tab);
        await there.choose("Birgit Sand");
        await tab.page.focus(box);
        await tab.page.keyboard.type("Hej Birgit. Du skulle have læst brevet. Mvh Lise");
        await eventually("the blame is marked", async () =>
          (await there.text(".checks")).includes("skulle have læst") ? true : undefined,
        );
        await tab.page.close();
      });
    }

    /** The text after a press that changes it. */
    async function changed(before: string, button: string): Promise<string> {
      await walk.press(button);
      return await eventually("another draft", async () => {
        const text = await walk.answer();
        return text === before ? undefined : text;
      });
    }
  });
}
