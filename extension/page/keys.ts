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

export function listenForKeys(pressed: (command: Command) => void, shutdown: Shutdown): void {
  shutdown.listen<KeyboardEvent>(
    window,
    "keydown",
    (event) => {
      const command = COMMANDS[event.code];
      if (command === undefined || !isOurs(event)) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed(command);
    },
    true,
  );
}

function isOurs(event: KeyboardEvent): boolean {
  const isAltAlone = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  return (
    event.isTrusted &&
    isAltAlone &&
    !event.getModifierState("AltGraph") &&
    !event.repeat &&
    !event.isComposing &&
    !event.defaultPrevented &&
    !pageUses(event.code)
  );
}

/** The page has given the letter to something of its own. */
function pageUses(code: string): boolean {
  return document.querySelector(`[accesskey="${code.slice(-1)}" i]`) !== null;
}
