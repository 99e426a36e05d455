// How the extension lives on a page that does not want it, and how it leaves.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, Session, STUB, StubDesk, type Tab } from "./harness";
import { Site } from "./site";
import { mark, marks, reading, THREAD } from "./thread";

for (const name of BROWSERS) {
  describe(`life in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start({ "/thread": { body: THREAD } });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("asks nothing of the network", async () => {
      const own = [site.url("/thread"), site.url("/thread.js")];
      session.watch.requests.length = 0;
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await desk.toHost({ kind: "store", entries: [{ key: "svarklar/x", value: "1" }] });
      await desk.toHost({ kind: "badge", waiting: 3, tier: 2 });
      await desk.toPage({ kind: "mark", marks: [mark(byKey.get("1")?.handle ?? -1, 1)] });
      await eventually("the mark", async () => ((await marks(tab)) === 1 ? true : undefined));
      assert.deepEqual(session.watch.addresses(), own);
      await tab.page.close();
    });

    test("a desk framed by the page stays mute", async () => {
      const { tab, desk } = await reading(session, site.url("/thread"));
      const address = await desk.frame.evaluate(() => location.href);
      await tab.page.evaluate((src) => {
        const frame = document.createElement("iframe");
        frame.src = src;
        frame.addEventListener("load", () => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            document.body.dataset["leaked"] = "yes";
          };
          frame.contentWindow?.postMessage({ svarklar: "guess" }, "*", [port2]);
          port1.postMessage({
            kind: "opened",
            url: "https://evil.example/",
            lang: null,
            zone: "UTC",
            offset_minutes: 0,
          });
          document.body.dataset["sent"] = "yes";
        });
        document.body.append(frame);
      }, address);
      await eventually("the forged greeting", async () =>
        (await tab.page.$eval("body", (body) => body.dataset["sent"])) === "yes" ? true : undefined,
      );
      // A question that goes the same way later and is answered: the forged one was refused before it.
      await desk.frame.evaluate(() => chrome.runtime.sendMessage({ kind: "vouch", nonce: "guess" }));
      for (const frame of tab.page.frames().slice(1)) {
        const received = await frame.evaluate(() => JSON.stringify(globalThis.stub?.received ?? []));
        assert.doesNotMatch(received, /evil/);
      }
      assert.equal(await tab.page.$eval("body", (body) => body.dataset["leaked"] ?? "no"), "no");
      assert.equal(await tab.page.evaluate(() => window.length), 1);
      await tab.page.close();
    });

    test("is put back when the page removes it, three times and no more", async () => {
      const { tab } = await reading(session, site.url("/thread"));
      for (let time = 1; time <= 3; time += 1) {
        await remove(tab);
        const desk = await StubDesk.of(tab);
        await desk.waitFor("opened");
      }
      await remove(tab);
      await eventually("no trace", async () => ((await traces(tab)) === 0 ? true : undefined));
      // Firefox lets no embedded frame inject scripts, as the toolbar button does.
      if (name === "chromium") {
        const other = await reading(session, site.url("/thread"));
        await tab.page.bringToFront();
        await other.desk.frame.evaluate(async () => {
          const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
          await chrome.scripting.executeScript({
            target: { tabId: active?.id ?? -1 },
            files: ["page/content.js"],
          });
        });
        await (await StubDesk.of(tab)).waitFor("opened");
        await other.tab.page.close();
      }
      await tab.page.close();
    });

    test("a broken core is started once more, from storage", async () => {
      const { tab, desk } = await reading(session, site.url("/thread"));
      await desk.toHost({ kind: "store", entries: [{ key: "svarklar/draft", value: "kladde" }] });
      await eventually("the stored draft", async () =>
        (await desk.frame.evaluate(async () => Object.keys(await chrome.storage.local.get()))).includes(
          "svarklar/draft",
        )
          ? true
          : undefined,
      );
      await desk.frame.evaluate(() => {
        globalThis.stub.trap = true;
      });
      await tab.page.evaluate(() => history.pushState(null, "", "/thread?2"));
      const second = await eventually("the second life", async () => {
        const again = await StubDesk.of(tab);
        return (await again.frame.evaluate(() => globalThis.stub.restarted)) ? again : undefined;
      });
      const stored = await second.frame.evaluate(() => globalThis.stub.storedAtStart);
      assert.ok(stored.some(({ key, value }) => key === "svarklar/draft" && value === "kladde"));
      await second.frame.evaluate(() => {
        globalThis.stub.trap = true;
      });
      await tab.page.evaluate(() => history.pushState(null, "", "/thread?3"));
      await eventually("the words of trouble", async () =>
        (await second.frame.$eval("#trouble", (trouble) => !(trouble as HTMLElement).hidden)) ? true : undefined,
      );
      assert.equal(await second.frame.$("#desk"), null);
      await second.toHost({ kind: "store", entries: [{ key: "svarklar/late", value: "x" }] });
      const kept = await second.frame.evaluate(async () => Object.keys(await chrome.storage.local.get()));
      assert.ok(!kept.includes("svarklar/late"));
      await tab.page.close();
    });

    test("a browser that keeps nothing is told", async () => {
      const { tab, desk } = await reading(session, site.url("/thread"));
      await desk.frame.evaluate(() => {
        chrome.storage.local.set = () => Promise.reject(new Error("QUOTA_BYTES quota exceeded"));
      });
      await desk.toHost({ kind: "store", entries: [{ key: "svarklar/draft", value: "for meget" }] });
      await eventually("the core to know", async () =>
        (await desk.frame.evaluate(() => globalThis.stub.storageFailed)) ? true : undefined,
      );
      await tab.page.close();
    });

    test("another tab's desk hears what is stored, this one does not", async () => {
      const first = await reading(session, site.url("/thread"));
      const second = await reading(session, site.url("/thread"));
      await first.desk.toHost({ kind: "store", entries: [{ key: "svarklar/fact", value: "ja" }] });
      await eventually("the news", async () =>
        (await second.desk.frame.evaluate(() => globalThis.stub.stored.length)) > 0 ? true : undefined,
      );
      assert.deepEqual(await second.desk.frame.evaluate(() => globalThis.stub.stored), [
        { key: "svarklar/fact", value: "ja" },
      ]);
      assert.deepEqual(await first.desk.frame.evaluate(() => globalThis.stub.stored), []);
      await first.tab.page.close();
      await second.tab.page.close();
    });

    test("leaves nothing on the page when the extension goes", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/thread"));
      await desk.toPage({ kind: "mark", marks: [mark(byKey.get("1")?.handle ?? -1, 1)] });
      await eventually("the mark", async () => ((await marks(tab)) === 1 ? true : undefined));
      await session.browser.uninstallExtension(session.extension);
      await eventually("no trace", async () => ((await traces(tab)) === 0 ? true : undefined));
      await tab.page.close();
    });
  });
}

function remove(tab: Tab): Promise<void> {
  return tab.page.$eval("svarklar-desk", (host) => host.remove());
}

/** How many of our elements can be seen. */
function traces(tab: Tab): Promise<number> {
  return tab.page.$$eval(
    "svarklar-desk, svarklar-mark",
    (found) => found.filter((element) => getComputedStyle(element).display !== "none").length,
  );
}
