// Every profile's examples give the records that stand beside them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { RawPost } from "../../extension/generated/messages";
import { BROWSERS, eventually, Session, STUB, StubDesk } from "./harness";
import { type Example, type ProfileFile, planOf, profiles, recordsOf } from "./profiles";
import { Site, type TestPage } from "./site";
import { insert } from "./thread";

const files = await profiles();
const address = ({ name }: ProfileFile, { name: example, path = "" }: Example): string =>
  `/${name}/${encodeURIComponent(example)}${path}`;

for (const name of BROWSERS) {
  describe(`site profiles in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      const pages: Record<string, TestPage> = {};
      for (const file of files) {
        for (const example of file.examples) {
          pages[address(file, example)] = { body: `<body>${example.html.join("\n")}</body>`, lang: example.lang };
        }
      }
      site = await Site.start(pages);
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    for (const file of files) {
      for (const example of file.examples) {
        test(`${file.name}: ${example.name}`, async () => {
          const tab = await session.open(site.url(address(file, example)));
          const desk = await StubDesk.of(tab);
          await desk.toPage({ kind: "read", plan: planOf(file, 1) });
          const posts = await eventually("all items read", async () => {
            const told = await desk.received("posts");
            const seen = new Map<number, RawPost>();
            for (const post of told.flatMap((message) => message.seen)) {
              seen.set(post.handle, post);
            }
            const items = told.at(-1)?.coverage.items;
            return items !== undefined && items > 0 && seen.size === items ? [...seen.values()] : undefined;
          });
          const linked = (await desk.received("linked")).flatMap(({ texts }) => texts);
          const records = recordsOf(file, example.lang, posts, linked);
          assert.deepEqual(records, example.records);
          const { coverage } = await desk.waitFor("posts", ({ coverage: { items } }) => items === posts.length);
          assert.equal(coverage.hidden, example.hidden ?? coverage.hidden);
          for (const [key, outcome] of Object.entries(example.boxes ?? {})) {
            const post = posts[records.findIndex((record) => record["key"] === key)];
            assert.deepEqual(await insert(desk, post, "Hej\nJeg ser på det."), { kind: outcome });
          }
          await tab.page.close();
        });
      }
    }
  });
}
