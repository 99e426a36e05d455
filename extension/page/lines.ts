// What is written in a box, line by line: one paragraph is one line, an empty
// one a blank line, whatever elements the editor makes of them. `innerText`
// would tell the editor's margins as blank lines.

import { type Box, isField } from "./boxes";
import { isElement } from "./tree";
import { walk } from "./walk";

/** Elements that stand in a line of text. */
const IN_LINE = /^(?:inline|contents|ruby|table-cell)/;

/** Elements with lines of their own, where nothing is laid out: in a box that
 *  the page has taken away. */
const BLOCKS = /^(?:div|p|li)$/;

/** What stands in the box, lines separated by `\n`. */
export function textIn(box: Box): string {
  return (isField(box) ? box.value : written(box))
    .replace(/[\u200B\uFEFF]/g, "")
    .trim()
    .toWellFormed();
}

/** The same text for everybody but a computer: editors turn spaces into hard
 *  ones, and blank lines into the space between two paragraphs. */
export function comparable(text: string): string {
  return text
    .replace(/[\u200B\uFEFF]/g, "")
    .split("\n")
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "")
    .join("\n")
    .normalize();
}

/** A text that would only empty the box, or do nothing. */
export function isBlank(text: string): boolean {
  return comparable(text) === "";
}

function written(editor: Element): string {
  const lines = new Lines();
  const blocks = new Set<Element>();
  walk(editor, {
    enter: (node) => {
      if (isElement(node)) {
        return enter(node, blocks, lines);
      }
      readText(node as Text, lines);
      return false;
    },
    leave: (element) => {
      if (blocks.has(element)) {
        lines.end();
      }
    },
    isFull: () => false,
  });
  return lines.text();
}

function readText({ data, parentElement, ownerDocument }: Text, lines: Lines): void {
  const style = parentElement === null ? undefined : ownerDocument.defaultView?.getComputedStyle(parentElement);
  // Browsers differ in whether they have `white-space-collapse`.
  const keepsLines = /^(?:pre|break-spaces)/.test(style?.whiteSpace ?? "");
  if (!keepsLines) {
    lines.add(data.replace(/[\n\t ]+/g, " "));
    return;
  }
  const [first = "", ...rest] = data.split("\n");
  lines.add(first);
  for (const line of rest) {
    lines.breakOff();
    lines.add(line);
  }
}

/** Whether to read on inside the element; those that are lines of their own
 *  are kept in `blocks`. */
function enter(element: Element, blocks: Set<Element>, lines: Lines): boolean {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  if (style === undefined) {
    return false;
  }
  if (element.localName === "br") {
    lines.breakOff();
    return false;
  }
  if (element.localName === "img") {
    // An emoji, in many editors.
    lines.add(element.getAttribute("alt") ?? "");
    return false;
  }
  if (style.display === "none" || isLaidOver(element, style)) {
    return false;
  }
  if (style.display === "" ? BLOCKS.test(element.localName) : !IN_LINE.test(style.display)) {
    blocks.add(element);
    lines.end();
  }
  return true;
}

/** A placeholder, a handle: the editor's, and nothing that was written. */
function isLaidOver(element: Element, style: CSSStyleDeclaration): boolean {
  return element.getAttribute("contenteditable") === "false" && /^(?:absolute|fixed)$/.test(style.position);
}

class Lines {
  private readonly done: string[] = [];
  private line = "";

  add(words: string): void {
    this.line += words;
  }

  /** Ends the line also when it is empty. */
  breakOff(): void {
    this.done.push(this.line);
    this.line = "";
  }

  end(): void {
    if (this.line.trim() !== "") {
      this.breakOff();
    } else {
      this.line = "";
    }
  }

  text(): string {
    return [...this.done, this.line].join("\n");
  }
}
