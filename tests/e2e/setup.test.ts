// The settings as a file: saved by one agent, read in by another in a browser of
// her own, and a bad one refused with nothing lost.

import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const PAGE = `<body><main>
  <article id="p1"><h3>Birgit Sand</h3><p>Hvorfor er min regning dobbelt så høj?</p><textarea></textarea></article>
</main></body>`;

const NAME = "svarklar-settings.json";
const READ = /before|until|før|innan/;

for (const browser of BROWSERS) {
  describe(`the settings as a file in ${browser}`, () => {
    test("go from one agent to another, and a bad one changes nothing", async () => {
      const site = await Site.start({ "/": { body: PAGE } });
      const folder = await mkdtemp(join(tmpdir(), "svarklar-"));
      const file = join(folder, NAME);
      try {
        await inBrowser(async (walk) => {
          await walk.introduce(LISE);
          await walk.openSettings();
          await walk.fill("#own-words", "fiberboks = inkasso");
          await walk.fill("#signatures", "da = Mvh Lise fra kundeservice");
          await walk.press(".setup .insert");
          await walk.choose("Birgit Sand");
          await eventually("a draft that is signed so", async () =>
            (await walk.answer()).endsWith("\nMvh Lise fra kundeservice") ? true : undefined,
          );
          await walk.openSettings();
          await walk.toggle(".export");
          await eventually("the file", async () => ((await readdir(folder)).includes(NAME) ? true : undefined));
          const settings = JSON.parse(await readFile(file, "utf8"));
          assert.deepEqual(settings.agent.signatures, ["da = Mvh {name} fra kundeservice"]);
          assert.deepEqual([settings.agent.name, settings.colleagues], ["", ["Lise"]]);
          assert.doesNotMatch(JSON.stringify(settings), /Birgit|regning/);
        });
        await inBrowser(async (walk) => {
          await walk.importSettings(file, READ);
          assert.equal(await walk.value("#page-names"), LISE.page);
          await walk.fill("#agent-name", "Bo");
          await walk.press(".setup .insert");
          await walk.choose("Birgit Sand");
          await eventually("a draft signed by Bo", async () =>
            (await walk.answer()).endsWith("\nMvh Bo fra kundeservice") ? true : undefined,
          );
          await walk.openSettings();
          const before = await walk.settings();
          await walk.fill("#leader", "Berit Bø");
          await writeFile(file, (await readFile(file, "utf8")).replace("= inkasso", "= vejret"));
          await walk.importSettings(file, /1.*fiberboks = vejret/);
          assert.equal(await walk.value("#leader"), "Berit Bø", "what was typed stays");
          await writeFile(file, '{\n  "version": 1,\n');
          await walk.importSettings(file, /EOF .* line 3/);
          assert.equal(await walk.settings(), before);
        });
      } finally {
        await site.close();
        await rm(folder, { recursive: true });
      }

      async function inBrowser(work: (walk: Walk) => Promise<void>): Promise<void> {
        const session = await Session.start(browser, REAL, { downloads: folder });
        try {
          await work(await Walk.on(await session.open(site.url("/"))));
        } finally {
          await session.close();
        }
      }
    });
  });
}
