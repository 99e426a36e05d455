// Odd and busy pages that could keep posts from being read or marked.

import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, Session, STUB } from "./harness";
import { Site } from "./site";
import { mark, marks, PLAN, reading, told } from "./thread";

const article = (key: number, within = ""): string =>
  `<article id="p${key}" data-key="${key}" style="margin: 40px 8px"><b class="name">Bo</b><p class="words">Ord ${key}</p>${within}</article>`;

const many = (count: number, from = 1): string => Array.from({ length: count }, (_, at) => article(at + from)).join("");

const ROOTS = { ...PLAN, roots: "x-list, iframe", cap: 20_000 };

for (const name of BROWSERS) {
  describe(`odd pages in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start({
        "/svg": { body: `<body><svg><iframe></iframe></svg><main>${many(2)}</main></body>` },
        "/form": {
          body: `<body><main>${many(3)}<form class="post" data-key="9"><b class="name">Bo</b><p class="words">Ord</p><input name="closest"><input name="style"><input name="matches"></form></main></body>`,
        },
        "/plain": { body: `<body><main>${many(1)}</main></body>` },
        "/many": { body: `<body><main>${many(400)}</main></body>` },
        "/folded": {
          body: `<body><style>article:nth-child(64n+1) { display: none }</style><main>${many(400)}</main></body>`,
        },
        "/frame": { body: `<body><main>${many(2)}</main><iframe id="f" src="/inner"></iframe></body>` },
        "/inner": { body: `<body>${article(900)}${article(901)}</body>` },
        "/large": { body: `<body>${many(3)}${"<div>".padEnd(5) + "<i></i>".repeat(400_000)}</div></body>` },
      });
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("an svg's iframe is none", async () => {
      const { tab } = await reading(session, site.url("/svg"), 2, ROOTS);
      await tab.page.close();
    });

    test("a form with odd fields keeps no others from their marks", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/form"), 4, { ...PLAN, item: "article, .post" });
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 1)) });
      await eventually("marks", async () => ((await marks(tab)) >= 3 ? true : undefined));
      await tab.page.close();
    });

    test("posts are marked beside one that is not shown", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/many"), 400);
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 1)) });
      await eventually("marks", async () => ((await marks(tab)) > 3 ? true : undefined));
      await tab.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await eventually("the end's marks", async () =>
        (await tab.page.$("#p399 > svarklar-mark")) === null ? undefined : true,
      );
      // Some of them are folded away by the page.
      await tab.page.evaluate(() => {
        for (const [at, post] of document.querySelectorAll<HTMLElement>("article").entries()) {
          post.style.display = at < 200 && at % 3 !== 1 ? "none" : "";
        }
      });
      for (let at = 2; at < 200; at += 3) {
        await tab.page.$eval(`#p${at}`, (post) => post.scrollIntoView({ block: "center", behavior: "instant" }));
        await eventually(`a mark on post ${at}`, async () =>
          (await tab.page.$(`#p${at} > svarklar-mark`)) === null ? undefined : true,
        );
      }
      await tab.page.close();
    });

    test("posts are marked beside one that is not shown from the start", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/folded"), 400);
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 1)) });
      await eventually("marks", async () => ((await marks(tab)) > 3 ? true : undefined));
      for (const at of [400, 30, 100, 200, 300]) {
        await tab.page.$eval(`#p${at}`, (post) => post.scrollIntoView({ block: "center", behavior: "instant" }));
        await eventually(`a mark on post ${at}`, async () =>
          (await tab.page.$(`#p${at} > svarklar-mark`)) === null ? undefined : true,
        );
      }
      await tab.page.close();
    });

    test("a frame that comes in a flood of changes is read", async () => {
      const { tab, desk } = await reading(session, site.url("/plain"), 1, ROOTS);
      await tab.page.evaluate((inner) => {
        for (let at = 0; at < 6_000; at += 1) {
          document.body.appendChild(document.createElement("i"));
        }
        const host = document.body.appendChild(document.createElement("x-list"));
        host.attachShadow({ mode: "open" }).innerHTML = inner;
      }, article(77));
      await told(desk, 2);
      await tab.page.close();
    });

    test("what ceases to be a post in a flood of changes is gone", async () => {
      const { tab, desk } = await reading(session, site.url("/many"), 400, { ...ROOTS, item: "article[data-key]" });
      await desk.forget();
      await tab.page.evaluate(() => {
        for (let at = 0; at < 6_000; at += 1) {
          document.body.appendChild(document.createElement("i"));
        }
        document.querySelector("#p5")?.removeAttribute("data-key");
      });
      await eventually("gone", async () =>
        (await desk.received("posts")).some(({ gone }) => gone.length > 0) ? true : undefined,
      );
      await tab.page.close();
    });

    test("a frame that goes while it is being read takes nothing along", async () => {
      const { tab, desk } = await reading(session, site.url("/plain"), 1, ROOTS);
      await tab.page.evaluate(
        (src) =>
          new Promise<void>((done) => {
            const frame = document.createElement("iframe");
            frame.src = src;
            frame.onload = () =>
              setTimeout(() => {
                frame.remove();
                done();
              }, 30);
            document.body.append(frame);
          }),
        site.url("/large"),
      );
      await new Promise((done) => setTimeout(done, 3_000));
      await tab.page.evaluate(
        (fresh) => document.querySelector("main")?.insertAdjacentHTML("beforeend", fresh),
        article(78),
      );
      await eventually("the fresh post", async () =>
        (await desk.received("posts")).some(({ seen }) => seen.some(({ key }) => key[0] === "78")) ? true : undefined,
      );
      await tab.page.close();
    });

    test("marks come after a marked frame has gone", async () => {
      const { tab, desk, byKey } = await reading(session, site.url("/frame"), 4, ROOTS);
      await desk.toPage({ kind: "mark", marks: [...byKey.values()].map(({ handle }) => mark(handle, 1)) });
      await eventually("marks", async () => ((await marks(tab)) >= 2 ? true : undefined));
      await tab.page.evaluate(() => document.querySelector("#f")?.remove());
      await new Promise((done) => setTimeout(done, 2_000));
      await desk.forget();
      await tab.page.evaluate(
        (fresh) => document.querySelector("main")?.insertAdjacentHTML("beforeend", fresh),
        many(400, 1000),
      );
      const fresh = await told(desk, 400);
      await desk.toPage({ kind: "mark", marks: [...fresh.values()].map(({ handle }) => mark(handle, 1)) });
      await tab.page.$eval("#p1200", (post) => post.scrollIntoView({ block: "center", behavior: "instant" }));
      await eventually("a mark", async () =>
        (await tab.page.$("#p1200 > svarklar-mark")) === null ? undefined : true,
      );
      await tab.page.close();
    });
  });
}
