// The page's post elements and their handles.

import type { Handle } from "./types";

export class Elements {
  private readonly handles = new WeakMap<Element, Handle>();
  private readonly elements = new Map<Handle, Element>();
  private next: Handle = 1;

  get count(): number {
    return this.elements.size;
  }

  /** The element's handle, a fresh one if it has none. */
  handle(element: Element): Handle {
    const known = this.known(element);
    if (known !== undefined) {
      return known;
    }
    const handle = this.next;
    this.next += 1;
    this.handles.set(element, handle);
    this.elements.set(handle, element);
    return handle;
  }

  known(element: Element): Handle | undefined {
    const handle = this.handles.get(element);
    return handle !== undefined && this.elements.has(handle) ? handle : undefined;
  }

  /** The handle of an element that may have left the document. */
  last(element: Element): Handle {
    return this.handles.get(element) ?? this.handle(element);
  }

  element(handle: Handle): Element | undefined {
    return this.elements.get(handle);
  }

  all(): Handle[] {
    return [...this.elements.keys()];
  }

  forget(handle: Handle): void {
    this.elements.delete(handle);
  }

  clear(): void {
    this.elements.clear();
  }
}
