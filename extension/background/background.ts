// The background worker: toolbar button, badge, which sites the script runs
// on, and the introduction of desk and script to each other.
//
// It may die at any moment and holds nothing: every answer is computed from
// the event, the browser's own registries and the tab.

import type { ToBackground, ToScript } from "../inner";
import { DESK_FILE } from "../inner";
import { showBadge, showDrivenOut, showNothing } from "./badge";
import { injectInto, runOnGrantedSites } from "./sites";

chrome.runtime.onInstalled.addListener(() => void runOnGrantedSites());
chrome.runtime.onStartup.addListener(() => void runOnGrantedSites());
chrome.permissions.onAdded.addListener(() => void runOnGrantedSites());
chrome.permissions.onRemoved.addListener(() => void runOnGrantedSites());

chrome.action.onClicked.addListener((tab) => {
  const { id, url } = tab;
  if (id === undefined || !url?.startsWith("http")) {
    return;
  }
  // Firefox: the question must be asked before anything is awaited, or the
  // click no longer counts. It answers at once for a site already granted.
  const granted = chrome.permissions.request({ origins: [`${new URL(url).origin.replace(/:\d+$/, "")}/*`] });
  void openDesk(id, granted);
});

/** Opens the desk even without a lasting grant: the click gives this page. */
async function openDesk(tabId: number, granted: Promise<boolean>): Promise<void> {
  await granted.catch(() => false);
  const toggle: ToScript = { kind: "toggle" };
  const listening = await chrome.tabs.sendMessage(tabId, toggle, { frameId: 0 }).then(
    () => true,
    () => false,
  );
  if (!listening) {
    await showNothing(tabId);
    await injectInto(tabId);
  }
}

chrome.runtime.onMessage.addListener((message: ToBackground, sender, answer) => {
  const tabId = sender.tab?.id;
  if (sender.id !== chrome.runtime.id || tabId === undefined) {
    return false;
  }
  switch (message.kind) {
    case "wake":
      return false;
    case "vouch":
      if (!sender.url?.startsWith(chrome.runtime.getURL(DESK_FILE))) {
        return false;
      }
      askScript(tabId, message.nonce).then(answer);
      return true;
    case "badge":
      void showBadge(tabId, message.waiting, message.tier);
      return false;
    case "driven_out":
      void showDrivenOut(tabId);
      return false;
  }
});

async function askScript(tabId: number, nonce: string): Promise<boolean> {
  const question: ToScript = { kind: "vouch", nonce };
  try {
    return (await chrome.tabs.sendMessage(tabId, question, { frameId: 0 })) === true;
  } catch {
    return false;
  }
}
