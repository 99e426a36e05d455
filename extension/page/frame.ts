// The desk's frame on the page: an extension-origin document in a closed
// shadow root. The page can't reach its window: a frame inside a shadow tree
// is not among `window.frames` (measured, both browsers).

import { DESK_FILE } from "../inner";
import type { Allowance } from "./allowance";
import { DESK_TAG, makeOwn, SHOWN } from "./own";
import type { Shutdown } from "./shutdown";

const WIDTH = 380;
const NARROW = "(max-width: 760px)";
const BUTTON = 56;
/** The page makes room for the desk, so that it hides no reply box; see content.css. */
const ROOM = "data-svarklar-room";

/** Milliseconds that a desk gets to prove itself, the first time. A page that
 *  calls `window.stop()` stops the loading of our frame too (measured, both
 *  browsers), and nothing tells it. */
const LOADING = 4_000;

export interface FrameOwner {
  /** The frame has loaded a desk, for the first time or again. */
  loaded(frame: HTMLIFrameElement): void;
  /** The page has another root element now. */
  uprooted(): void;
  /** The page leaves the desk no place, or no time to load. */
  drivenOut(): void;
}

export class DeskFrame {
  private readonly host = makeOwn(document, DESK_TAG);
  private readonly frame = document.createElement("iframe");
  private readonly narrow = matchMedia(NARROW);
  private folded = false;
  private shown = false;
  private readonly root = document.documentElement;
  private patience = LOADING;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly owner: FrameOwner,
    private readonly comebacks: Allowance,
    shutdown: Shutdown,
  ) {
    this.frame.src = chrome.runtime.getURL(DESK_FILE);
    this.frame.title = "Svarklar";
    this.frame.allow = "clipboard-write";
    setStyle(this.frame, { border: "0", width: "100%", height: "100%", display: "block", "color-scheme": "normal" });
    shutdown.listen(this.frame, "load", () => {
      this.expectDesk();
      this.owner.loaded(this.frame);
    });
    shutdown.listen(this.narrow, "change", () => this.applyShape());
    this.host.attachShadow({ mode: "closed" }).append(this.frame);
    this.applyShape();
    this.put();

    const places = new MutationObserver(() => this.stayOnPage());
    places.observe(this.root, { childList: true });
    places.observe(document, { childList: true });
    const looks = new MutationObserver(() => this.staySeen());
    looks.observe(this.host, { attributes: true });
    shutdown.atEnd(() => {
      places.disconnect();
      looks.disconnect();
      clearTimeout(this.timer);
      this.root.removeAttribute(ROOM);
      this.host.remove();
    });
  }

  /** Once the desk has proved itself. */
  show(): void {
    clearTimeout(this.timer);
    this.shown = true;
    this.applyShape();
  }

  setShape(folded: boolean): void {
    this.folded = folded;
    this.applyShape();
  }

  private put(): void {
    this.root.append(this.host);
    this.expectDesk();
  }

  /** Loads it anew if it does not prove itself in time. */
  private expectDesk(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.patience *= 2;
      this.comeBack(() => {
        this.frame.src = this.frame.src;
        this.expectDesk();
      });
    }, this.patience);
  }

  focus(): void {
    this.frame.focus();
  }

  /** Puts an element where the desk comes next in the order of focus. */
  putBefore(element: HTMLElement): void {
    this.host.before(element);
  }

  private stayOnPage(): void {
    const root: Element | null = document.documentElement;
    if (root !== null && root !== this.root) {
      this.comeBack(() => this.owner.uprooted());
    } else if (root !== null && this.host.parentNode !== root) {
      this.comeBack(() => this.put());
    }
  }

  private staySeen(): void {
    const { display, visibility, opacity } = getComputedStyle(this.host);
    if (this.shown && (display === "none" || visibility !== "visible" || opacity === "0")) {
      this.comeBack(() => this.applyShape());
    }
  }

  private comeBack(how: () => void): void {
    if (this.comebacks.take()) {
      how();
    } else {
      this.owner.drivenOut();
    }
  }

  /** Inline and important: no sheet of the page can win over it. */
  private applyShape(): void {
    this.root.toggleAttribute(ROOM, this.shown && !this.folded && !this.narrow.matches);
    const common = {
      all: "initial",
      display: SHOWN,
      visibility: this.shown ? "visible" : "hidden",
      position: "fixed",
      "z-index": "2147483647",
      "box-shadow": this.folded ? "none" : "0 0 12px rgb(0 0 0 / 35%)",
    };
    if (this.folded) {
      const size = `${BUTTON}px`;
      setStyle(this.host, { ...common, right: "0", bottom: "20%", width: size, height: size });
    } else if (this.narrow.matches) {
      setStyle(this.host, { ...common, left: "0", right: "0", bottom: "0", width: "100%", height: "55%" });
    } else {
      setStyle(this.host, { ...common, top: "0", right: "0", bottom: "0", width: `${WIDTH}px`, height: "100%" });
    }
  }
}

function setStyle(element: HTMLElement, properties: Record<string, string>): void {
  element.style.cssText = "";
  for (const [name, value] of Object.entries(properties)) {
    element.style.setProperty(name, value, "important");
  }
}
