// What is learned of one post reads that post, on markup that was not shaped
// for it: the examples of every site's profile. By real clicks, in the core
// of the command-line tool.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import type { ElementHandle } from "puppeteer-core";
import type { RawPost, Sketch } from "../../extension/generated/messages";
import { BROWSERS, eventually, Session, STUB, StubDesk, type Tab } from "./harness";
import { type ProfileFile, planOf, profiles } from "./profiles";
import { Site, type TestPage } from "./site";

const TOOL = "target/release/svarklar";
const files = await profiles();

/** Posts of one example that are taught. */
const TAUGHT = 2;

for (const browser of BROWSERS) {
  describe(`learning from one post in ${browser}`, () => {
    let site: Site;
    let session: Session;
    let tried = 0;
    let learned = 0;

    before(async () => {
      const pages: Record<string, TestPage> = {};
      for (const { name, examples } of files) {
        for (const [number, { html, lang }] of examples.entries()) {
          pages[`/${name}/${number}`] = { body: `<body>${html.join("\n")}</body>`, lang };
        }
      }
      site = await Site.start(pages);
      session = await Session.start(browser, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    for (const file of files) {
      for (const [number, example] of file.examples.entries()) {
        test(`${file.title}: ${example.name}`, async () => {
          const tab = await session.open(site.url(`/${file.name}/${number}`));
          const desk = await StubDesk.of(tab);
          await desk.toPage({ kind: "shape", folded: true });
          for (const { record, page } of await shown(tab, desk, planOf(file, 0).item, example.records)) {
            tried += 1;
            const profile = profileOf(page);
            if (profile !== undefined) {
              learned += 1;
              const posts = await read(desk, profile, tried);
              assertReads(record, readable(profile, example.lang, posts), profile);
            }
          }
          await tab.page.close();
        });
      }
    }

    test("nearly every post can be learned from", () => {
      assert.ok(tried > 20 && learned * 10 > tried * 8, `${learned} of ${tried}`);
    });
  });
}

type Known = Record<string, unknown>;

/** The first posts whose parts can be clicked, and the page as it was told then. */
async function shown(tab: Tab, desk: StubDesk, item: string, records: Known[]) {
  const all: { record: Known; page: Sketch[] }[] = [];
  for (const record of records) {
    const parts = all.length < TAUGHT ? await partsOf(tab, item, record) : undefined;
    const page = parts === undefined ? undefined : await picked(tab, desk, parts);
    if (page !== undefined) {
      all.push({ record, page });
    }
  }
  return all;
}

function assertReads(record: Known, records: { author: string; text: string }[], profile: ProfileFile): void {
  const author = flat(record["author"]);
  assert.ok(
    records.some((other) => flat(other.author) === author && isOf(other.text, record["text"])),
    JSON.stringify({ author, profile, records }),
  );
}

type Part = ElementHandle<Element>;

/** What a person would click: the innermost elements, in one post, that hold
 *  the record's text (or its beginning), its author and its time. */
async function partsOf(tab: Tab, item: string, record: Known): Promise<Part[] | undefined> {
  const all = await tab.page.evaluateHandle(
    (selector, { author, text, time }) => {
      const flatten = (words: unknown): string =>
        String(words ?? "")
          .replace(/\s+/g, " ")
          .trim();
      const isSeen = (element: Element): boolean => {
        const words = document.createRange();
        words.selectNodeContents(element);
        const isOnPage = ({ x, width, height }: DOMRect): boolean => x >= 0 && width > 2 && height > 2;
        return (
          [...words.getClientRects()].some(isOnPage) &&
          element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
          [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && flatten(node.nodeValue) !== "")
        );
      };
      for (const post of document.querySelectorAll(selector)) {
        const leaves = [...post.querySelectorAll("*")].filter(
          (element) => element.closest(selector) === post && isSeen(element),
        );
        const said = (words: unknown): Element | undefined =>
          leaves.find((leaf) => flatten(leaf.textContent) === flatten(words));
        const name = said(author);
        const words = leaves.find(
          (leaf) =>
            leaf !== name &&
            flatten(leaf.textContent).length > 3 &&
            flatten(leaf.textContent) !== flatten(author) &&
            flatten(text).includes(flatten(leaf.textContent)),
        );
        const when = time === undefined ? undefined : said(time);
        if (name !== undefined && words !== undefined) {
          return [words, name, ...(when === undefined || when === name ? [] : [when])];
        }
      }
      return [];
    },
    item,
    record,
  );
  const parts = [...(await all.getProperties()).values()].flatMap((part) => part.asElement() ?? []);
  return parts.length === 0 ? undefined : (parts as Part[]);
}

/** The page as it was told with the last click; none where one of the parts
 *  lies under something else. */
async function picked(tab: Tab, desk: StubDesk, parts: Part[]): Promise<Sketch[] | undefined> {
  await desk.forget();
  let page: Sketch[] = [];
  for (const [slot, part] of parts.entries()) {
    await desk.toPage({ kind: "pick", slot, label: "Pick", lang: "en" });
    await tab.page.waitForSelector("svarklar-picker[aria-busy=false]");
    const at = await part.evaluate((element) => {
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const words = document.createRange();
      words.selectNodeContents(
        [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== "") ??
          element,
      );
      const line = [...words.getClientRects()].find(({ width }) => width > 2) ?? element.getBoundingClientRect();
      const x = line.x + line.width / 2;
      const y = line.y + line.height / 2;
      const [top] = document.elementsFromPoint(x, y).filter(({ localName }) => !localName.startsWith("svarklar"));
      return top === element ? { x, y } : undefined;
    });
    if (at === undefined) {
      await desk.toPage({ kind: "stop_picking" });
      return undefined;
    }
    await tab.page.mouse.click(at.x, at.y);
    page = (await desk.waitFor("picked", (message) => message.slot === slot)).page;
  }
  await desk.toPage({ kind: "stop_picking" });
  return page;
}

/** None where no selectors can be found, as the tool then says. */
function profileOf(page: Sketch[]): ProfileFile | undefined {
  const input = JSON.stringify({ host: "site.example", page });
  const { stdout, stderr, status } = spawnSync(TOOL, ["teach"], { input, encoding: "utf8" });
  if (status !== 0) {
    assert.equal(stderr, "svarklar: page: NoPost\n");
    return undefined;
  }
  return JSON.parse(stdout);
}

async function read(desk: StubDesk, profile: ProfileFile, id: number): Promise<RawPost[]> {
  await desk.toPage({ kind: "read", plan: planOf(profile, id) });
  return await eventually("all posts read", async () => {
    const told = (await desk.received("posts")).filter(({ plan }) => plan === id);
    const seen = new Map(told.flatMap((message) => message.seen).map((post) => [post.handle, post]));
    const items = told.at(-1)?.coverage.items ?? 0;
    return items > 0 && seen.size >= items ? [...seen.values()] : undefined;
  });
}

/** Records of those posts that have text and author. */
function readable(profile: ProfileFile, ui: string, posts: RawPost[]): { author: string; text: string }[] {
  const input = JSON.stringify({ profile, ui, posts });
  const { stdout } = spawnSync(TOOL, ["records"], { input, encoding: "utf8" });
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

/** A title may stand elsewhere than the text, and a button in it. */
function isOf(read: string, text: unknown): boolean {
  return flat(text).includes(flat(read)) || flat(read).includes(flat(text));
}

/** Marks of direction are no part of a name. */
function flat(words: unknown): string {
  return String(words)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\s+/g, "");
}
