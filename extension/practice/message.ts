import { button, element } from "./dom";
import type { Post } from "./posts";
import type { Words } from "./words";

/** A text longer than this is folded behind "See more". */
const FOLD_AT_CHARACTERS = 320;

/** A customer's words, one block for each line, folded when they are long. */
export function message(post: Post, words: Words): HTMLElement {
  const language: Record<string, string> = post.lang === null ? {} : { lang: post.lang };
  const body = element("span", { dir: "auto", class: "message", ...language });
  if (post.text.length <= FOLD_AT_CHARACTERS) {
    body.append(...lines(post.text));
    return body;
  }
  const cut = post.text.lastIndexOf(" ", FOLD_AT_CHARACTERS);
  const shown = lines(`${post.text.slice(0, cut)}… `);
  shown.at(-1)?.append(button({ class: "more" }, words.seeMore, () => body.replaceChildren(...lines(post.text))));
  body.append(...shown);
  return body;
}

function lines(text: string): HTMLElement[] {
  return text.split("\n").map((line) => element("div", { dir: "auto" }, line || "\u00a0"));
}
