// A sketch of the page for the core to learn from: its elements and their
// attributes, and how many letters each holds. No words, nothing that a site
// hides from its own document (shadow roots, frames).

import type { Sketch } from "../generated/messages";
import { isOwn } from "./own";

/** Elements in a sketch; of a longer page those around what was picked first. */
const ELEMENTS = 8_000;

const ATTRIBUTES = 20;
const VALUE = 300;

const LEFT_OUT = new Set(["script", "style", "template", "noscript", "link", "meta"]);
const NOT_TOLD = /^(?:style|src|srcset|sizes|on.*|data-svarklar-.*)$/;

export function sketchOf(picked: ReadonlyMap<number, Element>): Sketch[] {
  const elements = around(everything(), [...picked.values()]);
  const places = new Map(elements.map((element, place) => [element, place]));
  return elements.map((element) => ({
    parent: places.get(element.parentElement as Element) ?? null,
    tag: element.localName,
    attributes: attributesOf(element),
    letters: lettersOf(element),
    picked: [...picked].filter(([, other]) => other === element).map(([slot]) => slot),
  }));
}

function everything(): Element[] {
  const elements: Element[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT, (node) => {
    const element = node as Element;
    const isDrawing = element.parentElement?.localName === "svg";
    return LEFT_OUT.has(element.localName) || isOwn(element) || isDrawing
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT;
  });
  for (let node: Node | null = document.body; node !== null; node = walker.nextNode()) {
    elements.push(node as Element);
  }
  return elements;
}

function around(elements: Element[], picked: Element[]): Element[] {
  if (elements.length <= ELEMENTS) {
    return elements;
  }
  const middle = elements.indexOf(picked[0] as Element);
  const from = Math.max(0, middle - ELEMENTS / 2);
  const kept = new Set(elements.slice(from, from + ELEMENTS));
  for (const start of [elements[from], ...picked]) {
    for (let element: Element | null | undefined = start; element; element = element.parentElement) {
      kept.add(element);
    }
  }
  return elements.filter((element) => kept.has(element));
}

function attributesOf(element: Element): string[] {
  const told = [...element.attributes].filter(({ name }) => !NOT_TOLD.test(name)).slice(0, ATTRIBUTES);
  return told.flatMap(({ name, value }) => [name, value.slice(0, VALUE).toWellFormed()]);
}

function lettersOf(element: Element): number {
  let letters = 0;
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === Node.TEXT_NODE) {
      letters += (node as Text).data.replace(/\s+/g, "").length;
    }
  }
  return letters;
}
