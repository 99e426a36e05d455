// One mark: an element of ours over its post, out of the page's flow. What it
// says and how it looks is in a closed shadow root, where the page's text
// search, copying and our own eyes don't meet it: the page can tell that there
// is a mark, not what of.

import type { Mark } from "../generated/messages";
import { ANCHOR, isOwn, MARK_TAG, makeOwn, removeCopies, SHOWN, untie } from "./own";

/** A sign for each tier: colour is never the only sign. */
const SIGNS = ["○", "◔", "◆", "▲"];

/** Constructable sheets work from scripts of both browsers under any policy
 *  of the page (measured). One for all marks of a document. */
const sheets = new WeakMap<Document, CSSStyleSheet>();

const RULES = `
.outline {
  position: absolute;
  inset: 0;
  box-sizing: border-box;
  border: 1px solid #4a5560;
}
.outline.tier-1 { border-color: #0b4f6c; }
.outline.tier-2 { border: 2px dashed #9a4a00; }
.outline.tier-3 { border: 3px solid #a3123a; }
button {
  all: unset;
  position: absolute;
  top: 2px;
  right: 44px;
  box-sizing: border-box;
  display: flex;
  gap: 5px;
  align-items: center;
  /* The author's name stays to be read beside it. */
  max-width: min(360px, 55%);
  padding: 1px 8px;
  border: 1px solid currentcolor;
  border-radius: 999px;
  font: 600 12px/18px system-ui, sans-serif;
  white-space: nowrap;
  cursor: pointer;
  pointer-events: auto;
  user-select: none;
  -webkit-user-select: none;
  color: #333c44;
  background: #f4f6f8;
}
button:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
.loose { top: 0; right: auto; max-width: min(360px, 80vw); }
.words { overflow: hidden; text-overflow: ellipsis; }
button.tier-1 { color: #0b4f6c; background: #e6f4fa; }
button.tier-2 { color: #7a3a00; background: #fff0dd; }
button.tier-3 { color: #fff; background: #a3123a; }
.overdue { text-decoration: underline; text-underline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  .outline.tier-1 { border-color: #6cc4e8; }
  .outline.tier-2 { border-color: #ffb066; }
  .outline.tier-3 { border-color: #ff7d9c; }
  button { color: #dde3e8; background: #2b3238; }
  button.tier-1 { color: #a8dff5; background: #0a3344; }
  button.tier-2 { color: #ffc890; background: #4a2600; }
  button.tier-3 { color: #fff; background: #a3123a; }
}
@media (forced-colors: active) {
  .outline { border-color: Highlight; }
  button { color: ButtonText; background: ButtonFace; border-color: ButtonText; }
}
@media print { .outline, button { display: none; } }
`;

/** Inline and important, so that no sheet of the page can move it. */
const PLACE: Record<string, string> = {
  all: "initial",
  // Not among all: a page that runs from right to left turns no mark around.
  direction: "ltr",
  "unicode-bidi": "isolate",
  position: "absolute",
  "z-index": "1",
  "pointer-events": "none",
  "user-select": "none",
};

/** What can be pressed has all that stands in it for its name, and a press on
 *  a mark in there would be its own. */
const PRESSED = "a[href], button, summary, label, [role=link], [role=button], [role=menuitem], [role=tab]";

/** What has all that stands in it for its name. */
const NAMED_BY_CONTENT = "tr, td, th, [role=row], [role=cell], [role=gridcell], [role=option], [role=treeitem]";

const EDGES = ["top", "right", "bottom", "left"] as const;

/** A post that is the containing block has its border outside of its mark. */
const BORDER = 12;

/** A page that keeps writing over its post's style is left in peace. */
const TIES = 20;

/** A press on a mark is none on its post. */
const UNHEARD = [
  "pointerdown",
  "pointerup",
  "mousedown",
  "mouseup",
  "touchstart",
  "touchend",
  "click",
  "auxclick",
  "dblclick",
];

export class MarkElement {
  readonly host: HTMLElement;
  /** What it is to stand in. */
  readonly home: Element;
  private readonly outline: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly sign: HTMLElement;
  private readonly words: HTMLElement;
  private readonly watcher: MutationObserver;
  /** What the page calls the post as an anchor. */
  private names: string[] = [];
  private shape = "";
  private ties = 0;
  private isRemoved = false;

  constructor(
    private readonly post: HTMLElement,
    private readonly anchor: string,
    pressed: () => void,
  ) {
    const page = post.ownerDocument;
    this.home = homeOf(post);
    this.host = makeOwn(page, MARK_TAG);
    this.outline = page.createElement("div");
    this.button = page.createElement("button");
    this.sign = page.createElement("span");
    this.words = page.createElement("span");
    this.watcher = new MutationObserver(() => this.tieAgain());
    this.place();
    this.button.type = "button";
    // Out of the page's own order of focus. The keyboard's way to a post is
    // the desk's list and Alt+J and Alt+K; a screen reader meets the button in
    // its post. To describe the post by it would take the post's attributes.
    this.button.tabIndex = -1;
    this.sign.ariaHidden = "true";
    this.words.className = "words";
    this.button.append(this.sign, this.words);
    if (isNamedByContent(post)) {
      this.host.ariaHidden = "true";
    }
    const root = this.host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [sheetOf(page)];
    root.append(this.outline, this.button);
    for (const type of UNHEARD) {
      root.addEventListener(type, (event) => event.stopPropagation());
    }
    // What has the focus and what is selected stay as they are.
    this.button.addEventListener("mousedown", (event) => event.preventDefault());
    this.button.addEventListener("click", (event) => {
      if (event.isTrusted) {
        event.preventDefault();
        pressed();
      }
    });
  }

  show(mark: Mark): void {
    this.sign.textContent = SIGNS[mark.tier] ?? "○";
    this.words.textContent = mark.text;
    this.outline.className = `outline tier-${mark.tier}`;
    this.button.className = `tier-${mark.tier}${mark.overdue ? " overdue" : ""}`;
    this.button.ariaLabel = mark.label;
    this.button.lang = mark.lang;
  }

  /** Reads what must be known before it is put on the page. */
  measure(): void {
    removeCopies(this.home);
    const names = getComputedStyle(this.post).getPropertyValue("anchor-name").split(", ");
    this.names = names.filter((name) => name.startsWith("--") && !name.startsWith(ANCHOR));
    this.shape = shapeOf(this.home);
  }

  put(): void {
    this.tie();
    this.home.append(this.host);
  }

  /** Out of flow, a mark can still meet a page's `:last-child` rule: whether
   *  it moved what it stands in. */
  hasMoved(): boolean {
    return shapeOf(this.home) !== this.shape;
  }

  /** At the other end of what it stands in. */
  putFirst(): void {
    this.home.prepend(this.host);
  }

  /** The page has taken it out. */
  get isLost(): boolean {
    return !this.isRemoved && !this.host.isConnected && this.home.isConnected && this.post.isConnected;
  }

  remove(): void {
    this.isRemoved = true;
    this.watcher.disconnect();
    this.host.remove();
    untie(this.post);
  }

  /** It lies over its post, not over something else. */
  isInPlace(): boolean {
    const [mark, post] = [this.host.getBoundingClientRect(), this.post.getBoundingClientRect()];
    return Math.abs(mark.top - post.top) < BORDER && Math.abs(mark.right - post.right) < BORDER;
  }

  /** Where it can't lie over its post: a button alone, after its content. */
  loosen(): void {
    for (const edge of EDGES) {
      this.host.style.setProperty(edge, "auto", "important");
    }
    this.outline.remove();
    this.button.classList.add("loose");
  }

  private tie(): void {
    this.post.style.setProperty("anchor-name", [...this.names, this.anchor].join(", "), "important");
    this.watcher.observe(this.post, { attributeFilter: ["style"] });
  }

  /** Where the page has written over its post's style. */
  private tieAgain(): void {
    if (!this.post.style.getPropertyValue("anchor-name").includes(this.anchor) && this.ties < TIES) {
      this.ties += 1;
      this.tie();
    }
  }

  private place(): void {
    const { style } = this.host;
    for (const [name, value] of Object.entries(PLACE)) {
      style.setProperty(name, value, "important");
    }
    // The sheet that says so is in the page's own document only.
    style.setProperty("display", this.post.ownerDocument === document ? SHOWN : "block", "important");
    style.setProperty("position-anchor", this.anchor, "important");
    for (const edge of EDGES) {
      // Where the post itself is the containing block it can't be an anchor,
      // and the fallback is its own edge.
      style.setProperty(edge, `anchor(${this.anchor} ${edge}, 0px)`, "important");
    }
  }
}

/** The post, if a mark can stand in there. */
function homeOf(post: Element): Element {
  let home = post.matches("tr") ? (post.lastElementChild ?? post) : post;
  for (;;) {
    const pressed = home.closest(PRESSED)?.parentElement;
    if (pressed === null || pressed === undefined) {
      return home;
    }
    home = pressed;
  }
}

/** A screen reader would say the mark as a part of a name. */
function isNamedByContent(post: Element): boolean {
  if (post.closest(NAMED_BY_CONTENT) !== null) {
    return true;
  }
  const id = CSS.escape(post.id);
  const naming = `[aria-labelledby~="${id}"], [aria-describedby~="${id}"]`;
  return id !== "" && (post.closest(naming) ?? post.querySelector(naming)) !== null;
}

function sheetOf(page: Document): CSSStyleSheet {
  let sheet = sheets.get(page);
  if (sheet === undefined) {
    // A sheet can be adopted in the document only whose window has made it.
    sheet = new (page.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(RULES);
    sheets.set(page, sheet);
  }
  return sheet;
}

/** Where an element's content stands, in words that can be compared. */
function shapeOf(element: Element): string {
  const box = element.getBoundingClientRect();
  const [first, last] = outerChildren(element);
  const from = first === undefined ? 0 : first.getBoundingClientRect().top - box.top;
  const to = last === undefined ? 0 : last.getBoundingClientRect().bottom - box.top;
  return [box.height, from, to].map(Math.round).join(" ");
}

function outerChildren(element: Element): [Element | undefined, Element | undefined] {
  let first = element.firstElementChild;
  let last = element.lastElementChild;
  while (first !== null && isOwn(first)) {
    first = first.nextElementSibling;
  }
  while (last !== null && isOwn(last)) {
    last = last.previousElementSibling;
  }
  return [first ?? undefined, last ?? undefined];
}
