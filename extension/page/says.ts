// What an element says, against the words that a profile knows it by.

/** Longer texts are no labels. */
const LONGEST = 200;

/** A number, with the marks between its figures. */
const NUMBER = /\d+(?:[.,'’\s]\d+)*/g;

/** Whether the element says one of these; any will do where there are none.
 *  In the words `#` is a number, and a `*` before them any beginning. */
export function says(element: Element, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const text = element.textContent;
  if (text.length > LONGEST) {
    return false;
  }
  const label = text.replace(/\s+/g, " ").trim().replace(NUMBER, "#");
  return words.some((word) => (word.startsWith("*") ? label.endsWith(word.slice(1)) : label === word));
}
