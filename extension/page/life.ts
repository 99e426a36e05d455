// Notices that the extension was updated, disabled or removed under the
// script, which then is an orphan and must go.
//
// Chromium: a port to the desk closes when the extension goes, and the
// runtime is dead then. Firefox: no embedded frame answers the port, which
// closes at once with the runtime alive; there the browser itself ends the
// script, and the next one removes what it left.

import type { Shutdown } from "./shutdown";

export function endWithExtension(shutdown: Shutdown): void {
  const port = chrome.runtime.connect({ name: "life" });
  port.onDisconnect.addListener(() => {
    // Reading it keeps the browser from logging "receiving end does not exist".
    void chrome.runtime?.lastError;
    setTimeout(() => {
      if (!isAlive()) {
        shutdown.end();
      }
    }, 0);
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
