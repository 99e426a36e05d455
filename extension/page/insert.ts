// Puts a text into a reply box the way its editor takes it, and reads back
// whether it is there. The recipe and what fails otherwise: pages.md,
// measured in nine editors and both browsers.

import type { InsertMode, InsertOutcome } from "../generated/messages";
import type { Box } from "./boxes";
import { pause, until } from "./until";

/** An editor takes note of a changed selection some time after it changed. */
const SELECTION_SETTLES = 120;

/** Milliseconds until the text must stand in the box. */
const COMMIT = 1_500;

/** While true, what is typed into boxes is ours, not the agent's. */
let inserting = false;

export function isInserting(): boolean {
  return inserting;
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
  inserting = true;
  try {
    if (box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement) {
      insertIntoField(box, keeps ? `\n${text}` : text, keeps);
    } else {
      await insertIntoEditor(box, keeps ? `\n${text}` : text, isEmpty, keeps);
    }
    const wanted = comparable(keeps ? `${old}\n${text}` : text);
    const there = await until(() => (comparable(textIn(box)) === wanted ? true : undefined), COMMIT);
    return there === true ? { kind: "done" } : { kind: "not_there", found: textIn(box) };
  } finally {
    inserting = false;
  }
}

/** A text that would only empty the box, or do nothing. */
export function isBlank(text: string): boolean {
  return comparable(text) === "";
}

/** What stands in the box, lines separated by `\n`. */
export function textIn(box: Box): string {
  const isField = box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement;
  const text = isField ? box.value : box.innerText;
  return text
    .replace(/[\u200B\uFEFF]/g, "")
    .trim()
    .toWellFormed();
}

/** Editors turn lines into paragraphs and spaces into hard ones. */
function comparable(text: string): string {
  return text
    .replace(/[\u200B\uFEFF]/g, "")
    .replace(/\s+/gu, " ")
    .trim()
    .normalize();
}

/** As if typed, so that the agent can undo it; where that is refused, the
 *  native setter and `input`, which React-controlled fields believe too. */
function insertIntoField(field: HTMLTextAreaElement | HTMLInputElement, text: string, keeps: boolean): void {
  field.focus();
  const end = field.value.length;
  const wanted = keeps ? field.value + text : text;
  field.setSelectionRange(keeps ? end : 0, end);
  document.execCommand("insertText", false, text);
  if (field.value !== wanted) {
    const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, wanted);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

async function insertIntoEditor(editor: Box, text: string, isEmpty: boolean, keeps: boolean): Promise<void> {
  editor.focus();
  if (keeps) {
    getSelection()?.selectAllChildren(editor);
    getSelection()?.collapseToEnd();
    await pause(SELECTION_SETTLES);
  } else if (!isEmpty) {
    document.execCommand("selectAll");
    await pause(SELECTION_SETTLES);
  }
  const paste = pasteOf(text);
  editor.dispatchEvent(paste);
  if (!paste.defaultPrevented) {
    document.execCommand("insertText", false, text);
  }
}

/** Chromium takes a DataTransfer; Firefox drops it silently and takes `data`. */
function pasteOf(text: string): ClipboardEvent {
  const common = { bubbles: true, cancelable: true, composed: true };
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", { ...common, clipboardData });
  if (paste.clipboardData?.getData("text/plain") === text) {
    return paste;
  }
  const init: ClipboardEventInit & { dataType: string; data: string } = {
    ...common,
    dataType: "text/plain",
    data: text,
  };
  return new ClipboardEvent("paste", init);
}
