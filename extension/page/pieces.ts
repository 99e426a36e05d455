// A large page in pieces, each searched in a moment.

import { childrenOf, listed, matches, sizeOf, within } from "./dom";

/** Elements in a piece, so that no search of one is felt. */
const LARGE = 8_000;

/** So many together are searched at once where they come. */
const SMALL = 1_000;
const FEW = 50;

export function isMuch(elements: Element[]): boolean {
  return elements.length > FEW || elements.some((element) => sizeOf(element) > SMALL);
}

export interface Piece {
  element: Element;
  /** What stands in it comes in other pieces. */
  isAlone: boolean;
}

/** In the page's order. What comes or goes meanwhile is for an observer. */
export function* pieces(elements: Element[]): Iterator<Piece> {
  const stack = [...elements].reverse();
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    const isAlone = sizeOf(element) > LARGE;
    yield { element, isAlone };
    if (isAlone) {
      stack.push(...childrenOf(element).reverse());
    }
  }
}

export function itemsIn({ element, isAlone }: Piece, item: string): Element[] {
  const own = matches(element, item) ? [element] : [];
  return isAlone ? own : [...own, ...listed(within(element, item))];
}
