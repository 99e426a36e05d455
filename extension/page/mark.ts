// One mark: an element of ours in a post, out of the page's flow, with its
// words in a closed shadow root where the page's text search, copying and our
// own eyes don't meet them.

import type { Mark } from "../generated/messages";
import { MARK_TAG, makeOwn, SHOWN } from "./own";

/** A shape for each tier: colour is never the only sign. */
const SHAPES = ["○", "◔", "◆", "▲"];

/** Constructable sheets work from scripts of both browsers under any policy
 *  of the page (measured). One for all marks. */
let sheet: CSSStyleSheet | undefined;

const CSS = `
button {
  all: unset;
  box-sizing: border-box;
  display: flex;
  gap: 5px;
  align-items: center;
  max-width: min(360px, 80vw);
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
.words { overflow: hidden; text-overflow: ellipsis; }
.tier-1 { color: #0b4f6c; background: #e6f4fa; }
.tier-2 { color: #7a3a00; background: #fff0dd; }
.tier-3 { color: #fff; background: #a3123a; }
.overdue { text-decoration: underline; text-underline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  button { color: #dde3e8; background: #2b3238; }
  .tier-1 { color: #a8dff5; background: #0a3344; }
  .tier-2 { color: #ffc890; background: #4a2600; }
  .tier-3 { color: #fff; background: #a3123a; }
}
@media (forced-colors: active) { button { color: ButtonText; background: ButtonFace; border-color: ButtonText; } }
@media print { button { display: none; } }
`;

/** Inline and important, so that no sheet of the page can move it. The anchor
 *  is the post (content.css); where the post itself is the containing block
 *  it can't be an anchor, and the fallback is its corner. */
const PLACE: Record<string, string> = {
  all: "initial",
  display: SHOWN,
  position: "absolute",
  "position-anchor": "--svarklar-post",
  top: "anchor(--svarklar-post top, 0px)",
  right: "anchor(--svarklar-post right, 0px)",
  width: "max-content",
  margin: "2px 44px 0 0",
  "z-index": "1",
  "pointer-events": "none",
  "user-select": "none",
};

export class MarkElement {
  readonly host = makeOwn(MARK_TAG);
  private readonly button = document.createElement("button");
  private readonly shape = document.createElement("span");
  private readonly words = document.createElement("span");

  constructor(pressed: () => void) {
    for (const [name, value] of Object.entries(PLACE)) {
      this.host.style.setProperty(name, value, "important");
    }
    this.button.type = "button";
    // Out of the page's own order of focus. The keyboard's way to a post is
    // the desk's list and Alt+J and Alt+K; a screen reader meets the button in
    // its post. To describe the post by it would take the post's attributes.
    this.button.tabIndex = -1;
    this.shape.ariaHidden = "true";
    this.words.className = "words";
    this.button.append(this.shape, this.words);
    const root = this.host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [sharedSheet()];
    root.append(this.button);
    for (const type of ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "dblclick"]) {
      root.addEventListener(type, (event) => event.stopPropagation());
    }
    this.button.addEventListener("click", (event) => {
      if (event.isTrusted) {
        event.preventDefault();
        pressed();
      }
    });
  }

  show(mark: Mark): void {
    this.shape.textContent = SHAPES[mark.tier] ?? "○";
    this.words.textContent = mark.text;
    this.button.className = `tier-${mark.tier}${mark.overdue ? " overdue" : ""}`;
    this.button.ariaLabel = mark.label;
    this.button.lang = mark.lang;
  }
}

function sharedSheet(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
