// The toolbar button's number for one tab. The browser forgets it when the
// tab navigates.

/** By tier; each at least 4.5:1 against white text. */
const COLOURS = ["#4a5560", "#0b4f6c", "#9a4a00", "#a3123a"];

export async function showBadge(tabId: number, waiting: number, tier: number): Promise<void> {
  const text = waiting === 0 ? "" : waiting > 99 ? "99+" : String(waiting);
  await show(tabId, text, COLOURS[tier] ?? "#4a5560");
}

export async function showDrivenOut(tabId: number): Promise<void> {
  await show(tabId, "!", "#a3123a", "driven_out");
}

/** Before the script is started anew. */
export async function showNothing(tabId: number): Promise<void> {
  await show(tabId, "", "#4a5560", "action");
}

/** `title` names the words that the button tells when it is pointed at. */
async function show(tabId: number, text: string, color: string, title?: "action" | "driven_out"): Promise<void> {
  try {
    await chrome.action.setBadgeBackgroundColor({ tabId, color });
    await chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" });
    await chrome.action.setBadgeText({ tabId, text });
    if (title !== undefined) {
      await chrome.action.setTitle({ tabId, title: chrome.i18n.getMessage(title) });
    }
  } catch {
    // The tab was closed meanwhile.
  }
}
