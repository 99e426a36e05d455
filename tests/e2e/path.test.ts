// The agent's whole path in real browsers: on Isso, markup that we did not
// shape, and on the practice page with its Lexical boxes; each also under a
// strict policy.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startWorld, type World } from "../world/world";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { issoPlace, type Place, practicePlace } from "./places";
import { LISE, Walk } from "./walk";

const WORLD = "target/world";
const WORST = "Gunnhild Årskog";

for (const browser of BROWSERS) {
  for (const kind of ["isso", "practice"] as const) {
    for (const policy of ["", "strict/"]) {
      describe(`the path on ${policy}${kind} in ${browser}`, () => {
        let world: World;
        let session: Session;
        let place: Place;
        let url: string;

        before(async () => {
          world = await startWorld(WORLD);
          session = await Session.start(browser, REAL);
          place = kind === "isso" ? issoPlace(world) : practicePlace();
          url = `${world.pages.origin}/${policy}${place.path}`;
        });

        after(async () => {
          await session?.close();
          await world?.stop();
        });

        test("from the page to an answered thread", async () => {
          const tab = await session.open(url);
          const walk = await Walk.on(tab);
          assert.deepEqual(await place.marked(tab), [], "no mark before we know who we are");
          await walk.introduce(LISE);

          // Posts come as they are read: the worst one may be among the last.
          const first = await eventually("the worst one first", async () => {
            const [row] = await walk.queue(10);
            return row?.author === WORST ? row : undefined;
          });
          assert.equal(first.tier, 3);
          await eventually("the marks", async () => ((await place.marked(tab)).includes(WORST) ? true : undefined));

          await walk.key("J");
          await walk.customer(WORST);
          assert.equal(await eventually("the focus", async () => (await place.focused(tab)) ?? undefined), WORST);

          const answer = await walk.answer();
          assert.match(answer, /^Hei,? Gunnhild/);
          assert.match(answer, /\nHelsing,? Lise$/);
          assert.deepEqual(await walk.findings(), []);

          await walk.key("I");
          await walk.notice(/in the reply box/);
          assert.equal(flat(await place.boxText(tab, WORST)), flat(answer));

          await place.post(tab, WORST);
          await eventually("the thread to leave the queue", async () =>
            (await walk.queue()).every((row) => row.author !== WORST) ? true : undefined,
          );
          await eventually("its mark to go", async () =>
            (await place.marked(tab)).includes(WORST) ? undefined : true,
          );

          const waited = (await walk.queue()).length;
          await place.arrives(
            tab,
            "Vibeke Torn",
            "Mit internet har været nede siden i morges! Hvornår virker det igen??",
          );
          const rows = await walk.queue(waited + 1);
          assert.ok(rows.some((row) => row.author === "Vibeke Torn"));
          await eventually("the new post's mark", async () =>
            (await place.marked(tab)).includes("Vibeke Torn") ? true : undefined,
          );
          await tab.page.close();
        });

        test("keeps what the agent typed in the page's box over a reload", async () => {
          const tab = await session.open(url);
          const walk = await Walk.on(tab);
          await walk.queue(5);
          await place.enterBox(tab, "Lone Mosegaard Friis");
          await tab.page.keyboard.type("Hej Lone, jeg kigger");
          await eventually("the text in the store", async () =>
            (await walk.stored()).some((value) => value.includes("jeg kigger")) ? true : undefined,
          );
          await tab.page.reload();
          await walk.again();
          await walk.queue(5);
          await walk.choose("Lone Mosegaard Friis");
          assert.equal(await walk.answer(), "Hej Lone, jeg kigger");
          await walk.key("I");
          await walk.notice(/in the reply box/);
          assert.equal(flat(await place.boxText(tab, "Lone Mosegaard Friis")), "Hej Lone, jeg kigger");
          await tab.page.close();
        });

        test("leaves the agent's own text in the box and offers both", async () => {
          const tab = await session.open(url);
          const walk = await Walk.on(tab);
          await walk.queue(5);
          await walk.choose("Conny Bergskata");
          const draft = await walk.answer();
          await place.enterBox(tab, "Conny Bergskata");
          await tab.page.keyboard.type("Hej");
          await eventually("the typed text in the desk", async () =>
            (await walk.answer()) === "Hej" ? true : undefined,
          );
          await walk.press(".draft");
          assert.notEqual(await walk.answer(), "Hej");
          await walk.press(".actions .insert");
          await walk.notice(/already stands in the box/);
          assert.equal(flat(await place.boxText(tab, "Conny Bergskata")), "Hej");
          await walk.press(".actions .replace");
          await walk.notice(/in the reply box/);
          assert.match(flat(await place.boxText(tab, "Conny Bergskata")), /Conny.*Lise$/);
          assert.match(draft, /Conny/);
          await tab.page.close();
        });

        if (kind === "practice") {
          test("a navigation inside the page loses no typed text", async () => {
            const tab = await session.open(url);
            const walk = await Walk.on(tab);
            await walk.queue(5);
            await place.enterBox(tab, "Birgitte Havrekær");
            await tab.page.keyboard.type("Kære Birgitte");
            await eventually("the text in the store", async () =>
              (await walk.stored()).some((value) => value.includes("Kære Birgitte")) ? true : undefined,
            );
            const [, photos] = await tab.page.$$(".tabs a");
            await photos?.click();
            await eventually("the other page", async () => (tab.page.url().endsWith("/photos") ? true : undefined));
            await tab.page.goBack();
            await walk.queue(5);
            await walk.choose("Birgitte Havrekær");
            assert.equal(await walk.answer(), "Kære Birgitte");
            await tab.page.close();
          });
        }

        test("asks nothing of the network", () => {
          const own = new URL(world.pages.origin).host;
          const others = session.watch.addresses().filter((address) => new URL(address).host !== own);
          assert.deepEqual(others, []);
          for (const request of world.pages.requests) {
            assert.match(request, /^(GET|POST) \/(strict\/)?(isso|isso-api|practice|favicon\.ico)/);
          }
        });
      });
    }
  }
}

/** Editors turn lines into paragraphs. */
function flat(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
