// The elements that Svarklar itself has put on the page: never read as the
// page's, never taken for its changes.

export const DESK_TAG = "svarklar-desk";
export const MARK_TAG = "svarklar-mark";
export const TIER_ATTRIBUTE = "data-svarklar-tier";

/** Shown as long as content.css is there. Firefox ends a script without a word
 *  when its extension is disabled, but takes the sheet away (measured). */
export const SHOWN = "var(--svarklar-shown, none)";

const own = new WeakSet<Node>();

export function makeOwn(tag: string): HTMLElement {
  const element = document.createElement(tag);
  own.add(element);
  return element;
}

export function isOwn(node: Node): boolean {
  return own.has(node);
}

/** Takes away what an earlier script, dead by an update, has left. */
export function removeRemnants(): void {
  for (const element of document.querySelectorAll(`${DESK_TAG}, ${MARK_TAG}`)) {
    element.remove();
  }
  for (const element of document.querySelectorAll(`[${TIER_ATTRIBUTE}]`)) {
    element.removeAttribute(TIER_ATTRIBUTE);
  }
}
