// Who answered a customer last, and what the agent decides of a wait: pinned, set aside until a time, in need of
// no answer, and taken back; over a reload, and in another tab.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const PAGE = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Nettet er nede i hele byen! Hvornår virker det igen?</p><textarea></textarea></article>
  <article id="p2"><h3>Mona Vik</h3><p>Hvornår åbner I i morgen?</p><textarea></textarea></article>
</main></body>`;

/** The second came back after an answer by Lise. */
const ANSWERED = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Nettet er nede i hele byen! Hvornår virker det igen?</p><textarea></textarea></article>
  <article id="p2"><h3>Mona Vik</h3><p>Hvorfor er min regning dobbelt så høj?</p>
    <article id="p3"><h3>Nordfjord Tele</h3><p>Hej Mona. Den er rettet nu. Mvh Lise</p></article>
    <article id="p4"><h3>Mona Vik</h3><p>Den er stadig forkert!</p></article>
  </article>
</main></body>`;

async function waiting(walk: Walk, expected: string[]): Promise<void> {
  await eventually(`${expected.join(", ")} in the queue`, async () => {
    const authors = (await walk.queue(0)).map((row) => row.author);
    return authors.join() === expected.join() ? true : undefined;
  });
}

async function aside(walk: Walk, expected: RegExp[]): Promise<void> {
  await eventually(`${expected.length} set aside`, async () => {
    const rows = await walk.aside();
    const fits = rows.length === expected.length && expected.every((pattern, at) => pattern.test(rows[at] ?? ""));
    return fits ? true : undefined;
  });
}

for (const browser of BROWSERS) {
  describe(`who answered last in ${browser}`, () => {
    test("is told in the list and of the chosen one", async () => {
      const site = await Site.start({ "/": { body: ANSWERED } });
      const session = await Session.start(browser, REAL);
      try {
        const walk = await Walk.on(await session.open(site.url("/")));
        await walk.introduce(LISE);
        await walk.queue(2);
        const told = await walk.answered();
        assert.equal(told.length, 1, told.join());
        assert.match(told[0] ?? "", /^(Answered by|Besvaret af) Lise$/);
        await walk.choose("Birgit Sand");
        assert.deepEqual(await walk.answered(), told, "nobody has answered her");
        await walk.choose("Mona Vik");
        assert.deepEqual(await walk.answered(), [...told, ...told]);
      } finally {
        await session.close();
        await site.close();
      }
    });
  });

  describe(`what the agent decides in ${browser}`, () => {
    test("holds over a reload and in another tab, and can be taken back", async () => {
      const site = await Site.start({ "/": { body: PAGE } });
      const session = await Session.start(browser, REAL);
      try {
        const tab = await session.open(site.url("/"));
        const walk = await Walk.on(tab);
        await walk.introduce(LISE);
        await waiting(walk, ["Birgit Sand", "Mona Vik"]);
        const other = await Walk.on(await session.open(site.url("/")));
        await waiting(other, ["Birgit Sand", "Mona Vik"]);
        await tab.page.bringToFront();

        await walk.choose("Mona Vik");
        await walk.deskKey("P");
        await waiting(walk, ["Mona Vik", "Birgit Sand"]);
        await waiting(other, ["Mona Vik", "Birgit Sand"]);
        await walk.deskKey("P");
        await waiting(walk, ["Birgit Sand", "Mona Vik"]);

        await walk.choose("Birgit Sand");
        await walk.deskKey("N");
        await waiting(walk, ["Mona Vik"]);
        await aside(walk, [/Birgit Sand/]);
        await waiting(other, ["Mona Vik"]);
        await tab.page.reload();
        await walk.again();
        await waiting(walk, ["Mona Vik"]);

        await walk.choose("Birgit Sand");
        await walk.press(".acts button");
        await waiting(walk, ["Birgit Sand", "Mona Vik"]);
        await waiting(other, ["Birgit Sand", "Mona Vik"]);

        await walk.fill("#until", "23:59");
        await walk.press(".acts form button");
        await aside(walk, [/Birgit Sand.*23[.:]59/]);
        assert.match(await walk.heading(), /^1\b/);
      } finally {
        await session.close();
        await site.close();
      }
    });
  });
}
