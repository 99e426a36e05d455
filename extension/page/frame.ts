// The desk's frame on the page: an extension-origin document in a closed
// shadow root. The page can't reach its window: a frame inside a shadow tree
// is not among `window.frames` (measured, both browsers).

import { DESK_FILE } from "../inner";
import { DESK_TAG, makeOwn, SHOWN } from "./own";
import type { Shutdown } from "./shutdown";

const WIDTH = 380;
const NARROW = "(max-width: 760px)";
const BUTTON = 56;
/** The page makes room for the desk, so that it hides no reply box; see content.css. */
const ROOM = "data-svarklar-room";
const PUT_BACK_AT_MOST = 3;

export interface FrameOwner {
  /** The frame has loaded a desk, for the first time or again. */
  loaded(frame: HTMLIFrameElement): void;
  /** The page has removed the frame once too often. */
  drivenOut(): void;
}

export class DeskFrame {
  private readonly host = makeOwn(document, DESK_TAG);
  private readonly frame = document.createElement("iframe");
  private readonly narrow = matchMedia(NARROW);
  private folded = false;
  private shown = false;
  private putBack = 0;

  constructor(
    private readonly owner: FrameOwner,
    shutdown: Shutdown,
  ) {
    this.frame.src = chrome.runtime.getURL(DESK_FILE);
    this.frame.title = "Svarklar";
    this.frame.allow = "clipboard-write";
    setStyle(this.frame, { border: "0", width: "100%", height: "100%", display: "block", "color-scheme": "normal" });
    shutdown.listen(this.frame, "load", () => this.owner.loaded(this.frame));
    shutdown.listen(this.narrow, "change", () => this.applyShape());
    this.host.attachShadow({ mode: "closed" }).append(this.frame);
    this.applyShape();
    document.documentElement.append(this.host);

    const watcher = new MutationObserver(() => this.stayOnPage());
    watcher.observe(document.documentElement, { childList: true });
    watcher.observe(document, { childList: true });
    shutdown.atEnd(() => {
      watcher.disconnect();
      document.documentElement.removeAttribute(ROOM);
      this.host.remove();
    });
  }

  /** Once the desk has proved itself. */
  show(): void {
    this.shown = true;
    this.applyShape();
  }

  setShape(folded: boolean): void {
    this.folded = folded;
    this.applyShape();
  }

  private stayOnPage(): void {
    if (this.host.isConnected) {
      return;
    }
    if (this.putBack === PUT_BACK_AT_MOST) {
      document.documentElement.removeAttribute(ROOM);
      this.owner.drivenOut();
      return;
    }
    this.putBack += 1;
    document.documentElement.append(this.host);
  }

  /** Inline and important: no sheet of the page can win over it. */
  private applyShape(): void {
    document.documentElement.toggleAttribute(ROOM, this.shown && !this.folded && !this.narrow.matches);
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
