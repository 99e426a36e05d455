// The site's reply boxes and the posts they stand at.

import type { Plan } from "./plan";
import { says } from "./says";
import { ancestors, closest, closestAbove, contains, focused, isHtml, queryAll, rootsIn } from "./tree";
import { until } from "./until";

/** Milliseconds a site gets to show the box that its button opens. */
const OPENING = 3_000;

/** Around a box, or on it: nobody can write there. */
const CLOSED = "[inert], [aria-hidden=true], [aria-disabled=true]";

export type Box = HTMLElement;

export type Field = HTMLTextAreaElement | HTMLInputElement;

export function isField(element: Element): element is Field {
  return element.localName === "textarea" || element.localName === "input";
}

/** The reply box that an element is in or is. */
export function boxAround(plan: Plan, element: Element): Box | undefined {
  const box = closest(element, plan.replyBox);
  return isHtml(box) ? box : undefined;
}

/** The post an element belongs to: the one it stands beside, else the nearest that contains it. */
export function postOf(plan: Plan, element: Element): Element | undefined {
  const beside = plan.beside === undefined ? undefined : closest(element, plan.beside);
  const before = beside?.previousElementSibling;
  if (before?.matches(plan.item)) {
    return before;
  }
  return closestAbove(element, plan.item);
}

/** The box to answer `post` in: its own; the one its button opens; that of
 *  the thread it stands in; on a page of one thread, the page's only one. */
export async function boxFor(plan: Plan, post: Element): Promise<Box | undefined> {
  const roots = rootsIn(document);
  const before = boxes(plan, roots);
  const box = ownBox(plan, before, post) ?? (await opened(plan, roots, before, post));
  if (box !== undefined) {
    return box;
  }
  const now = boxes(plan, rootsIn(document));
  return boxAbove(plan, now, post) ?? onlyBox(plan, now);
}

function ownBox(plan: Plan, boxes: Box[], post: Element): Box | undefined {
  return boxes.find((box) => postOf(plan, box) === post);
}

function boxAbove(plan: Plan, boxes: Box[], post: Element): Box | undefined {
  const above = closestAbove(post, plan.item);
  return above === undefined ? undefined : (ownBox(plan, boxes, above) ?? boxAbove(plan, boxes, above));
}

/** On a page of several threads such a box is for a new post, or a chat. */
function onlyBox(plan: Plan, boxes: Box[]): Box | undefined {
  const isTop = (item: Element): boolean => postOf(plan, item) === undefined;
  if (queryAll(rootsIn(document), plan.item).filter(isTop).length !== 1) {
    return undefined;
  }
  const free = boxes.filter((box) => postOf(plan, box) === undefined);
  return free.length === 1 ? free[0] : undefined;
}

/** Presses the post's own reply button, as the agent asked, and waits for the
 *  box: one that got the focus, or one that was not there and is no other
 *  post's. To look for roots everywhere is dear on a long page: until the last
 *  look, new ones are looked for in the post and around the focus. */
async function opened(plan: Plan, roots: ParentNode[], before: Box[], post: Element): Promise<Box | undefined> {
  const opener = openerOf(plan, post);
  if (opener === undefined) {
    return undefined;
  }
  const wasFocused = focused();
  opener.click();
  const openedIn = (roots: ParentNode[]): Box | undefined => {
    const now = boxes(plan, roots);
    const active = focused();
    return (
      ownBox(plan, now, post) ??
      now.find((box) => box === active && active !== wasFocused) ??
      now.find((box) => !before.includes(box) && isFor(plan, post, box))
    );
  };
  const near = (): ParentNode[] => {
    const active = focused();
    return [...rootsIn(post), ...(active === undefined ? [] : [active.getRootNode() as Document | ShadowRoot])];
  };
  return (await until(() => openedIn([...roots, ...near()]), OPENING)) ?? openedIn(rootsIn(document));
}

/** Whether a box can be for `post`: it is no other's, or its thread's. */
function isFor(plan: Plan, post: Element, box: Box): boolean {
  const owner = postOf(plan, box);
  return owner === undefined || contains(owner, post);
}

function openerOf(plan: Plan, post: Element): HTMLElement | undefined {
  const openers = plan.opener === undefined ? [] : queryAll(rootsIn(post), plan.opener);
  return openers.filter(isHtml).find((opener) => closest(opener, plan.item) === post && says(opener, plan.openerWords));
}

/** Boxes that can be seen and written in; of one in another, the outer. */
function boxes(plan: Plan, roots: ParentNode[]): Box[] {
  const found = queryAll(roots, plan.replyBox).filter(isHtml).filter(isUsable);
  const all = new Set<Element>(found);
  return found.filter((box) => ![...ancestors(box)].some((ancestor) => all.has(ancestor)));
}

export function isUsable(box: Box): boolean {
  return isWritable(box) && closest(box, CLOSED) === undefined && isSeen(box);
}

function isWritable(box: Box): boolean {
  if (box.getAttribute("aria-readonly") === "true") {
    return false;
  }
  if (!isField(box)) {
    return box.isContentEditable;
  }
  // Fields that hold no text have no selection.
  return !box.matches(":disabled") && !box.readOnly && box.selectionStart !== null;
}

/** Also through the frames around it. Some editors keep a box for their own
 *  use further to the left than the page is wide. */
function isSeen(element: Element): boolean {
  const { defaultView: view, documentElement } = element.ownerDocument;
  return (
    view !== null &&
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getBoundingClientRect().right + view.scrollX + documentElement.scrollWidth > 0 &&
    (view.frameElement === null || isSeen(view.frameElement))
  );
}
