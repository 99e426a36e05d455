// The extension's storage as the core sees it: entries of text. The same
// place is read by the desks of other tabs.

import type { Entry } from "../generated/messages";

export async function loadStored(): Promise<Entry[]> {
  const all = await chrome.storage.local.get(null);
  return Object.entries(all).map(([key, value]) => ({ key, value: asText(value) }));
}

/** What this desk wrote last and the browser may not have told back yet. A
 *  write that changes nothing is never told: so the lists are kept short. */
const REMEMBERED = 20;
const written = new Map<string, (string | null)[]>();

/** Fails when the browser keeps none of it: its storage is full. */
export async function keepStored(entries: Entry[]): Promise<void> {
  const set: Record<string, string> = {};
  const remove: string[] = [];
  for (const { key, value } of entries) {
    if (value === null) {
      remove.push(key);
    } else {
      set[key] = value;
    }
    written.set(key, [...(written.get(key) ?? []), value].slice(-REMEMBERED));
  }
  await Promise.all([setAll(set), chrome.storage.local.remove(remove)]);
}

async function setAll(values: Record<string, string>): Promise<void> {
  try {
    await chrome.storage.local.set(values);
  } catch (error) {
    // What was not written is never told back.
    for (const [key, value] of Object.entries(values)) {
      const ours = written.get(key) ?? [];
      const last = ours.lastIndexOf(value);
      written.set(
        key,
        ours.filter((_, at) => at !== last),
      );
    }
    throw error;
  }
}

/** Tells of changes that other desks make. */
export function watchStored(changed: (entries: Entry[]) => void): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    const entries = Object.entries(changes)
      .map(([key, change]) => ({ key, value: asText(change.newValue) }))
      .filter((entry) => !isOurs(entry));
    if (entries.length > 0) {
      changed(entries);
    }
  });
}

/** Whether this desk wrote it; forgets it then. */
function isOurs({ key, value }: Entry): boolean {
  const ours = written.get(key) ?? [];
  const at = ours.indexOf(value);
  if (at < 0) {
    return false;
  }
  written.set(key, ours.slice(at + 1));
  return true;
}

function asText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
