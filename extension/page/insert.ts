// Puts a text into a reply box the way its editor takes it, and reads back
// whether it is there.
//
// A field gets `insertText`, as if typed. An editor gets a paste of plain text
// alone (with HTML beside it Slate takes nothing), and `insertText` where it
// leaves the paste to the browser: Quill 1 moves the focus to a box of its own
// then, and takes over what comes there. By `insertText` alone Lexical loses
// the lines, Draft.js its box and Slate everything. Nothing is tried again that
// may still come: a late commit would stand there twice.
// Measured by tests/e2e/insertion.test.ts, in Chromium 156 and Firefox 153.

import type { InsertMode, InsertOutcome } from "../generated/messages";
import { type Box, type Field, isField } from "./boxes";
import { comparable, isBlank, textIn } from "./lines";
import { contains, focused } from "./tree";
import { pause, silence, until } from "./until";

/** An editor takes note of a changed selection within this time. */
const SELECTION_SETTLES = 120;

/** How often the selection is set, of an editor that takes it away while it
 *  makes itself ready. */
const SELECTIONS = 3;

/** Milliseconds within which an editor must have done what is asked of it. */
const COMMIT = 1_500;

/** Milliseconds in which an editor that refuses a text takes it back. */
const REFUSAL = 60;

/** What is typed into it now is ours, not the agent's. */
let current: Box | undefined;

export function isInsertedInto(box: Box): boolean {
  return box === current;
}

export async function insertInto(box: Box, text: string, mode: InsertMode): Promise<InsertOutcome> {
  const old = textIn(box);
  const isEmpty = isBlank(old);
  if (comparable(old) === comparable(text)) {
    return { kind: "done" };
  }
  if (mode === "if_empty" && !isEmpty) {
    return { kind: "occupied", text: old };
  }
  const keeps = mode === "append" && !isEmpty;
  const added = keeps ? `\n${text}` : text;
  current = box;
  try {
    const isWritten = isField(box)
      ? insertIntoField(box, added, keeps)
      : await insertIntoEditor(box, added, old, isEmpty || keeps);
    if (isWritten && (await stands(box, comparable(keeps ? `${old}\n${text}` : text)))) {
      return { kind: "done" };
    }
    return { kind: "not_there", found: textIn(box) };
  } finally {
    current = undefined;
  }
}

/** Without the focus, the text would land where that is. */
function takesFocus(box: Box): boolean {
  box.focus();
  return hasFocus(box);
}

function hasFocus(box: Box): boolean {
  const active = focused();
  return active !== undefined && contains(box, active);
}

async function stands(box: Box, wanted: string): Promise<boolean> {
  const isThere = (): true | undefined => (comparable(textIn(box)) === wanted ? true : undefined);
  await until(isThere, COMMIT);
  await pause(REFUSAL);
  return isThere() === true;
}

/** Where nothing comes of typing: the native setter and `input`, which
 *  React-controlled fields believe too. */
function insertIntoField(field: Field, text: string, keeps: boolean): boolean {
  if (!takesFocus(field)) {
    return false;
  }
  const { value: old, ownerDocument } = field;
  field.setSelectionRange(keeps ? old.length : 0, old.length);
  ownerDocument.execCommand("insertText", false, text);
  if (field.value === old) {
    const prototype = Object.getPrototypeOf(field);
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, keeps ? old + text : text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return true;
}

async function insertIntoEditor(editor: Box, text: string, old: string, atEnd: boolean): Promise<boolean> {
  const { ownerDocument } = editor;
  // What has come there meanwhile is nothing she asked to replace.
  if (!takesFocus(editor) || !(await select(editor, atEnd)) || textIn(editor) !== old) {
    return false;
  }
  const paste = pasteOf(text, ownerDocument.defaultView ?? window);
  editor.dispatchEvent(paste);
  if (!paste.defaultPrevented) {
    ownerDocument.execCommand("insertText", false, text);
    if (!atEnd && isStuck(editor, old)) {
      backspace(editor);
      ownerDocument.execCommand("insertText", false, text);
    }
  }
  return true;
}

/** Selects all that stands there, or the place after it. By the document's
 *  selection also in a shadow root: in Chromium editors see no other's. */
async function select(editor: Box, atEnd: boolean): Promise<boolean> {
  for (let times = 0; times < SELECTIONS; times += 1) {
    const selection = editor.ownerDocument.getSelection();
    selection?.selectAllChildren(editor);
    if (atEnd) {
      selection?.collapseToEnd();
    }
    await silence(editor.ownerDocument, "selectionchange", SELECTION_SETTLES, COMMIT);
    if (hasFocus(editor) && editor.contains(selection?.anchorNode ?? null)) {
      return true;
    }
  }
  return false;
}

/** In a shadow root, Firefox does not write over a selection of several
 *  lines, by the agent's own key either. Backspace works. */
function isStuck(editor: Box, old: string): boolean {
  return editor.getRootNode() !== editor.ownerDocument && hasFocus(editor) && textIn(editor) === old;
}

function backspace(editor: Box): void {
  editor.ownerDocument.getSelection()?.collapseToEnd();
  for (let left = editor.innerText.length; left > 0 && editor.textContent !== ""; left -= 1) {
    editor.ownerDocument.execCommand("delete");
  }
}

/** Chromium takes a DataTransfer; Firefox drops it silently and takes `data`. */
function pasteOf(text: string, view: Window & typeof globalThis): ClipboardEvent {
  const common = { bubbles: true, cancelable: true, composed: true };
  const clipboardData = new view.DataTransfer();
  clipboardData.setData("text/plain", text);
  const paste = new view.ClipboardEvent("paste", { ...common, clipboardData });
  if (paste.clipboardData?.getData("text/plain") === text) {
    return paste;
  }
  const init: ClipboardEventInit & { dataType: string; data: string } = {
    ...common,
    dataType: "text/plain",
    data: text,
  };
  return new view.ClipboardEvent("paste", init);
}
