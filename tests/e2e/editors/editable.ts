// Editable by the browser alone: its document is its model.

import { hold } from "./parts/held";

hold((place, text) => {
  const element = document.createElement("div");
  element.contentEditable = new URLSearchParams(location.search).get("editable") ?? "true";
  element.style.minHeight = "1em";
  element.innerText = text;
  place.append(element);
  return { element, text: () => textOf(element), remove: () => element.remove() };
});

/** A blank line that is an element of its own counts twice in `innerText`. */
function textOf(element: HTMLElement): string {
  return element.innerText.replaceAll("\n\n\n", "\n\n");
}
