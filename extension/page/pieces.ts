// A large page in pieces, each searched in a moment.

import { childrenOf, listed, matches, sizeOf, within } from "./dom";

/** Elements in a piece, so that no search of one is felt. */
const LARGE = 20_000;

export interface Piece {
  element: Element;
  /** What stands in it comes in other pieces. */
  isAlone: boolean;
}

/** In the page's order. What comes or goes meanwhile is for an observer. */
export function* pieces(root: ParentNode & Node): Iterator<Piece> {
  const stack = childrenOf(root).reverse();
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
