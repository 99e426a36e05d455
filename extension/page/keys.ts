// Svarklar's keys while the page has the focus; in the desk they are the
// desk's own.

import type { Command } from "../generated/messages";
import type { Shutdown } from "./shutdown";

/** By place on the keyboard: Alt changes the letter on some. */
const COMMANDS: Readonly<Record<string, Command>> = {
  KeyJ: "next",
  KeyK: "previous",
  KeyI: "insert",
  KeyS: "toggle",
};

export class Keys {
  constructor(
    private readonly pressed: (command: Command) => void,
    shutdown: Shutdown,
  ) {
    this.listenIn(document, { capture: true, signal: shutdown.signal });
  }

  /** Hears what is pressed in this document: a frame's stays in the frame. */
  listenIn(page: Document, options: AddEventListenerOptions): void {
    page.defaultView?.addEventListener("keydown", (event) => this.heard(event, page), options);
  }

  private heard(event: KeyboardEvent, page: Document): void {
    const command = COMMANDS[event.code];
    if (command === undefined || !isOurs(event, page)) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.pressed(command);
  }
}

function isOurs(event: KeyboardEvent, page: Document): boolean {
  const isAltAlone = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  return (
    event.isTrusted &&
    isAltAlone &&
    !event.getModifierState("AltGraph") &&
    !event.repeat &&
    !event.isComposing &&
    !event.defaultPrevented &&
    !pageUses(page, event.code)
  );
}

/** The page has given the letter to something of its own. */
function pageUses(page: Document, code: string): boolean {
  return page.querySelector(`[accesskey="${code.slice(-1)}" i]`) !== null;
}
