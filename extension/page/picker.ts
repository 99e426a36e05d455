// Lets the agent pick an element of the page, by mouse, touch or keyboard. A
// pane over the page takes every press, so that nothing on it is pressed.

import { isOwn, makeOwn, PICKER_TAG, SHOWN } from "./own";
import type { Shutdown } from "./shutdown";

/** What a press is made of. The page's own listeners hear none of it. */
const PRESSES = [
  "pointerdown",
  "pointerup",
  "mousedown",
  "mouseup",
  "click",
  "dblclick",
  "auxclick",
  "contextmenu",
] as const;

/** Elements that hold a document of their own. */
const DOCUMENTS = "iframe, frame, object, embed";
/** What can be written in. */
const BOXES = "textarea, [contenteditable]:not([contenteditable=false]), [role=textbox]";

/** The part of the window, from its top, that the desk never covers. */
const FREE = 0.4;
const HEADROOM = 40;

/** Seen on any page: a dark line with a light one around it. */
const CSS = `
.pane { position: fixed; inset: 0; cursor: crosshair; outline: none; }
.outline, .chosen { position: fixed; box-sizing: border-box; pointer-events: none; border-radius: 3px; }
.outline { border: 2px solid #0b4f6c; background: rgb(11 79 108 / 14%); box-shadow: 0 0 0 2px #fff; }
.chosen { border: 2px dashed #0b4f6c; box-shadow: 0 0 0 2px rgb(255 255 255 / 80%); }
.words { position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (forced-colors: active) { .outline, .chosen { border-color: Highlight; } }
`;

export interface PickerOwner {
  /** `element` was picked for the slot that was asked for last. */
  picked(slot: number, element: Element): void;
  cancelled(): void;
  /** Puts the pane where the desk comes after it in the order of focus. */
  place(pane: HTMLElement): void;
  /** The agent has done with the page. */
  focusDesk(): void;
}

/** Whether what is in the element can't be seen from the document. */
export function isClosed(element: Element): boolean {
  return element.matches(DOCUMENTS) || shadowOf(element) !== null;
}

/** Also a closed one: both browsers give their extensions a way. */
function shadowOf(element: Element): ShadowRoot | null {
  const { openOrClosedShadowRoot } = element as Element & { openOrClosedShadowRoot?: ShadowRoot | null };
  if (openOrClosedShadowRoot !== undefined) {
    return openOrClosedShadowRoot;
  }
  return element instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(element) : null;
}

export class Picker {
  private pane: Pane | undefined;

  constructor(
    private readonly owner: PickerOwner,
    shutdown: Shutdown,
  ) {
    shutdown.atEnd(() => this.close());
  }

  /** What has been picked since the picker was opened, by slot. */
  get chosen(): ReadonlyMap<number, Element> {
    return this.pane?.chosen ?? new Map();
  }

  pick(slot: number, label: string, lang: string): void {
    this.pane ??= new Pane(this.owner);
    this.pane.ask(slot, label, lang);
  }

  stop(): void {
    if (this.pane !== undefined) {
      this.close();
      this.owner.focusDesk();
    }
  }

  close(): void {
    this.pane?.close();
    this.pane = undefined;
  }
}

class Pane {
  readonly chosen = new Map<number, Element>();
  private readonly host = makeOwn(document, PICKER_TAG);
  private readonly root = this.host.attachShadow({ mode: "closed" });
  private readonly pane = part("pane");
  private readonly outline = part("outline");
  private readonly words = part("words");
  private readonly boxes = new Map<number, HTMLElement>();
  private readonly end = new AbortController();
  private frame = 0;
  /** What the next pick is for. */
  private slot: number | undefined;
  private current: Element | undefined;

  constructor(private readonly owner: PickerOwner) {
    const style = { all: "initial", display: SHOWN, position: "fixed", inset: "0", "z-index": "2147483646" };
    for (const [name, value] of Object.entries(style)) {
      this.host.style.setProperty(name, value, "important");
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    this.root.adoptedStyleSheets = [sheet];
    this.pane.tabIndex = 0;
    this.pane.role = "application";
    this.words.role = "status";
    this.root.append(this.pane, this.outline, this.words);
    this.listen();
    owner.place(this.host);
    this.draw();
  }

  ask(slot: number, label: string, lang: string): void {
    this.slot = slot;
    this.host.ariaBusy = "false";
    this.pane.ariaLabel = label;
    this.host.lang = lang;
    for (const [other, box] of this.boxes) {
      if (other >= slot) {
        box.remove();
        this.boxes.delete(other);
        this.chosen.delete(other);
      }
    }
    this.pane.focus({ preventScroll: true });
  }

  close(): void {
    this.end.abort();
    cancelAnimationFrame(this.frame);
    this.host.remove();
  }

  private listen(): void {
    const { signal } = this.end;
    for (const type of PRESSES) {
      addEventListener(type, (event) => this.pressed(event as MouseEvent), { capture: true, signal });
    }
    addEventListener("pointermove", (event) => this.hovered(event), { capture: true, signal });
    addEventListener("keydown", (event) => this.keyed(event), { capture: true, signal });
    addEventListener("wheel", (event) => this.scroll(event), { capture: true, passive: false, signal });
  }

  private pressed(event: MouseEvent): void {
    if (!event.isTrusted) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    // The second click of two is for what the first was meant for.
    if (event.type === "click" && event.button === 0 && event.detail <= 1) {
      this.current = elementAt(event.clientX, event.clientY) ?? this.current;
      this.take();
    }
  }

  private hovered(event: PointerEvent): void {
    if (event.isTrusted) {
      this.current = elementAt(event.clientX, event.clientY) ?? this.current;
    }
  }

  private keyed(event: KeyboardEvent): void {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!event.isTrusted || !isPlain || !this.isKeyOfOurs(event.key)) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private isKeyOfOurs(key: string): boolean {
    switch (key) {
      case "Escape":
        this.owner.cancelled();
        return true;
      case "Enter":
        this.take();
        return true;
      case "ArrowUp":
        this.goTo(this.current?.parentElement);
        return true;
      case "ArrowDown":
        this.goTo(this.current === undefined ? undefined : wordy(this.current).nextNode());
        return true;
      case "ArrowLeft":
        this.goTo(this.beside((walker) => walker.previousNode()));
        return true;
      case "ArrowRight":
        this.goTo(this.beside((walker) => walker.nextNode()));
        return true;
      default:
        return false;
    }
  }

  /** The words before or after; at first those in the middle of what is seen. */
  private beside(step: (walker: TreeWalker) => Node | null): Node | null {
    const start = this.current ?? elementAt(innerWidth / 3, innerHeight * (FREE / 2)) ?? document.body;
    const walker = wordy(document.body);
    walker.currentNode = start;
    return step(walker);
  }

  private goTo(node: Node | null | undefined): void {
    if (!(node instanceof Element) || node === document.body || node === document.documentElement) {
      return;
    }
    this.current = node;
    const { top, bottom } = node.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight * FREE) {
      node.scrollIntoView({ block: "start", behavior: "instant" });
      scrollBy({ top: -HEADROOM, behavior: "instant" });
    }
    this.words.textContent = node.textContent?.trim().slice(0, 200) ?? "";
  }

  private take(): void {
    const { current, slot } = this;
    if (current?.isConnected !== true || slot === undefined) {
      return;
    }
    this.slot = undefined;
    this.host.ariaBusy = "true";
    this.chosen.set(slot, current);
    const box = part("chosen");
    this.boxes.set(slot, box);
    this.root.append(box);
    this.owner.picked(slot, current);
  }

  /** The pane lies over what the wheel would scroll. */
  private scroll(event: WheelEvent): void {
    const isPageItself = (element: Element): boolean =>
      element === document.body || element === document.scrollingElement;
    let element = elementAt(event.clientX, event.clientY) ?? null;
    while (element !== null && !isPageItself(element)) {
      if (element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY)) {
        event.preventDefault();
        element.scrollBy({ top: event.deltaY, behavior: "instant" });
        return;
      }
      element = element.parentElement;
    }
  }

  /** In every frame: what is outlined moves as the page scrolls and grows. */
  private draw(): void {
    if (!this.host.isConnected) {
      // The page has taken the pane away.
      this.owner.cancelled();
      return;
    }
    this.frame = requestAnimationFrame(() => this.draw());
    lay(this.outline, this.current);
    for (const [slot, box] of this.boxes) {
      lay(box, this.chosen.get(slot));
    }
  }
}

function part(name: string): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  return element;
}

function lay(box: HTMLElement, element: Element | undefined): void {
  const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
  box.hidden = element?.isConnected !== true || width * height === 0;
  const place = { left: left - 2, top: top - 2, width: width + 4, height: height + 4 };
  for (const [name, value] of Object.entries(place)) {
    box.style.setProperty(name, `${value}px`);
  }
}

/** What is drawn there: not a link that only stretches over it. */
function elementAt(x: number, y: number): Element | undefined {
  const all = document.elementsFromPoint(x, y).filter((element) => !isOwn(element));
  const isThere = ({ left, right, top, bottom }: DOMRect): boolean =>
    left <= x && x <= right && top <= y && y <= bottom;
  return all.find((element) => [...element.getClientRects()].some(isThere)) ?? all[0];
}

/** Walks over what has words of its own, or can be written in. */
function wordy(root: Element): TreeWalker {
  return document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (node) => {
    const element = node as Element;
    if (isOwn(element) || !element.checkVisibility()) {
      return NodeFilter.FILTER_REJECT;
    }
    const hasWords = [...element.childNodes].some(
      (child) => child.nodeType === Node.TEXT_NODE && (child as Text).data.trim() !== "",
    );
    return hasWords || element.matches(BOXES) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
}
