// A way through all that stands in an element, which no depth is too deep for.

export interface Visitor {
  /** Whether to go on inside the node, an element or a text. */
  enter(node: Node): boolean;
  /** Called after all that stands in an element that was entered. */
  leave(element: Element): void;
  /** Whether nothing more is wanted. */
  isFull(): boolean;
}

export function walk(root: Element, visitor: Visitor): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.firstChild(); node !== null && !visitor.isFull(); ) {
    const isEntered = visitor.enter(node);
    node = (isEntered ? walker.firstChild() : null) ?? next(walker, isEntered, visitor);
  }
}

/** What comes after the walker's node, out of the elements that end with it. */
function next(walker: TreeWalker, isEntered: boolean, visitor: Visitor): Node | null {
  for (let left = isEntered ? walker.currentNode : null; ; left = walker.parentNode()) {
    if (left === walker.root) {
      return null;
    }
    if (left !== null) {
      visitor.leave(left as Element);
    }
    const beside = walker.nextSibling();
    if (beside !== null) {
      return beside;
    }
  }
}
