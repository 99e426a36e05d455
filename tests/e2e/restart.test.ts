// What outlives the browser itself: it is closed and started again on the
// same profile.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const PAGE = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Hvorfor er min regning så høj?</p><textarea></textarea></article>
  <article id="p2"><h3>Mona Vik</h3><p>Hvornår åbner I i morgen?</p><textarea></textarea></article>
</main></body>`;

const IN_THE_BOX = "Kære Birgit, jeg ser på";
const IN_THE_DESK = "Hej Mona. Vi åbner";

for (const browser of BROWSERS) {
  describe(`a restart of ${browser}`, () => {
    test("loses neither the settings nor any typed text", async () => {
      const site = await Site.start({ "/": { body: PAGE } });
      const profile = await mkdtemp(join(tmpdir(), "svarklar-profile-"));
      try {
        await write(await Session.start(browser, REAL, { profile }), site.url("/"));
        await find(await Session.start(browser, REAL, { profile }), site.url("/"));
      } finally {
        await site.close();
        await rm(profile, { recursive: true, force: true });
      }
    });
  });
}

async function write(session: Session, url: string): Promise<void> {
  try {
    const tab = await session.open(url);
    const walk = await Walk.on(tab);
    await walk.introduce(LISE);
    await walk.queue(2);
    await tab.page.focus("#p1 textarea");
    await tab.page.keyboard.type(IN_THE_BOX);
    await walk.choose("Mona Vik");
    await walk.fill("#answer", IN_THE_DESK);
    for (const text of [IN_THE_BOX, IN_THE_DESK]) {
      await eventually(`"${text}" in the store`, async () =>
        (await walk.stored()).some((value) => value.includes(text)) ? true : undefined,
      );
    }
  } finally {
    await session.close();
  }
}

async function find(session: Session, url: string): Promise<void> {
  try {
    const walk = await Walk.on(await session.open(url));
    assert.equal(await walk.isFirstRun(), false, "the settings are there");
    await walk.queue(2);
    await walk.choose("Birgit Sand");
    assert.equal(await walk.answer(), IN_THE_BOX);
    await walk.choose("Mona Vik");
    assert.equal(await walk.answer(), IN_THE_DESK);
  } finally {
    await session.close();
  }
}
