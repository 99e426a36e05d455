// Feeds as large sites make them, with the real desk: they grow as one
// scrolls, take out what is out of sight or use its elements again, show a
// post twice, and go elsewhere without loading a page.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session, type Tab } from "./harness";
import { Site } from "./site";
import { LISE, Walk } from "./walk";

const HOUR = 3_600_000;
const FIRST_NAMES = ["Birgit", "Peder", "Mona", "Kim", "Ida", "Jørn"];
const LAST_NAMES = ["Sand", "Holm", "Vik", "Lund", "Krog"];

/** Customers who all wait, but every fifth post is the company's own. */
const POSTS = LAST_NAMES.flatMap((last) => FIRST_NAMES.map((first) => `${first} ${last}`)).map((name, at) =>
  at % 5 === 4
    ? post(at, LISE.page, `Vi har nye åbningstider i butik ${at}.`)
    : post(at, name, `Hvorfor virker mit internet ikke i nummer ${at}?`),
);
const CUSTOMERS = POSTS.filter(({ author }) => author !== LISE.page);
const ALL_READ = `${CUSTOMERS.length} waiting of ${POSTS.length} seen`;

interface Post {
  id: string;
  author: string;
  time: string;
  text: string;
}

function post(at: number, author: string, text: string): Post {
  return { id: `p${at}`, author, time: new Date(Date.now() - (at + 1) * HOUR).toISOString(), text };
}

function feed(way: string): string {
  const posts = JSON.stringify(POSTS).replaceAll('"', "&quot;");
  return `<body><main data-way="${way}" data-posts="${posts}"></main><script src="/feed.js"></script></body>`;
}

function article({ id, author, time, text }: Post, inside = ""): string {
  return `<article id="${id}"><h3>${author}</h3> <time datetime="${time}"></time><p>${text}</p>${inside}</article>`;
}

const TYPED = "Hej Birgit, jeg ser på det.";
const [ONE, TWO, THREE, FOUR] = POSTS as [Post, Post, Post, Post];

/** A feed, and a dialog over it that shows one of its posts again. */
const TWICE = `<body><main role="feed">${article(ONE, article(TWO))}${article(THREE)}</main>
  <template>${article(ONE, article(TWO))}</template></body>`;

/** Newest first, as many sites show comments. */
const UPSIDE_DOWN = `<body><main>
  ${article(
    FOUR,
    [
      article(post(0, FOUR.author, "Nu er det væk igen! Hvornår kommer det?")),
      article(post(1, LISE.page, "Hej Kim. Det virker nu. Hilsen Lise")),
      article(post(2, FOUR.author, "Er der nogen?")),
    ]
      .join("")
      .replaceAll('id="', 'id="down-'),
  )}
  ${article(
    { ...THREE, time: post(9, "", "").time },
    [
      article(post(5, LISE.page, "Hej Mona. Den er rettet nu. Hilsen Lise")),
      article(post(7, THREE.author, "Er der nogen?")),
    ]
      .join("")
      .replaceAll('id="', 'id="up-'),
  )}
</main></body>`;

/** As many posts as are read, and two more. */
const CAP = 20_000;
const LONG = `<body><main>${article(ONE)}</main><script>
  const markup = [];
  for (let at = 1; at < ${CAP}; at += 1) {
    markup.push('<article id="o' + at + '"><h3>${LISE.page}</h3><p>Butik ' + at + ' har åbent.</p></article>');
  }
  document.querySelector("main").insertAdjacentHTML("beforeend", markup.join(""));
</script>${article(TWO)}${article(THREE)}</body>`;

for (const browser of BROWSERS) {
  describe(`feeds in ${browser}`, () => {
    let site: Site;
    let session: Session;

    before(async () => {
      site = await Site.start({
        "/": { body: "<body></body>" },
        "/endless": { body: feed("endless") },
        "/removed": { body: feed("removed") },
        "/reused": { body: feed("reused") },
        "/twice": { body: TWICE },
        "/upside-down": { body: UPSIDE_DOWN },
        "/long": { body: LONG },
      });
      session = await Session.start(browser, REAL);
      const walk = await Walk.on(await session.open(site.url("/")));
      await walk.introduce(LISE);
      await walk.tab.page.close();
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("what comes as one scrolls is read, counted and marked once", async () => {
      const { tab, walk } = await open(session, site.url("/endless"));
      await scrollThrough(tab, walk);
      assert.deepEqual(authors(await walk.queue(CUSTOMERS.length)), authors(CUSTOMERS));
      for (const { id } of POSTS.filter((_, at) => at % 3 === 0)) {
        await tab.page.$eval(`#${id}`, (post) => post.scrollIntoView({ block: "center", behavior: "instant" }));
        await eventually(`just the right marks at ${id}`, () => isMarkedRightly(tab));
      }
      await tab.page.close();
    });

    for (const way of ["removed", "reused"]) {
      test(`posts whose elements are ${way} stay in the queue, and marks are those of the posts in view`, async () => {
        const { tab, walk } = await open(session, site.url(`/${way}`));
        await walk.choose(ONE.author);
        await tab.page.type("#p0 textarea", TYPED);
        await eventually("what was typed", async () => ((await walk.answer()) === TYPED ? true : undefined));
        await scrollThrough(tab, walk);
        assert.deepEqual(authors(await walk.queue(CUSTOMERS.length)), authors(CUSTOMERS));
        await eventually("just the right marks", () => isMarkedRightly(tab));

        await walk.press(".actions .insert");
        await walk.notice(/no longer shows this post/);
        assert.equal(await tab.page.$$eval("textarea", (boxes) => boxes.map(({ value }) => value).join("")), "");
        const pressed = await pressMark(tab);
        await walk.customer(pressed);
        assert.doesNotMatch(await walk.answer(), /jeg ser på det/);

        await walk.choose(ONE.author);
        assert.equal(await walk.answer(), TYPED);
        await tab.page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
        await eventually("the first post", async () => (await tab.page.$(`#p0`)) ?? undefined);
        await eventually("just the right marks", () => isMarkedRightly(tab));
        assert.equal(await walk.heading(), ALL_READ);
        await eventually("the way back to the post", async () => {
          await walk.press(".actions .insert");
          return (await tab.page.$eval("#p0 textarea", (box) => (box as HTMLTextAreaElement).value)) || undefined;
        });
        await walk.notice(/in the reply box/);
        assert.equal(await tab.page.$$eval("textarea", (boxes) => boxes.map(({ value }) => value).join("")), TYPED);
        await tab.page.close();
      });
    }

    test("a post shown again in a dialog is counted once and marked in both places", async () => {
      const { tab, walk } = await open(session, site.url("/twice"));
      await heading(walk, "3 waiting of 3 seen");
      await eventually("three marks", () => isMarkedRightly(tab, 3));
      await tab.page.$eval("template", (template) => {
        const dialog = document.createElement("div");
        dialog.role = "dialog";
        dialog.append((template as HTMLTemplateElement).content.cloneNode(true));
        document.body.append(dialog);
      });
      await eventually("five marks", () => isMarkedRightly(tab, 5));
      assert.equal(await walk.heading(), "3 waiting of 3 seen");
      assert.equal((await walk.queue(3)).length, 3);
      await tab.page.$eval("[role=dialog]", (dialog) => dialog.remove());
      await eventually("three marks", () => isMarkedRightly(tab, 3));
      assert.equal(await walk.heading(), "3 waiting of 3 seen");
      await tab.page.close();
    });

    test("a page drawn anew is marked anew, each post once", async () => {
      const { tab, walk } = await open(session, site.url("/twice"));
      await eventually("three marks", () => isMarkedRightly(tab, 3));
      // Its elements anew, by what stands in them, and by copies of them.
      const ways: (() => void)[] = [
        () => {
          const feed = document.querySelector("main");
          feed?.replaceChildren(...[...feed.children].map((post) => post.cloneNode(true)));
        },
        () => {
          for (const post of document.querySelectorAll("main > article")) {
            post.innerHTML = `${post.innerHTML}`;
          }
        },
        () => document.querySelector("main")?.replaceWith(document.querySelector("main")?.cloneNode(true) as Node),
      ];
      for (const draw of ways) {
        await tab.page.evaluate(draw);
        // What the page copies of a mark is empty: it can't be pressed.
        await eventually("marks to press", async () => ((await pressable(tab)) === 3 ? true : undefined));
        await eventually("three marks", () => isMarkedRightly(tab, 3));
        assert.equal(await walk.heading(), "3 waiting of 3 seen");
      }
      await tab.page.close();
    });

    test("a page of more posts than are read says so, and shows those that are", async () => {
      const { tab, walk } = await open(session, site.url("/long"));
      await walk.notice(/^The page has more posts than I read: 20000\.$/);
      await heading(walk, `1 waiting of ${CAP} seen`);
      assert.deepEqual(authors(await walk.queue(1)), [ONE.author]);
      assert.deepEqual(await markedIds(tab), [ONE.id]);
      await tab.page.close();
    });

    test("the order on the page is not the order in time", async () => {
      const { tab, walk } = await open(session, site.url("/upside-down"));
      await heading(walk, "1 waiting of 7 seen");
      const [row] = await walk.queue(1);
      assert.equal(row?.author, FOUR.author);
      assert.deepEqual(await markedIds(tab), ["down-p0"]);
      await tab.page.close();
    });

    test("a page that goes elsewhere by itself shows that place's posts, and its own again on return", async () => {
      const { tab, walk } = await open(session, site.url("/twice"));
      await heading(walk, "3 waiting of 3 seen");
      const goTo = (address: string, posts: string): Promise<void> =>
        tab.page.evaluate(
          (address, posts) => {
            history.pushState(null, "", address);
            document.querySelector("main")?.replaceChildren();
            // A site fetches its posts first.
            requestAnimationFrame(() => {
              const feed = document.querySelector("main");
              if (feed !== null) {
                feed.innerHTML = posts;
              }
            });
          },
          address,
          posts,
        );
      await goTo("/elsewhere", article(FOUR));
      await heading(walk, "1 waiting of 1 seen");
      assert.deepEqual(authors(await walk.queue(1)), [FOUR.author]);
      await eventually("its mark", () => isMarkedRightly(tab, 1));
      await goTo("/twice", article(ONE, article(TWO)) + article(THREE));
      await heading(walk, "3 waiting of 3 seen");
      await eventually("the marks again", () => isMarkedRightly(tab, 3));
      await tab.page.close();
    });
  });
}

async function open(session: Session, url: string): Promise<{ tab: Tab; walk: Walk }> {
  const tab = await session.open(url);
  return { tab, walk: await Walk.on(tab) };
}

async function heading(walk: Walk, heading: string): Promise<void> {
  await eventually(`"${heading}"`, async () => ((await walk.heading()) === heading ? true : undefined));
}

/** Down to the end, where everything has been read on the way. */
async function scrollThrough(tab: Tab, walk: Walk): Promise<void> {
  for (let seen = 0; seen < POSTS.length; ) {
    seen = await eventually(`more than ${seen} posts`, async () => {
      // Each time: Firefox scrolls back to where one has typed, somewhat later.
      await tab.page.evaluate((to) => scrollTo({ top: to, behavior: "instant" }), seen * 200 - 400);
      const now = Number(/of (\d+) seen/.exec(await walk.heading())?.[1] ?? 0);
      return now > seen ? now : undefined;
    });
  }
  assert.equal(await walk.heading(), ALL_READ);
}

function authors(of: readonly { author: string }[]): string[] {
  return of.map(({ author }) => author).sort();
}

/** Every customer's post near the window bears one mark, of the company's none. */
async function isMarkedRightly(tab: Tab, count?: number): Promise<true | undefined> {
  const posts = await tab.page.$$eval("article", (all) =>
    all.map((post) => ({
      author: post.querySelector("h3")?.textContent ?? "",
      marks: post.querySelectorAll(":scope > svarklar-mark").length,
      isNear: post.getBoundingClientRect().bottom > 0 && post.getBoundingClientRect().top < innerHeight,
    })),
  );
  const wrong = posts.filter(({ author, marks, isNear }) =>
    author === LISE.page ? marks > 0 : marks > 1 || (isNear && marks === 0),
  );
  const all = posts.reduce((sum, { marks }) => sum + marks, 0);
  return wrong.length === 0 && all === (count ?? all) ? true : undefined;
}

async function markedIds(tab: Tab): Promise<string[]> {
  return await eventually("marks", async () => {
    const ids = await tab.page.$$eval(":has(> svarklar-mark)", (posts) => posts.map(({ id }) => id));
    return ids.length > 0 ? ids : undefined;
  });
}

/** How many marks in view a press would meet. */
async function pressable(tab: Tab): Promise<number> {
  return await tab.page.$$eval("svarklar-mark", (hosts) => {
    const met = hosts.filter((host) => {
      const { top, right } = host.getBoundingClientRect();
      return document.elementFromPoint(right - 64, top + 12) === host;
    });
    return met.length;
  });
}

/** Presses a mark in view; whose post it is. */
async function pressMark(tab: Tab): Promise<string> {
  const place = await tab.page.evaluate(() => {
    for (const host of document.querySelectorAll("svarklar-mark")) {
      const { top, right } = host.getBoundingClientRect();
      if (top > 50 && top < innerHeight - 50) {
        return { x: right - 64, y: top + 12, author: host.parentElement?.querySelector("h3")?.textContent ?? "" };
      }
    }
    throw new Error("no mark in view");
  });
  await tab.page.mouse.click(place.x, place.y);
  return place.author;
}
