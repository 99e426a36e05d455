// The site's reply boxes and the posts they stand at.

import type { Plan } from "./plan";
import { says } from "./says";
import { until } from "./until";

/** Milliseconds a site gets to show the box that its button opens. */
const OPENING = 3_000;

export type Box = HTMLElement;

export function isBox(plan: Plan, element: Element): element is Box {
  return element instanceof HTMLElement && element.matches(plan.replyBox);
}

/** The reply box that an element is in or is. */
export function boxAround(plan: Plan, element: Element): Box | undefined {
  const box = element.closest(plan.replyBox);
  return box instanceof HTMLElement ? box : undefined;
}

/** The post an element belongs to: the one it stands beside, else the nearest that contains it. */
export function postOf(plan: Plan, element: Element): Element | undefined {
  const beside = plan.beside === undefined ? undefined : element.closest(plan.beside);
  const before = beside?.previousElementSibling;
  if (before?.matches(plan.item)) {
    return before;
  }
  return element.parentElement?.closest(plan.item) ?? undefined;
}

/** The box to answer `post` in: its own; the one its button opens; that of
 *  the thread it stands in; on a page of one thread, the page's only one. */
export async function boxFor(plan: Plan, post: Element): Promise<Box | undefined> {
  return ownBox(plan, post) ?? (await opened(plan, post)) ?? boxAbove(plan, post) ?? onlyBox(plan);
}

function ownBox(plan: Plan, post: Element): Box | undefined {
  return boxes(plan).find((box) => postOf(plan, box) === post);
}

function boxAbove(plan: Plan, post: Element): Box | undefined {
  const above = post.parentElement?.closest(plan.item);
  if (above === null || above === undefined) {
    return undefined;
  }
  return ownBox(plan, above) ?? boxAbove(plan, above);
}

/** On a page of several threads such a box is for a new post, or a chat. */
function onlyBox(plan: Plan): Box | undefined {
  const isTop = (item: Element): boolean => postOf(plan, item) === undefined;
  if ([...document.querySelectorAll(plan.item)].filter(isTop).length !== 1) {
    return undefined;
  }
  const free = boxes(plan).filter((box) => postOf(plan, box) === undefined);
  return free.length === 1 ? free[0] : undefined;
}

/** Presses the post's own reply button, as the agent asked, and waits for the
 *  box: one that was not there, or one that got the focus. */
function opened(plan: Plan, post: Element): Promise<Box | undefined> {
  const opener = openerOf(plan, post);
  if (opener === undefined) {
    return Promise.resolve(undefined);
  }
  const before = new Set(boxes(plan));
  const focused = document.activeElement;
  opener.click();
  return until(() => {
    const own = ownBox(plan, post);
    if (own !== undefined) {
      return own;
    }
    const active = document.activeElement;
    if (active !== null && active !== focused && isBox(plan, active)) {
      return active;
    }
    return boxes(plan).find((box) => !before.has(box));
  }, OPENING);
}

function openerOf(plan: Plan, post: Element): HTMLElement | undefined {
  if (plan.opener === undefined) {
    return undefined;
  }
  for (const opener of post.querySelectorAll<HTMLElement>(plan.opener)) {
    if (opener.closest(plan.item) === post && says(opener, plan.openerWords)) {
      return opener;
    }
  }
  return undefined;
}

/** Boxes that can be seen and written in. */
function boxes(plan: Plan): Box[] {
  return [...document.querySelectorAll<HTMLElement>(plan.replyBox)].filter(
    (box) => box.checkVisibility({ visibilityProperty: true }) && !isLocked(box),
  );
}

function isLocked(box: Box): boolean {
  return (box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement) && (box.disabled || box.readOnly);
}
