// What any element of a page may be asked: by the browser's own methods, taken
// once.
//
// In Chromium a form's fields hide the form's own properties by their names,
// for our world too (measured): its `parentNode` is then an
// `<input name=parentNode>`, and a walk up the page goes in circles. And a
// script in Firefox finds a method or a property of an element anew at every
// use, which takes longer than most of them do (measured).

const node = Node.prototype;
const element = Element.prototype;
const list = NodeList.prototype;

const { contains: holds, getRootNode } = node;
const {
  closest: nearest,
  getAttribute,
  getElementsByTagName,
  hasAttribute,
  matches: fits,
  querySelector,
  querySelectorAll,
} = element;
const { item } = list;

const nodeType = getter<Node, number>(node, "nodeType");
const nodeName = getter<Node, string>(node, "nodeName");
const parentNode = getter<Node, Node | null>(node, "parentNode");
const parentElement = getter<Node, Element | null>(node, "parentElement");
const isConnectedNow = getter<Node, boolean>(node, "isConnected");
const ownerDocument = getter<Node, Document>(node, "ownerDocument");
const textContent = getter<Node, string>(node, "textContent");
const localName = getter<Element, string>(element, "localName");
const shadowRoot = getter<Element, ShadowRoot | null>(element, "shadowRoot");
const assignedSlot = getter<Element, Element | null>(element, "assignedSlot");
const innerHTML = getter<Element, string>(element, "innerHTML");
const firstElementChild = getter<Element, Element | null>(element, "firstElementChild");
const nextElementSibling = getter<Element, Element | null>(element, "nextElementSibling");
const length = getter<NodeList, number>(list, "length");

// A function for each: one for all would have to look up which it is.
export const kindOf = (of: Node): number => nodeType.call(of);
export const nameOf = (of: Node): string => nodeName.call(of);
export const parentOf = (of: Node): Node | null => parentNode.call(of);
export const parentElementOf = (of: Node): Element | null => parentElement.call(of);
export const rootOf = (of: Node): Node => getRootNode.call(of);
export const isConnected = (of: Node): boolean => isConnectedNow.call(of);
export const ownerDocumentOf = (of: Node): Document => ownerDocument.call(of);
export const textContentOf = (of: Node): string => textContent.call(of);
export const localNameOf = (of: Element): string => localName.call(of);
export const shadowOf = (of: Element): ShadowRoot | null => shadowRoot.call(of);
export const slotOf = (of: Element): Element | null => assignedSlot.call(of);
export const markupOf = (of: Element): string => innerHTML.call(of);
export const firstElementOf = (of: Element): Element | null => firstElementChild.call(of);
export const nextElementOf = (of: Element): Element | null => nextElementSibling.call(of);
export const countOf = (of: NodeList): number => length.call(of);

export const now = performance.now.bind(performance);

export function attributeOf(of: Element, name: string): string | null {
  return getAttribute.call(of, name);
}

export function hasAttributeOf(of: Element, name: string): boolean {
  return hasAttribute.call(of, name);
}

export function matches(of: Element, selector: string): boolean {
  return fits.call(of, selector);
}

export function closest(of: Element, selector: string): Element | null {
  return nearest.call(of, selector);
}

export function firstWithin(of: Element, selector: string): Element | null {
  return querySelector.call(of, selector);
}

export function within(of: Element, selector: string): NodeListOf<Element> {
  return querySelectorAll.call(of, selector);
}

/** How many elements stand in it. */
export function sizeOf(of: Element): number {
  return getElementsByTagName.call(of, "*").length;
}

export function contains(of: Element, other: Node): boolean {
  return holds.call(of, other);
}

export function childrenOf(of: ParentNode & Node): Element[] {
  const children: Element[] = [];
  for (let child = of.firstElementChild; child !== null; child = nextElementOf(child)) {
    children.push(child);
  }
  return children;
}

/** A list as a plain one, which is quicker to go through; of a long one the beginning. */
export function listed<T extends Node>(
  of: NodeListOf<T> | (NodeList & Iterable<T>),
  limit = Number.POSITIVE_INFINITY,
): T[] {
  const count = Math.min(countOf(of), limit);
  const plain: T[] = [];
  for (let at = 0; at < count; at += 1) {
    plain.push(item.call(of, at) as T);
  }
  return plain;
}

/** One element that can't be read, odd as it is, must not keep all others from
 *  being read. In Firefox those of a frame that is gone throw at every touch. */
export function spared<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function getter<O, T>(prototype: object, name: string): (this: O) => T {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as (this: O) => T;
}
