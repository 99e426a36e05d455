// What the real desk makes of hostile pages: names that turn words around or
// pass for the company's, markup in every field, times and counts that can't
// be, and pages that shut out what is not theirs.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, eventually, REAL, Session } from "./harness";
import { Site, type TestPage } from "./site";
import { LISE, Walk } from "./walk";

interface Comment {
  id: number;
  author: string;
  text: string;
  time?: string;
  datetime?: string;
  votes?: string;
  badge?: string;
  answers?: Comment[];
}

/** As Isso writes them: the profile reads author, badge, text, time, datetime and votes. */
function comment({ id, author, text, time = "", datetime = "", votes = "", badge, answers = [] }: Comment): string {
  const owner = badge === undefined ? "" : `<span class="isso-page-author-suffix">${escaped(badge)}</span>`;
  return `<div class="isso-comment" id="isso-${id}"><div class="isso-text-wrapper">
    <div class="isso-comment-header"><span class="isso-author">${escaped(author)}</span>${owner}
    <a class="isso-permalink" href="#isso-${id}"><time datetime="${escaped(datetime)}">${escaped(time)}</time></a></div>
    <div class="isso-text"><p>${escaped(text)}</p></div>
    <div class="isso-comment-footer"><span class="isso-votes">${escaped(votes)}</span></div></div>
    <div class="isso-follow-up">${answers.map(comment).join("")}</div></div>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function thread(comments: Comment[], headers: Record<string, string> = {}): TestPage {
  return { body: `<body><section id="isso-thread">${comments.map(comment).join("")}</section></body>`, headers };
}

const ASKS = "Hvorfor er min regning så høj?";
const HARM = `"><img src=x onerror="globalThis.harmed=true"><script>globalThis.harmed=true</script>`;

const IN_EVERY_FIELD = thread([
  { id: 1, author: HARM, text: `${HARM} ${ASKS}`, time: HARM, datetime: HARM, votes: HARM, badge: HARM },
]);

/** Overrides, isolates and marks, none of them ended, or ended too often. */
const TURNED = ["\u202Eredneb", "a\u202Eb\u2069\u2069\u202E\u202Dc", "\u2067\u2067שלום", "\u200F\u061C\u202Bord"];

const TURNING = thread(TURNED.map((author, at) => ({ id: at + 1, author, text: `${author} ${ASKS}` })));

/** Names that a person takes for Nordfjord Tele. */
const FAKES = [
  "Nordfjord\u200B Tele",
  "Nord\u00ADfjord Tele",
  "N\u200Cordfjord Tele",
  "Nordfjоrd Tele",
  "Νordfjord Tele",
  "Nordfjord Te1e",
  "ＮｏｒｄｆｊｏｒｄＴｅｌｅ",
  "\u202EeleT drojfdroN",
  "Nordfjord Tele ✓",
];

const FAKED = thread(
  FAKES.map((author, at) => ({
    id: 2 * at + 1,
    author: `Kunde ${at}`,
    text: ASKS,
    answers: [{ id: 2 * at + 2, author, text: "Hej, det er ordnet. Hilsen Lise" }],
  })),
);

const TIMES = [
  { time: "-5 min", datetime: "-271821-04-20T00:00:00Z" },
  { time: "om 3 dage", datetime: "2999-01-01T00:00:00Z" },
  { time: "99999999999999999999 år siden", datetime: "+275760-09-13T00:00:00.001Z" },
  { time: "0", datetime: "99999999999999999999" },
  { time: "i går kl. 25:61", datetime: "2026-02-31T25:61:61+99:99" },
  { time: "\u0000\u202E", datetime: "NaN" },
];
const COUNTS = ["-1", "99999999999999999999999", "1e308", "∞", "٣", "NaN K"];

const IMPOSSIBLE = thread(
  TIMES.map((time, at) => ({ id: at + 1, author: `Kunde ${at}`, text: ASKS, votes: COUNTS[at] ?? "", ...time })),
);

/** Headers that shut out what a page does not know. */
const SHUT: Record<string, Record<string, string>> = {
  "require-corp": {
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  },
  credentialless: {
    "cross-origin-embedder-policy": "credentialless",
    "cross-origin-opener-policy": "same-origin-allow-popups",
  },
  "no frames": {
    "content-security-policy":
      "default-src 'none'; frame-src 'none'; child-src 'none'; sandbox allow-scripts allow-same-origin",
    "permissions-policy": "clipboard-write=()",
    "x-frame-options": "DENY",
  },
};

for (const browser of BROWSERS) {
  describe(`the desk on hostile pages in ${browser}`, () => {
    let site: Site;
    let session: Session;

    before(async () => {
      const shut = Object.entries(SHUT).map(([name, headers]) => [
        `/${encodeURIComponent(name)}`,
        thread([{ id: 1, author: "Birgit Sand", text: ASKS }], headers),
      ]);
      site = await Site.start({
        "/fields": IN_EVERY_FIELD,
        "/turning": TURNING,
        "/faked": FAKED,
        "/impossible": IMPOSSIBLE,
        ...Object.fromEntries(shut),
      });
      session = await Session.start(browser, REAL);
      const walk = await Walk.on(await session.open(site.url("/fields")));
      await walk.introduce(LISE);
      await walk.tab.page.close();
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    test("markup in every field stays text", async () => {
      const walk = await Walk.on(await session.open(site.url("/fields")));
      const [row] = await walk.queue(1);
      assert.equal(row?.author, HARM);
      await walk.choose(HARM);
      for (const frame of [walk.tab.page.mainFrame(), walk.desk]) {
        assert.equal(await frame.evaluate(() => "harmed" in globalThis), false);
      }
      assert.equal(await walk.desk.evaluate(() => document.querySelectorAll("#desk :is(img, script)").length), 0);
      await walk.tab.page.close();
    });

    test("names that turn words around turn none of the desk's", async () => {
      const walk = await Walk.on(await session.open(site.url("/turning")));
      await walk.queue(TURNED.length);
      for (let at = 0; at < TURNED.length; at += 1) {
        await walk.desk.evaluate((at) => document.querySelectorAll<HTMLElement>(".queue .row")[at]?.click(), at);
        await eventually("the draft", async () => ((await walk.answer()) === "" ? undefined : true));
        assert.doesNotMatch(await walk.answer(), /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
      }
      assert.deepEqual(await walk.desk.evaluate(turnedWords), []);
      await walk.tab.page.close();
    });

    test("a name that only looks like the company's is a customer's", async () => {
      const walk = await Walk.on(await session.open(site.url("/faked")));
      const rows = await walk.queue(FAKES.length);
      assert.deepEqual(rows.map(({ author }) => author).sort(), FAKES.map((_, at) => `Kunde ${at}`).sort());
      await walk.tab.page.close();
    });

    test("times and counts that can't be are no reason to stop", async () => {
      const walk = await Walk.on(await session.open(site.url("/impossible")));
      const rows = await walk.queue(TIMES.length);
      for (const { state } of rows) {
        assert.match(state, /^Waiting (now|age not known|\d{1,3}(–\d{1,3})? (min|h|d|mo|yr))( overdue)?$/);
      }
      assert.equal(await walk.heading(), `${TIMES.length} waiting of ${TIMES.length} seen`);
      await walk.tab.page.close();
    });

    for (const name of Object.keys(SHUT)) {
      test(`opens on a page that shuts others out: ${name}`, async () => {
        const walk = await Walk.on(await session.open(site.url(`/${encodeURIComponent(name)}`)));
        const [row] = await walk.queue(1);
        assert.equal(row?.author, "Birgit Sand");
        await walk.tab.page.close();
      });
    }
  });
}

/** The desk's own words that don't run from left to right. Runs in the desk. */
function turnedWords(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const turned: string[] = [];
  while (walker.nextNode() !== null) {
    const { data, parentElement } = walker.currentNode as Text;
    if (parentElement?.closest(".author, .excerpt, .answer h2, blockquote, q, textarea") !== null) {
      continue;
    }
    const lefts = [...data].map((_, at) => {
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { left, top, width } = range.getBoundingClientRect();
      return { left, top, width };
    });
    const letters = lefts.filter(({ width }) => width > 0);
    if (
      letters.some(({ left, top }, at) => at > 0 && top === letters[at - 1]?.top && left < (letters[at - 1]?.left ?? 0))
    ) {
      turned.push(data);
    }
  }
  return turned;
}
