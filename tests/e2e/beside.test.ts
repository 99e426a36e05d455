// A site with one form, which its "Reply" moves right behind the comment that
// is answered, as WordPress does: not into it, but into what that stands in.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { RawPost } from "../../extension/generated/messages";
import { BROWSERS, Session, STUB, StubDesk, type Tab } from "./harness";
import { planOf, profile } from "./profiles";
import { Site } from "./site";
import { insert, told } from "./thread";

const TEXT = "Hei Hanne\nTakk for at du sa fra.\nMvh Siri";

const file = await profile("wordpress");
const page = file.examples.find((example) => example.name === "a block theme")?.html.join("\n") ?? "";
const MOVING = `<script>
  for (const link of document.querySelectorAll(".comment-reply-link")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById(link.dataset.belowelement).after(document.getElementById("respond"));
    });
  }
</script>`;

for (const name of BROWSERS) {
  describe(`a form beside the comment it answers in ${name}`, () => {
    let session: Session;
    let site: Site;
    let tab: Tab;
    let desk: StubDesk;
    let byId: Map<string, RawPost>;

    before(async () => {
      site = await Site.start({ "/": { body: `<body>${page}${MOVING}</body>` } });
      session = await Session.start(name, STUB);
      tab = await session.open(site.url("/"));
      desk = await StubDesk.of(tab);
      await desk.toPage({ kind: "read", plan: planOf(file, 1) });
      byId = await told(desk, 4);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    const textAfter = (id: string): Promise<string> => tab.page.$eval(`#${id} + #respond textarea`, (box) => box.value);

    test("is the article's where it stands at first", async () => {
      assert.deepEqual(await insert(desk, byId.get("wp--skip-link--target"), TEXT), { kind: "done" });
      assert.equal(await tab.page.$eval("ol + #respond textarea", (box) => box.value), TEXT);
      await tab.page.$eval("textarea", (box) => {
        box.value = "";
      });
    });

    test("is the comment's before it, whatever it stands in", async () => {
      assert.deepEqual(await insert(desk, byId.get("comment-22"), TEXT), { kind: "done" });
      assert.equal(await textAfter("comment-22"), TEXT);
      assert.deepEqual(await insert(desk, byId.get("comment-21"), TEXT, "replace"), { kind: "done" });
      assert.equal(await textAfter("comment-21"), TEXT);
    });

    test("holds what the agent types for that comment", async () => {
      await tab.page.$eval("#comment-22 .comment-reply-link", (link) => (link as HTMLElement).click());
      await tab.page.focus("textarea");
      await tab.page.keyboard.type("!");
      assert.equal((await desk.waitFor("typed")).at, byId.get("comment-22")?.handle);
    });
  });
}
