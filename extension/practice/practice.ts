/**
 * The practice page: a made-up company's social page in the shape of Facebook's markup.
 *
 * URL:  ?ui=da|nb|nn|sv|en  the language of the page's own words
 *       &now=<ISO time>     the time the page starts at
 * Events on `document`, `detail` is a JSON string:
 *       practice:post     in   a seed as in posts.json, with `under` (an id) for a comment or reply
 *       practice:rerender in   everything but the reply boxes is built anew
 *       practice:posted   out  {id, under, text}: the agent sent an answer
 */
import type { Stage } from "./comment";
import { element } from "./dom";
import { Feed } from "./feed";
import { findPost, PAGE_NAME, type Post, postFromSeed, practiceThreads, type Seed } from "./posts";
import { uiFrom, WORDS } from "./words";

const MINUTE = 60_000;
const PHOTOS = /\/photos$/;

const parameters = new URLSearchParams(location.search);
const ui = uiFrom(parameters.get("ui"));
const words = WORDS[ui];
const start = Date.parse(parameters.get("now") ?? "");
const clockAhead = Number.isNaN(start) ? 0 : start - Date.now();
const now = (): number => Date.now() + clockAhead;

const threads = practiceThreads(now());
const photos = [
  postFromSeed(
    { author: PAGE_NAME, text: words.photoCaption, by_page: true, lang: ui, minutes_ago: 20_000, reactions: 31 },
    now(),
  ),
];

const stage: Stage = {
  words,
  now,
  answer(to, text) {
    // The site guesses the language of what is written; the customer's is a fair guess.
    const lang = to.lang === null ? {} : { lang: to.lang };
    const answer = postFromSeed({ author: PAGE_NAME, text, by_page: true, ...lang }, now());
    to.replies.push(answer);
    feed.refresh();
    document.dispatchEvent(
      new CustomEvent("practice:posted", {
        detail: JSON.stringify({ id: answer.id, under: to.id, text }),
      }),
    );
  },
};

const main = element("div", { role: "main" });
const tabs = element("nav", { class: "tabs" });
let feed = new Feed([], stage);

function show(): void {
  const onPhotos = PHOTOS.test(location.pathname);
  feed.destroy();
  feed = new Feed(onPhotos ? photos : threads, stage);
  main.append(feed.root);
  tabs.replaceChildren(tab(words.posts, "./", !onPhotos), " ", tab(words.photos, "photos", onPhotos));
}

/** A link that swaps the feed without loading a page, as a single-page application does. */
function tab(label: string, path: string, current: boolean): HTMLElement {
  const href = `${path}${location.search}`;
  const link = element("a", { role: "link", href }, label);
  if (current) link.setAttribute("aria-current", "page");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    history.pushState(null, "", href);
    show();
  });
  return link;
}

function receive(detail: string): void {
  const { under, ...seed } = JSON.parse(detail) as Seed & { under?: string };
  const post = postFromSeed(seed, now());
  if (under === undefined) {
    threads.unshift(post);
    if (!PHOTOS.test(location.pathname)) feed.add(post);
    return;
  }
  parentOf(under).replies.push(post);
  feed.refresh();
}

function parentOf(id: string): Post {
  const parent = findPost(threads, id);
  if (parent === null) throw new Error(`practice:post: no post ${id}`);
  return parent;
}

document.documentElement.lang = ui;
document.title = PAGE_NAME;
document.body.append(element("div", { role: "banner", class: "banner" }, element("h1", {}, PAGE_NAME), tabs), main);
document.addEventListener("practice:post", (event) => receive((event as CustomEvent<string>).detail));
document.addEventListener("practice:rerender", () => feed.refresh());
window.addEventListener("popstate", show);
setInterval(() => feed.tick(), MINUTE);
show();
