// Every profile's examples under the site's own host name, with the real desk:
// it reads them; and redesigned, it says that it can't.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { broken, type Part } from "./broken";
import { BROWSERS, eventually, REAL, Session, type Tab } from "./harness";
import { type Example, type ProfileFile, profiles } from "./profiles";
import { Site, type TestPage } from "./site";
import { LISE, Walk } from "./walk";

const SITES = join(process.cwd(), "target/e2e/sites");
const TOOL = "target/release/svarklar";
const START = "start.example";
const UNREAD = /^I (can't read (who|the posts' text|this page)|could not read)/;

/** Profiles of one kind of page; the generic one claims no page as its own. */
const files = (await profiles()).filter(({ hosts, detect }) => hosts.length > 0 || typeof detect === "string");

/** Software that runs on any host runs here. */
const hostsOf = ({ name, hosts, detect }: ProfileFile): string[] =>
  typeof detect === "string" ? [...hosts, `${name}.example`] : hosts;
const path = ({ name, examples }: ProfileFile, number: number): string =>
  `/${name}/${number}${examples[number]?.path ?? ""}`;

const bodyOf = ({ html }: Example): string => `<body>${html.join("\n")}</body>`;

/** The page and its redesigns: of its posts each, of their parts the first. */
function pagesOf(file: ProfileFile): [string, TestPage][] {
  return file.examples.flatMap((example, number) => {
    const parts: Part[] = number === 0 ? ["item", "author", "text"] : ["item"];
    const pages: [string, string | undefined][] = [
      [path(file, number), bodyOf(example)],
      ...parts.map((part): [string, string | undefined] => [
        `${path(file, number)}/${part}`,
        broken(file, part, bodyOf(example)),
      ]),
    ];
    return pages.flatMap(([path, body]) => (body === undefined ? [] : [[path, { body, lang: example.lang }]]));
  });
}

const pages: Record<string, TestPage> = Object.fromEntries([
  ["/", { body: "<body></body>" }],
  ...files.flatMap(pagesOf),
]);

for (const browser of BROWSERS) {
  describe(`sites under their own names in ${browser}`, () => {
    let site: Site;
    let session: Session;

    before(async () => {
      site = await Site.startTls(pages);
      const standIns = new Map([START, ...files.flatMap(hostsOf)].map((host) => [host, site.port]));
      session = await Session.start(browser, await extensionForAnySite(), { standIns });
      const walk = await Walk.on(await session.open(`https://${START}/`));
      await walk.introduce(LISE);
      await walk.tab.page.close();
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    for (const file of files) {
      for (const [number, example] of file.examples.entries()) {
        // One host for each example; the others must be known as well.
        for (const host of number === 0 ? hostsOf(file) : hostsOf(file).slice(0, 1)) {
          test(`reads ${file.title} on ${host}: ${example.name}`, async () => {
            const walk = await Walk.on(await session.open(`https://${host}${path(file, number)}`));
            await assertRead(walk, example);
            await walk.tab.page.close();
          });
        }

        test(`says that it can't read ${file.title} redesigned: ${example.name}`, async () => {
          const walk = await Walk.on(await session.open(`https://${hostsOf(file)[0]}${path(file, number)}/item`));
          await walk.notice(new RegExp(`^I can't read this page\\. ${file.title} has changed`));
          assert.equal(await walk.heading(), "Not read");
          assert.equal(await walk.empty(), null);
          assert.deepEqual(await markedTexts(walk.tab), []);
          await walk.tab.page.close();
        });
      }

      for (const [address, part, example] of redesigned(file)) {
        test(`reads on or says so where ${file.title} calls its posts' ${part} otherwise`, async () => {
          const walk = await Walk.on(await session.open(`https://${hostsOf(file)[0]}${address}`));
          await assertHonest(walk, example);
          await walk.tab.page.close();
        });
      }
    }
  });
}

/** Of the first example: its address with another name for a part. */
function redesigned(file: ProfileFile): [string, Part, Example][] {
  const [example] = file.examples;
  const parts = (["author", "text"] as const).filter((part) => pages[`${path(file, 0)}/${part}`] !== undefined);
  return example === undefined ? [] : parts.map((part) => [`${path(file, 0)}/${part}`, part, example]);
}

interface Verdict {
  key: string;
  state?: string;
  waiting_since?: { key: string } | null;
  overdue?: boolean | null;
}

/** The desk shows the threads, and the page the marks, that the records of
 *  the example give when the command-line tool reads them. */
async function assertRead(walk: Walk, example: Example): Promise<void> {
  const due = threadsOf(example).filter(isDue);
  const rows = await eventually("the queue", async () => {
    const rows = await walk.queue(0);
    return (await walk.heading()) === headingOf(example, rows.length) ? rows : undefined;
  });
  // A thread has a row for each customer who waits.
  assert.ok(rows.length >= due.length, `${rows.length} rows for ${due.length} threads`);
  assert.equal(rows.length > 0, due.length > 0);
  assert.deepEqual(await walk.alarms(), []);
  assert.ok((await walk.notices()).every((notice) => !notice.startsWith("No profile knows")));

  const texts = new Map(example.records.map(({ key, text }) => [key, String(text)]));
  const waiting = due.map(({ key, waiting_since }) => texts.get(waiting_since?.key ?? key) ?? "");
  const marked = await eventually("the marks", async () => {
    const posts = await markedTexts(walk.tab);
    return waiting.every((text) => posts.some((post) => holds(post, text))) ? posts : undefined;
  });
  const customers = example.records.filter(({ badge }) => badge === undefined);
  assert.ok(marked.every((post) => customers.some(({ text }) => holds(post, String(text)))));
  assert.equal(marked.length > 0, due.length > 0);
}

/** Reads what it read before, or says what it can't. */
async function assertHonest(walk: Walk, example: Example): Promise<void> {
  const authors = new Set(example.records.map(({ author }) => author));
  await eventually("the reading or the word of it", async () => {
    const rows = await walk.queue(0);
    const isRead =
      (await walk.heading()) === headingOf(example, rows.length) && rows.every(({ author }) => authors.has(author));
    const isSaid = (await walk.notices()).some((notice) => UNREAD.test(notice));
    return isRead || isSaid ? true : undefined;
  });
}

function headingOf(example: Example, waiting: number): string {
  return `${waiting} waiting of ${postsOf(example).length} seen`;
}

function isDue({ waiting_since, overdue }: Verdict): boolean {
  return (waiting_since ?? null) !== null || overdue === true;
}

function threadsOf(example: Example): Verdict[] {
  return triage(example).filter(({ state }) => state !== undefined);
}

/** A page may show a post twice. */
function postsOf({ records }: Example): unknown[] {
  return [...new Map(records.map(({ comments: _, ...record }) => [record["key"], record])).values()];
}

function triage(example: Example): Verdict[] {
  const posts = postsOf(example);
  const page = { names: [LISE.page], agents: [LISE.agent] };
  const input = JSON.stringify({ ui: example.lang, zone: "UTC", now: new Date().toISOString(), page, posts });
  const { stdout, stderr, status } = spawnSync(TOOL, ["triage"], { input, encoding: "utf8" });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

/** What stands in the posts that bear a mark. */
async function markedTexts(tab: Tab): Promise<string[]> {
  const texts = await tab.page.$$eval(":has(> svarklar-mark)", (posts) => posts.map((post) => post.textContent ?? ""));
  return texts.map(lettersOf);
}

/** A text's lines may stand apart: a title over the name, the rest under it. */
function holds(letters: string, text: string): boolean {
  return text.split("\n").every((line) => letters.includes(lettersOf(line)));
}

/** Enough to know a text by, however its markup parts it. */
function lettersOf(text: string): string {
  return text.replace(/\P{L}/gu, "");
}

/** The extension as a person has it who has granted it every site. */
async function extensionForAnySite(): Promise<string> {
  await rm(SITES, { recursive: true, force: true });
  await cp(REAL, SITES, { recursive: true });
  for (const browser of BROWSERS) {
    const place = join(SITES, browser, "manifest.json");
    const manifest = JSON.parse(await readFile(place, "utf8"));
    manifest.host_permissions = ["https://*/*"];
    await writeFile(place, JSON.stringify(manifest));
  }
  return SITES;
}
