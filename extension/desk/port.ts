// The desk's end of the line to the page's script; see page/port.ts.

import type { Greeting, ToBackground } from "../inner";

/** Ports that scripts open and the extension's end closes; see page/life.ts.
 *  Kept as long as they are open, because one that is let go closes. */
const lives = new Set<chrome.runtime.Port>();

/** The worker may die over a question. */
const ASKED_AT_MOST = 3;

/** The port, once our own script is known to hold the other end. The script is
 *  answered when `loading` is done: a desk that can't load is loaded anew. */
export function waitForScript(loading: Promise<unknown>): Promise<MessagePort> {
  chrome.runtime.onConnect.addListener((port) => {
    lives.add(port);
    port.onDisconnect.addListener(() => lives.delete(port));
  });
  // A worker that sleeps wakes while the core loads.
  ask({ kind: "wake" }).catch(() => undefined);
  return new Promise((resolve) => {
    addEventListener("message", async (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.source === window.parent && port !== undefined && isGreeting(event.data)) {
        await loading;
        if (await isVouchedFor(event.data.svarklar)) {
          resolve(port);
        }
      }
    });
  });
}

function isGreeting(data: unknown): data is Greeting {
  return typeof data === "object" && data !== null && "svarklar" in data && typeof data.svarklar === "string";
}

function ask(question: ToBackground): Promise<unknown> {
  return chrome.runtime.sendMessage(question);
}

async function isVouchedFor(nonce: string): Promise<boolean> {
  for (let times = 1; times <= ASKED_AT_MOST; times += 1) {
    try {
      return (await ask({ kind: "vouch", nonce })) === true;
    } catch {
      // Asked again, a worker is started again.
    }
  }
  return false;
}
