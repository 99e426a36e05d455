// Notices that the extension was updated, disabled or removed under the
// script, which then is an orphan and must go.
//
// Chromium: a port to the desk closes when the extension goes, and the
// runtime is dead then. Firefox: no embedded frame answers the port, which
// closes at once with the runtime alive; there the browser ends the script
// without a word, what it left is hidden (own.ts), and the next one removes it.

import type { Shutdown } from "./shutdown";

/** The port closes a little before the runtime is dead. */
const DYING = [0, 1_000];

export function endWithExtension(shutdown: Shutdown): void {
  const port = chrome.runtime.connect({ name: "life" });
  port.onDisconnect.addListener(() => {
    // Reading it keeps the browser from logging "receiving end does not exist".
    void chrome.runtime?.lastError;
    for (const delay of DYING) {
      setTimeout(() => {
        if (!isAlive()) {
          shutdown.end();
        }
      }, delay);
    }
  });
  shutdown.atEnd(() => {
    if (isAlive()) {
      port.disconnect();
    }
  });
}

export function isAlive(): boolean {
  try {
    return chrome.runtime?.id !== undefined && chrome.runtime.getURL("") !== "";
  } catch {
    return false;
  }
}
