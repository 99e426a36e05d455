// The text of an element as a reader sees it: lines, emoji, no editors.

import * as dom from "./dom";
import { isOwn } from "./own";
import { walk } from "./walk";

/** Characters read of one field; a post of a megabyte is cut here. */
const LIMIT = 20_000;

/** Elements that begin and end a line. By name: asking the browser for the
 *  computed style of each would cost a hundred times the rest. */
const LINES = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI
  MAIN NAV OL P PRE SECTION SUMMARY TABLE TR UL`.split(/\s+/),
);

/** Elements whose content is no words of the page. */
const SILENT = new Set(
  "AUDIO CANVAS DATALIST HEAD IFRAME INPUT MATH NOSCRIPT OBJECT OPTION SCRIPT SELECT STYLE svg TEMPLATE TEXTAREA TITLE VIDEO".split(
    " ",
  ),
);

const EMOJI =
  /^(?=.*(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3))(?:\p{Extended_Pictographic}|\p{Emoji_Component}){1,20}$/u;
const SHORTCODE = /^:[\w+-]{1,40}:$/;

export interface TextScope {
  /** What is left out of the element that is read. */
  leavesOut: string;
  /** Text inside it keeps its line breaks, whatever its style says. */
  keepsLines: string | undefined;
}

/** `element`'s text, lines separated by `\n`. */
export function textOf(element: Element, scope: TextScope): string {
  return quickText(element, scope) ?? walkedText(element, scope);
}

function walkedText(element: Element, scope: TextScope): string {
  const lines = new Lines();
  walk(element, {
    enter: (node) => enter(node, scope, lines),
    leave: (left) => {
      if (LINES.has(dom.nameOf(left))) {
        lines.endLine();
      }
    },
    isFull: () => lines.isFull,
  });
  return lines.text();
}

/** Reads a text; whether to read on inside an element. */
function enter(node: Node, scope: TextScope, lines: Lines): boolean {
  if (dom.kindOf(node) === Node.TEXT_NODE) {
    readText(node as Text, scope, lines);
    return false;
  }
  return enterElement(node as Element, scope, lines);
}

function readText(node: Text, scope: TextScope, lines: Lines): void {
  const { data } = node;
  if (data.includes("\n") && keepsLines(node, scope)) {
    lines.addLines(data);
  } else {
    lines.add(data);
  }
}

function keepsLines({ data, parentElement }: Text, scope: TextScope): boolean {
  if (parentElement === null) {
    return false;
  }
  // Breaks at the ends are most often the markup's own.
  const isInside = data.trim().includes("\n");
  const keeps = scope.keepsLines !== undefined && dom.closest(parentElement, scope.keepsLines) !== null;
  return keeps || (isInside && getComputedStyle(parentElement).whiteSpace.startsWith("pre"));
}

function enterElement(element: Element, scope: TextScope, lines: Lines): boolean {
  const name = dom.nameOf(element);
  if (name === "BR") {
    lines.breakLine();
    return false;
  }
  if (name === "IMG") {
    const alt = (element as HTMLImageElement).alt.trim();
    if (EMOJI.test(alt) || SHORTCODE.test(alt)) {
      lines.add(alt);
    }
    return false;
  }
  if (
    SILENT.has(name) ||
    dom.attributeOf(element, "hidden") !== null ||
    isOwn(element) ||
    isEditor(element) ||
    dom.matches(element, scope.leavesOut)
  ) {
    return false;
  }
  if (LINES.has(name)) {
    lines.endLine();
  }
  return true;
}

/** Where somebody writes is never a part of what was said. */
function isEditor(element: Element): boolean {
  const editable = dom.attributeOf(element, "contenteditable");
  return editable !== null && editable !== "false";
}

/** The text of an element with nothing but words and plain markup in it, as
 *  most have: by the browser's own markup of it, one call in place of one for
 *  each step from node to node, which costs a script in Firefox most of its
 *  time (measured). */
function quickText(element: Element, scope: TextScope): string | undefined {
  if (dom.firstElementOf(element) === null) {
    const text = dom.textContentOf(element);
    return text.length > LIMIT || mayKeepLines(text, scope) ? undefined : tidy(text).toWellFormed();
  }
  const markup = dom.markupOf(element);
  const isPlain = markup.length <= LIMIT && dom.firstWithin(element, scope.leavesOut) === null;
  return isPlain ? plainText(markup, scope) : undefined;
}

function plainText(markup: string, scope: TextScope): string | undefined {
  const lines = new Lines();
  for (let at = 0; at < markup.length; at = PLAIN.lastIndex) {
    PLAIN.lastIndex = at;
    const [whole, words = "", name] = PLAIN.exec(markup) ?? [];
    if (whole === undefined || mayKeepLines(words, scope)) {
      return undefined;
    }
    lines.add(unescaped(words));
    if (name === "br") {
      lines.breakLine();
    } else if (name !== undefined && LINES.has(name.toUpperCase())) {
      lines.endLine();
    }
  }
  return lines.text();
}

/** Only its element can tell: see `keepsLines`. */
function mayKeepLines(text: string, scope: TextScope): boolean {
  return text.includes("\n") && (scope.keepsLines !== undefined || text.trim().includes("\n"));
}

/** Words, and a tag of an element that is read like any other, as browsers write it. */
const PLAIN =
  /([^<]*)(?:<\/?(a|abbr|b|bdi|bdo|br|cite|code|dd|del|dfn|div|dl|dt|em|font|h[1-6]|i|ins|kbd|li|mark|ol|p|q|s|samp|small|span|strike|strong|sub|sup|time|u|ul|var|wbr)(?: (?!hidden=|contenteditable=)[^\s"'=<>]+="[^"]*")*>|$)/y;

const ESCAPED: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00A0" };

/** The only escapes that browsers write outside of attributes. */
function unescaped(text: string): string {
  return text.includes("&") ? text.replace(/&(?:amp|lt|gt|nbsp);/g, (written) => ESCAPED[written] ?? written) : text;
}

function tidy(line: string): string {
  return line.replace(/\s+/gu, " ").trim();
}

class Lines {
  private readonly done: string[] = [];
  private line = "";
  private length = 0;

  get isFull(): boolean {
    return this.length > LIMIT;
  }

  add(words: string): void {
    const room = LIMIT - this.length + 1;
    const part = words.length > room ? words.slice(0, room) : words;
    this.line += part;
    this.length += part.length;
  }

  addLines(words: string): void {
    const [first = "", ...rest] = words.slice(0, LIMIT + 1).split("\n");
    this.add(first);
    for (const line of rest) {
      this.breakLine();
      this.add(line);
    }
  }

  /** Ends the line also when it is empty. */
  breakLine(): void {
    this.done.push(this.line);
    this.line = "";
    this.length += 1;
  }

  endLine(): void {
    if (this.line.trim() !== "") {
      this.breakLine();
    } else {
      this.line = "";
    }
  }

  text(): string {
    return [...this.done, this.line]
      .map(tidy)
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim()
      .slice(0, LIMIT)
      .toWellFormed();
  }
}
