// What the test of insertion asks of a box, whatever editor is in it. A page's
// script puts one there; the test resets it before each cell of the matrix.

export interface Held {
  /** Where one writes. */
  element: HTMLElement;
  /** The text by the editor's own model, lines separated by `\n`. */
  text(): string;
  remove(): unknown;
}

/** A fresh editor in `place`, with an empty history. */
export type Make = (place: HTMLElement, text: string) => Held | Promise<Held>;

export interface HeldBox {
  reset(text: string): Promise<void>;
  element(): HTMLElement;
  /** By the editor's own model. */
  text(): string;
  /** By what stands in the document: lines that are not blank. */
  shown(): string[];
}

declare global {
  var box: HeldBox;
}

export function hold(make: Make): void {
  const place = placeFor(new URLSearchParams(location.search).get("in"));
  let held: Held | undefined;
  globalThis.box = {
    async reset(text) {
      await held?.remove();
      place.replaceChildren();
      held = await make(place, text);
    },
    element: () => held?.element ?? place,
    text: () => held?.text() ?? "",
    shown: () => (held === undefined ? [] : linesOf(held.element)),
  };
}

function linesOf(element: HTMLElement): string[] {
  let text = element instanceof HTMLTextAreaElement ? element.value : element.innerText;
  for (const placeholder of element.querySelectorAll<HTMLElement>("[contenteditable=false]")) {
    text = text.replace(placeholder.innerText, "");
  }
  return text
    .replace(/\u00A0/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The element to build in. */
function placeFor(where: string | null): HTMLElement {
  const place = document.querySelector("#place");
  if (!(place instanceof HTMLElement)) {
    throw new Error("the page has no #place");
  }
  switch (where) {
    case "shadow":
      return below(below(place));
    case "slot":
      return slotted(place);
    default:
      return place;
  }
}

/** In the document, but laid out in a shadow root. */
function slotted(host: HTMLElement): HTMLElement {
  host.attachShadow({ mode: "open" }).append(document.createElement("slot"));
  const inner = document.createElement("div");
  host.append(inner);
  return inner;
}

function below(host: HTMLElement): HTMLElement {
  const inner = document.createElement("div");
  host.attachShadow({ mode: "open" }).append(inner);
  return inner;
}

/** For editors whose working depends on their style sheet. */
export function withStyle(css: string): void {
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
}
