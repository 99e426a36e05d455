// The matrix of insertion: real editors, with and without a text before, one
// line and many, read back from the editor's own model as well as from the
// document; then one real keystroke; then undo.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { build } from "esbuild";
import type { Frame } from "puppeteer-core";
import type { RawPost } from "../../extension/generated/messages";
import { BROWSERS, eventually, Session, STUB, StubDesk, type Tab } from "./harness";
import { Site, type TestPage } from "./site";
import { insert, PLAN } from "./thread";

interface Row {
  name: string;
  script: string;
  /** For the script. */
  query?: string;
  inFrame?: boolean;
  /** Paragraphs stand apart in it, and a pasted blank line is no more than that. */
  losesBlankLines?: boolean;
}

const ROWS: readonly Row[] = [
  { name: "Lexical", script: "lexical" },
  { name: "Draft.js", script: "draft" },
  { name: "Quill 1", script: "quill1" },
  { name: "Quill 2", script: "quill2" },
  { name: "ProseMirror", script: "prosemirror", losesBlankLines: true },
  { name: "TipTap", script: "tiptap", losesBlankLines: true },
  { name: "Slate", script: "slate" },
  { name: "CKEditor 5", script: "ckeditor", losesBlankLines: true },
  { name: "textarea by React", script: "react" },
  { name: "textarea", script: "textarea" },
  { name: "contenteditable", script: "editable" },
  { name: "contenteditable of plain text", script: "editable", query: "editable=plaintext-only" },
  { name: "textarea in shadow roots", script: "textarea", query: "in=shadow" },
  { name: "contenteditable in shadow roots", script: "editable", query: "in=shadow" },
  { name: "ProseMirror in shadow roots", script: "prosemirror", query: "in=shadow", losesBlankLines: true },
  { name: "CKEditor 5 in shadow roots", script: "ckeditor", query: "in=shadow", losesBlankLines: true },
  { name: "Slate in shadow roots", script: "slate", query: "in=shadow" },
  { name: "Lexical in a slot", script: "lexical", query: "in=slot" },
  { name: "textarea in a frame", script: "textarea", inFrame: true },
  { name: "contenteditable in a frame", script: "editable", inFrame: true },
  { name: "Lexical in a frame", script: "lexical", inFrame: true },
  { name: "Draft.js in a frame", script: "draft", inFrame: true },
  { name: "Quill 2 in a frame", script: "quill2", inFrame: true },
];

const BEFORE = "Hej Mette\n\nmine egne ord på Ærø";
const ONE = "Tak for rosen, @Mette Hansen 👩‍👩‍👧 👍🏽 vi ses på Rødø";
const MANY = "Hej @Mette Hansen\nTak for rosen 👩‍👩‍👧 👍🏽\n\nVi ses på Ærø 💛\nMvh Lise";

interface Cell {
  name: string;
  stands: string;
  mode: "if_empty" | "replace" | "append";
  text: string;
  wanted: string;
}

const CELLS: readonly Cell[] = [ONE, MANY].flatMap((text) => {
  const lines = text === ONE ? "one line" : "many lines";
  return [
    { name: `into empty, ${lines}`, stands: "", mode: "if_empty", text, wanted: text },
    { name: `replace, ${lines}`, stands: BEFORE, mode: "replace", text, wanted: text },
    { name: `append, ${lines}`, stands: BEFORE, mode: "append", text, wanted: `${BEFORE}\n${text}` },
  ] as const;
});

/** The typed key may be taken out together with the text or before it. */
const MOST_UNDOS = 4;

before(bundleEditors);

for (const name of BROWSERS) {
  describe(`insertion in ${name}`, () => {
    let session: Session;
    let site: Site;

    before(async () => {
      site = await Site.start(pages());
      session = await Session.start(name, STUB);
    });

    after(async () => {
      await session?.close();
      await site?.close();
    });

    for (const row of ROWS) {
      test(row.name, async (t) => {
        const { tab, desk, post, frame } = await opened(session, site, row);
        const failed: string[] = [];
        const undos: number[] = [];
        for (const cell of CELLS) {
          try {
            undos.push(await passed(tab, desk, post, frame, row, cell));
          } catch (error) {
            failed.push(`${cell.name}: ${error instanceof Error ? error.message : String(error)}`);
          }
        }
        await keeps(tab, desk, frame);
        t.diagnostic(`${CELLS.length - failed.length} of ${CELLS.length}; undone by ${undos.join(", ")}`);
        assert.ok(failed.length === 0, failed.join("\n"));
        await tab.page.close();
      });
    }
  });
}

/** Here and not in run.mjs: no other test needs them. */
async function bundleEditors(): Promise<void> {
  const scripts = new Set(ROWS.map(({ script }) => script));
  await build({
    entryPoints: [...scripts].map((script) => `tests/e2e/editors/${script}.ts`),
    outdir: "target/e2e/pages",
    bundle: true,
    format: "iife",
    loader: { ".css": "text" },
    // Draft.js asks for Node's.
    define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
}

function pages(): Record<string, TestPage> {
  const pages: Record<string, TestPage> = {};
  for (const { script } of ROWS) {
    const box = `<div id="place"></div><script src="/${script}.js"></script>`;
    pages[`/${script}`] = { body: `<body><main>${thread(box)}</main></body>` };
    pages[`/frame/${script}`] = {
      body: `<body><main>${thread(`<iframe src="/alone/${script}"></iframe>`)}</main></body>`,
    };
    pages[`/alone/${script}`] = { body: `<body>${box}</body>` };
  }
  return pages;
}

function thread(box: string): string {
  return `<article data-key="1"><b class="name">Mette</b> <span class="words">I er de bedste!</span>${box}</article>`;
}

async function opened(
  session: Session,
  site: Site,
  { script, query = "", inFrame = false }: Row,
): Promise<{ tab: Tab; desk: StubDesk; post: RawPost | undefined; frame: Frame }> {
  const tab = await session.open(site.url(`${inFrame ? "/frame" : ""}/${script}?${query}`));
  const desk = await StubDesk.of(tab);
  await desk.toPage({
    kind: "read",
    plan: { ...PLAN, reply_box: "textarea, [contenteditable]:not([contenteditable=false])" },
  });
  const { seen } = await desk.waitFor("posts", ({ seen }) => seen.length === 1);
  const frame = inFrame ? tab.page.frames().find((frame) => frame.url().includes("/alone/")) : tab.page.mainFrame();
  assert.ok(frame !== undefined);
  return { tab, desk, post: seen[0], frame };
}

/** How many times undo was pressed. */
async function passed(
  tab: Tab,
  desk: StubDesk,
  post: RawPost | undefined,
  frame: Frame,
  row: Row,
  cell: Cell,
): Promise<number> {
  const { keyboard } = tab.page;
  await frame.evaluate((text) => globalThis.box.reset(text), cell.stands);
  await desk.takesFocus();
  assert.deepEqual(await insert(desk, post, cell.text, cell.mode), { kind: "done" });
  const wanted = row.losesBlankLines ? cell.wanted.replace(cell.text, cell.text.replace("\n\n", "\n")) : cell.wanted;
  await holds(frame, wanted);
  await keyboard.press("x");
  await holds(frame, `${wanted}x`);
  for (let times = 1; times <= MOST_UNDOS; times += 1) {
    await keyboard.down("Control");
    await keyboard.press("z");
    await keyboard.up("Control");
    const now = await frame.evaluate(() => globalThis.box.text());
    if (now === cell.stands) {
      await holds(frame, cell.stands);
      return times;
    }
  }
  await holds(frame, cell.stands);
  return MOST_UNDOS;
}

/** What she types herself is told, however the editor writes it. */
async function keeps(tab: Tab, desk: StubDesk, frame: Frame): Promise<void> {
  await frame.evaluate(() => globalThis.box.reset("Hej"));
  await (await frame.evaluateHandle(() => globalThis.box.element())).click();
  await tab.page.keyboard.press("End");
  await tab.page.keyboard.type(" Mette");
  await holds(frame, "Hej Mette");
  await desk.waitFor("typed", ({ text }) => text === "Hej Mette");
}

async function holds(frame: Frame, text: string): Promise<void> {
  let model = "";
  let shown: string[] = [];
  const lines = text.split("\n").filter((line) => line !== "");
  await eventually("the text", async () => {
    ({ model, shown } = await frame.evaluate(() => ({ model: globalThis.box.text(), shown: globalThis.box.shown() })));
    return model === text && shown.join("\n") === lines.join("\n") ? true : undefined;
  }).catch(() => {
    throw new Error(JSON.stringify({ wanted: text, model, shown }));
  });
}
