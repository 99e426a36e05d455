// The page as one tree: out of and into open shadow roots and frames of the
// page's own origin. An element of a frame is of another realm: it is no
// `instanceof` our Element, and its document is not ours.

import { kindOf, localNameOf, matches, parentOf, rootOf, shadowOf, slotOf } from "./dom";

/** The element around a node as it is laid out: a slot before a parent. */
function around(node: Node): Element | undefined {
  const slot = isElement(node) ? slotOf(node) : null;
  const parent = slot ?? parentOf(node);
  if (parent === null || isElement(parent)) {
    return parent ?? undefined;
  }
  return hostOf(parent);
}

/** What the shadow root or the frame hangs in that the node stands in. */
export function hostOf(node: Node): Element | undefined {
  const root = rootOf(node);
  if (kindOf(root) === Node.DOCUMENT_NODE) {
    return (root as Document).defaultView?.frameElement ?? undefined;
  }
  return (root as Partial<ShadowRoot>).host;
}

export function isElement(node: EventTarget | null | undefined): node is Element {
  return node !== null && node !== undefined && "nodeType" in node && kindOf(node as Node) === Node.ELEMENT_NODE;
}

export function isHtml(node: EventTarget | null | undefined): node is HTMLElement {
  return isElement(node) && node.namespaceURI === "http://www.w3.org/1999/xhtml";
}

/** The elements around `element`, nearest first. */
export function* ancestors(element: Element): Iterable<Element> {
  for (let next = around(element); next !== undefined; next = around(next)) {
    yield next;
  }
}

/** The nearest that matches: the element itself or one around it. */
export function closest(element: Element, selector: string): Element | undefined {
  return matches(element, selector) ? element : closestAbove(element, selector);
}

export function closestAbove(element: Element, selector: string): Element | undefined {
  for (const ancestor of ancestors(element)) {
    if (matches(ancestor, selector)) {
      return ancestor;
    }
  }
  return undefined;
}

/** Whether `inner` stands in `outer` or is it. */
export function contains(outer: Element, inner: Element): boolean {
  if (outer === inner) {
    return true;
  }
  for (const ancestor of ancestors(inner)) {
    if (ancestor === outer) {
      return true;
    }
  }
  return false;
}

export function queryAll(roots: Iterable<ParentNode>, selector: string): Element[] {
  return [...roots].flatMap((root) => [...root.querySelectorAll(selector)]);
}

/** `within`, and every shadow root and document of a frame below it. */
export function rootsIn(within: Document | Element): ParentNode[] {
  const roots: ParentNode[] = [within];
  const enter = (element: Element): void => {
    const root = shadowOf(element) ?? documentIn(element);
    if (root !== null) {
      roots.push(root);
    }
  };
  if (isElement(within)) {
    enter(within);
  }
  // It grows on the way.
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode() !== null) {
      enter(walker.currentNode as Element);
    }
  }
  return roots;
}

/** Null also where the frame is of another origin, or an SVG's, which is none. */
export function documentIn(element: Element): Document | null {
  return localNameOf(element) === "iframe" ? ((element as HTMLIFrameElement).contentDocument ?? null) : null;
}

/** The element that has the focus, however deep. */
export function focused(): Element | undefined {
  let element = document.activeElement;
  for (;;) {
    const inner: Element | null | undefined =
      element === null ? null : (element.shadowRoot ?? documentIn(element))?.activeElement;
    if (inner === null || inner === undefined) {
      return element ?? undefined;
    }
    element = inner;
  }
}
