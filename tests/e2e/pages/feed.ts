// The script of the test page with a feed, in one of three ways:
//   endless  more posts are put at its end as it comes into view;
//   removed  posts out of view are taken out, and made anew when they come back;
//   reused   a few elements, each filled with what comes into view at its place.

interface Post {
  id: string;
  author: string;
  time: string;
  text: string;
}

const HEIGHT = 200;
/** More than stand in a window of 800 pixels. */
const SHOWN = 8;

const { posts = "[]", way } = document.querySelector<HTMLElement>("main")?.dataset ?? {};
const all: Post[] = JSON.parse(posts);
const feed = document.querySelector<HTMLElement>("main") as HTMLElement;

function article(): HTMLElement {
  const made = document.createElement("article");
  made.style.cssText = `box-sizing: border-box; height: ${HEIGHT}px; width: 600px;`;
  made.innerHTML = "<h3></h3> <time></time><p></p><textarea></textarea>";
  return made;
}

function fill(element: HTMLElement, { id, author, time, text }: Post): HTMLElement {
  element.id = id;
  const put = (selector: string, words: string): void => {
    (element.querySelector(selector) as HTMLElement).textContent = words;
  };
  put("h3", author);
  put("p", text);
  element.querySelector("time")?.setAttribute("datetime", time);
  (element.querySelector("textarea") as HTMLTextAreaElement).value = "";
  return element;
}

function growAtItsEnd(): void {
  const end = feed.appendChild(document.createElement("div"));
  let next = 0;
  const observer = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) {
      end.before(...all.slice(next, next + 10).map((post) => fill(article(), post)));
      next += 10;
      // Told anew whether it is in view, whatever it was told before.
      observer.unobserve(end);
      observer.observe(end);
    }
  });
  observer.observe(end);
}

/** Keeps just the posts around the window, at their places. */
function followTheWindow(isReused: boolean): void {
  feed.style.cssText = `position: relative; height: ${all.length * HEIGHT}px;`;
  const byPlace = new Map<number, HTMLElement>();
  const takeOut = (isShown: (place: number) => boolean): HTMLElement[] => {
    const left = [...byPlace].filter(([place]) => !isShown(place));
    for (const [place] of left) {
      byPlace.delete(place);
    }
    return left.map(([, element]) => element);
  };
  const show = (): void => {
    const first = Math.max(0, Math.min(Math.floor(scrollY / HEIGHT) - 1, all.length - SHOWN));
    const left = takeOut((place) => place >= first && place < first + SHOWN);
    for (const [at, post] of all.slice(first, first + SHOWN).entries()) {
      const place = first + at;
      if (!byPlace.has(place)) {
        const element = fill((isReused ? left.pop() : undefined) ?? feed.appendChild(article()), post);
        element.style.position = "absolute";
        element.style.top = `${place * HEIGHT}px`;
        byPlace.set(place, element);
      }
    }
    for (const element of left) {
      element.remove();
    }
  };
  addEventListener("scroll", show);
  show();
}

if (way === "endless") {
  growAtItsEnd();
} else {
  followTheWindow(way === "reused");
}
