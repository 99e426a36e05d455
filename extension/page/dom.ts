// What any element of a page may be asked. In Chromium a form's fields hide
// the form's own properties by their names, for our world too (measured): its
// `parentNode` is then an `<input name=parentNode>`, and a walk up the page
// goes in circles. So the prototypes are asked.

const elements = Element.prototype;

export const kindOf = getter<number>(Node.prototype, "nodeType");
export const nameOf = getter<string>(Node.prototype, "nodeName");
export const parentOf = getter<Node | null>(Node.prototype, "parentNode");
export const parentElementOf = getter<Element | null>(Node.prototype, "parentElement");
export const localNameOf = getter<string>(elements, "localName");
export const shadowOf = getter<ShadowRoot | null>(elements, "shadowRoot");
export const slotOf = getter<Element | null>(elements, "assignedSlot");

export function attributeOf(element: Element, name: string): string | null {
  return elements.getAttribute.call(element, name);
}

export function matches(element: Element, selector: string): boolean {
  return elements.matches.call(element, selector);
}

export function closest(element: Element, selector: string): Element | null {
  return elements.closest.call(element, selector);
}

export function within(element: Element, selector: string): NodeListOf<Element> {
  return elements.querySelectorAll.call(element, selector);
}

export function contains(element: Element, node: Node): boolean {
  return elements.contains.call(element, node);
}

function getter<T>(prototype: Node, name: string): (of: Node) => T {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return (of) => get?.call(of) as T;
}
