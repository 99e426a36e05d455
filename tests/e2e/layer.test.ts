// The page layer in real browsers, with the stub desk: connection, eyes,
// marks, hands.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, Session, STUB } from "./harness";
import { Site, STRICT } from "./site";
import { insert, layout, mark, marks, reading, THREAD } from "./thread";

for (const name of BROWSERS) {
  describe(`page layer in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start({
        "/thread": { body: THREAD },
        "/strict": { body: THREAD, headers: { "content-security-policy": STRICT } },
        "/coep": {
          body: THREAD,
          headers: { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" },
        },
      });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    for (const path of ["/thread", "/strict", "/coep"]) {
      test(`reads, marks and inserts on ${path}`, async () => {
        const { tab, desk, byKey } = await reading(session, site.url(path));

        const post = byKey.get("1");
        assert.equal(post?.text, "Linje et\nlinje to 😡\nafsnit");
        assert.deepEqual(post?.author, ["Anders"]);
        assert.deepEqual(post?.time, ["3 t"]);
        assert.equal(post?.parent, null);
        assert.equal(byKey.get("2")?.parent, post?.handle);
        assert.equal(byKey.get("2")?.text, "Hej Anders");

        const before = await layout(tab);
        await desk.toPage({ kind: "mark", marks: [...byKey.values()].map((record, at) => mark(record.handle, at)) });
        await eventually("the marks", async () => ((await marks(tab)) === 4 ? true : undefined));
        assert.equal(await layout(tab), before);
        await tab.screenshot(`${name}-${path.slice(1)}-marks`);

        const text = "Hej Anders\n\nVi kigger på det.\nMvh Lise";
        assert.deepEqual(await insert(desk, byKey.get("4"), text), { kind: "done" });
        assert.equal(await tab.page.$eval("#p2 textarea", (box) => box.value), text);
        assert.deepEqual(await insert(desk, byKey.get("1"), text), { kind: "done" });
        assert.match(
          await tab.page.$eval("#lexical", (box) => (box as HTMLElement).innerText),
          /Vi kigger på det\.\s+Mvh Lise/,
        );
        await tab.screenshot(`${name}-${path.slice(1)}-inserted`);
        await tab.page.close();
      });
    }
  });
}
