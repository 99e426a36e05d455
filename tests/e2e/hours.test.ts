// Opening hours: filled in in the settings, refused where they can't be used,
// told on the desk by the clock, and the handover that the next shift is given.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const PAGE = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Hvorfor er min regning dobbelt så høj?</p><textarea></textarea></article>
  <article id="p2"><h3>Mona Vik</h3><p>Er nettet nede i Skive? Alt er dødt.</p><textarea></textarea></article>
</main></body>`;

/** What the handover may not quote. */
const POSTS = /dobbelt|Alt er dødt/;

const CLOSES = /^(Closes in|Lukker om) (\d+) minut/;
const SINCE = /^(Incident open since|Driftsforstyrrelse siden) \d\d[.:]\d\d \(Lise\)$/;
// The day is told unless it is today: an hour past midnight the hours of an hour ago begin tonight.
const OPENS = /^(Closed; opens|Lukket; åbner) (.+ )?\d\d[.:]\d\d · (Night|Nat) \(Bo\)/;

for (const browser of BROWSERS) {
  describe(`opening hours in ${browser}`, () => {
    test("are set, tell when it closes, and end in a handover", async () => {
      const site = await Site.start({ "/": { body: PAGE } });
      const session = await Session.start(browser, REAL);
      try {
        const tab = await session.open(site.url("/"));
        const walk = await Walk.on(tab);
        await walk.introduce(LISE);
        await walk.queue(2);
        assert.equal(await walk.clock(), "", "no hours are set, and nothing is said of them");

        await walk.press(".desk header .quiet");
        await walk.openHoursByKey();
        const open = await period(walk, -60, 10);
        await walk.fill("#hours-week", `man-søn ${open}\nxyz ${open}`);
        await walk.press(".setup .insert");
        const lacks = await eventually("a refusal", async () => {
          const told = await walk.lacks();
          return told.length > 0 ? told : undefined;
        });
        assert.match(lacks.join("\n"), /^[^\n]* 2,[^\n]*xyz/);
        await walk.fill("#hours-week", `man-søn ${open}`);
        await walk.fill("#hours-shifts", `Nat ${await period(walk, 60, 240)}, Bo`);
        await walk.press(".setup .insert");
        const told = await eventually("the notice", async () => CLOSES.exec(await walk.clock()) ?? undefined);
        const minutes = Number(told[2]);
        assert.ok(minutes > 5 && minutes <= 10, told[0]);

        // Other settings have the page read anew.
        await walk.queue(2);
        await walk.toggle(".incident");
        assert.equal(await walk.isPressed(".incident"), true);
        assert.match(await walk.since(), SINCE);
        await walk.toggle(".hand-over");
        const shown = await walk.handover();
        assert.match(shown, /Birgit Sand/);
        assert.match(shown, /Mona Vik/);
        assert.match(shown, /Nat \(Bo\)/);
        assert.doesNotMatch(shown, POSTS);

        const copied = await walk.copied(".handover .insert");
        assert.match(copied, new RegExp(`^\\S+ .+: ${new URL(site.url("/")).host}\n.+Nat \\(Bo\\)`));
        assert.ok(copied.split("\n").some((line) => SINCE.test(line)));
        assert.match(copied, /^1\. \[.+\] Mona Vik: .+$/m);
        assert.match(copied, /^2\. \[.+\] Birgit Sand: .+$/m);
        assert.doesNotMatch(copied, POSTS);
        assert.ok((await walk.stored()).every((value) => !value.includes("Mona Vik")));

        await tab.page.keyboard.press("Escape");
        await walk.queue(2);
        assert.equal(await walk.hasFocus(".hand-over"), true, "the focus stays on its button");

        // The settings as they were kept; then hours that are over.
        await tab.page.reload();
        await walk.again();
        assert.equal(await walk.isPressed(".incident"), true);
        await walk.press(".desk header .quiet");
        await walk.fill("#hours-week", `mon-sun ${await period(walk, -120, -60)}`);
        await walk.press(".setup .insert");
        await eventually("that it is closed", async () => OPENS.exec(await walk.clock()) ?? undefined);

        // Last, as today may be a holiday there.
        await walk.press(".desk header .quiet");
        assert.equal(await walk.holidays(), "", "no country's");
        await walk.desk.select("#hours-holidays", "NO");
        await walk.press(".setup .insert");
        await walk.queue(2);
        await walk.press(".desk header .quiet");
        assert.equal(await walk.holidays(), "NO");
      } finally {
        await session.close();
        await site.close();
      }
    });
  });
}

/** A period around the minute it is in the browser. */
async function period(walk: Walk, from: number, to: number): Promise<string> {
  return await walk.desk.evaluate(
    (ends) =>
      ends
        .map((minutes) => {
          const at = new Date(Date.now() + minutes * 60_000);
          return `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
        })
        .join("-"),
    [from, to],
  );
}
