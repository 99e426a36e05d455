// The elements that Svarklar itself has put on the page: never read as the
// page's, never taken for its changes.

export const DESK_TAG = "svarklar-desk";
export const MARK_TAG = "svarklar-mark";
/** How the names begin by which marks find their posts. */
export const ANCHOR = "--svarklar-";
export const PICKER_TAG = "svarklar-picker";

/** Shown as long as content.css is there. Firefox ends a script without a word
 *  when its extension is disabled, but takes the sheet away (measured). */
export const SHOWN = "var(--svarklar-shown, none)";

const own = new WeakSet<Node>();

export function makeOwn(page: Document, tag: string): HTMLElement {
  const element = page.createElement(tag);
  own.add(element);
  return element;
}

export function isOwn(node: Node): boolean {
  return own.has(node);
}

/** Takes our names off a post, and leaves what the page calls it. */
export function untie(post: HTMLElement): void {
  const names = post.style.getPropertyValue("anchor-name").split(", ");
  const others = names.filter((name) => !name.startsWith(ANCHOR));
  post.style.setProperty("anchor-name", others.join(", "));
  if (post.getAttribute("style") === "") {
    post.removeAttribute("style");
  }
}

/** Takes away what the page has copied with the rest of an element: an empty
 *  mark, that would be taken for content of the post. */
export function removeCopies(home: Element): void {
  for (const element of home.querySelectorAll(`:scope > ${MARK_TAG}:empty`)) {
    if (!isOwn(element)) {
      element.remove();
    }
  }
}

/** Takes away what an earlier script, dead by an update, has left. What holds
 *  anything is the page's own: ours are empty but for their shadow roots. */
export function removeRemnants(root: Document | ShadowRoot): void {
  for (const element of root.querySelectorAll(`:is(${DESK_TAG}, ${MARK_TAG}, ${PICKER_TAG}):empty`)) {
    if (!isOwn(element)) {
      element.remove();
    }
  }
  for (const post of root.querySelectorAll<HTMLElement>(`[style*="${ANCHOR}"]`)) {
    untie(post);
  }
}
