// Brings a post into view and the keyboard's focus to it.

import { isHtml } from "./tree";

/** Room left above a post that is taller than the window. */
const HEADROOM = 80;

export function goTo(post: Element): void {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  if (post.getBoundingClientRect().height > innerHeight) {
    post.scrollIntoView({ block: "start", behavior: "instant" });
    scrollBy({ top: -HEADROOM, behavior: "instant" });
  } else {
    post.scrollIntoView({ block: "center", behavior });
  }
  focus(post);
}

/** A post can't be focused as it is; it can while it has the focus. */
function focus(post: Element): void {
  if (!isHtml(post)) {
    return;
  }
  if (!post.hasAttribute("tabindex")) {
    post.setAttribute("tabindex", "-1");
    post.addEventListener("blur", () => post.removeAttribute("tabindex"), { once: true });
  }
  post.focus({ preventScroll: true });
}
