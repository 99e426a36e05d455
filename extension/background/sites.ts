// Which sites the content script runs on: those of the manifest, and every
// site that the user has granted since.

import { SCRIPT_FILE, SHEET_FILE } from "../inner";

const REGISTRATION = "granted";

/** Calls run one after another: the browser's events come in bursts. */
let last: Promise<void> = Promise.resolve();

/** Makes the registered script match the granted sites, and starts it in
 *  their tabs that are already open. */
export function runOnGrantedSites(): Promise<void> {
  last = last.then(sync, sync);
  return last;
}

async function sync(): Promise<void> {
  const { origins = [] } = await chrome.permissions.getAll();
  const builtIn = (chrome.runtime.getManifest().content_scripts ?? []).flatMap((script) => script.matches ?? []);
  const granted = origins.filter((origin) => !builtIn.includes(origin));
  await register(granted, builtIn);
  await injectIntoOpenTabs(granted);
}

async function register(matches: string[], excludeMatches: string[]): Promise<void> {
  const old = await chrome.scripting.getRegisteredContentScripts({ ids: [REGISTRATION] });
  if (old.length > 0) {
    await chrome.scripting.unregisterContentScripts({ ids: [REGISTRATION] });
  }
  if (matches.length > 0) {
    await chrome.scripting.registerContentScripts([
      {
        id: REGISTRATION,
        matches,
        excludeMatches,
        js: [SCRIPT_FILE],
        css: [SHEET_FILE],
        runAt: "document_idle",
        persistAcrossSessions: true,
      },
    ]);
  }
}

async function injectIntoOpenTabs(matches: string[]): Promise<void> {
  if (matches.length === 0) {
    return;
  }
  const tabs = await chrome.tabs.query({ url: matches });
  await Promise.all(tabs.map((tab) => (tab.id === undefined ? undefined : injectInto(tab.id))));
}

/** The script starts once however often it is injected. */
export async function injectInto(tabId: number): Promise<void> {
  const target = { tabId };
  try {
    await chrome.scripting.insertCSS({ target, files: [SHEET_FILE] });
    await chrome.scripting.executeScript({ target, files: [SCRIPT_FILE] });
  } catch {
    // The tab is gone, sleeps, or shows a page no extension may touch.
  }
}
