// The pages of the world, and what the agent does on them by her own
// hand: write, post, look. Nothing here goes through Svarklar.

import type { ElementHandle } from "puppeteer-core";
import type { Seed } from "../../extension/practice/posts";
import type { WordPress } from "../world/wordpress";
import type { World } from "../world/world";
import { eventually, type Session, type Tab } from "./harness";

export interface Place {
  readonly name: string;
  readonly path: string;
  /** What the reply box at the author's post holds. */
  boxText(tab: Tab, author: string): Promise<string>;
  /** Puts the cursor in the reply box at the author's post. */
  enterBox(tab: Tab, author: string): Promise<void>;
  /** Posts what stands in that box, as the page's own button does. */
  post(tab: Tab, author: string): Promise<void>;
  /** A customer writes a post while the page is open. */
  arrives(tab: Tab, author: string, text: string): Promise<void>;
  /** The authors of the posts that bear a mark. */
  marked(tab: Tab): Promise<string[]>;
  /** The author whose post has the focus and is in view, if any. */
  focused(tab: Tab): Promise<string | null>;
}

export function practicePlace(): Place {
  const root = async (tab: Tab, author: string): Promise<ElementHandle<Element>> =>
    await postOf(tab, "[aria-posinset]", "h3, h2, h4", author);
  const box = async (tab: Tab, author: string): Promise<ElementHandle<Element>> =>
    await part(await root(tab, author), ":scope > .composer [role=textbox]");
  return {
    name: "practice",
    path: "practice/",
    boxText: async (tab, author) => (await box(tab, author)).evaluate((found) => (found as HTMLElement).innerText),
    enterBox: async (tab, author) => (await box(tab, author)).focus(),
    post: async (tab, author) => press(await part(await root(tab, author), ":scope > .composer .send")),
    async arrives(tab, author, text) {
      const seed: Seed = { author, text, lang: "da", minutes_ago: 0 };
      await tab.page.evaluate(
        (detail) => document.dispatchEvent(new CustomEvent("practice:post", { detail })),
        JSON.stringify(seed),
      );
    },
    marked: (tab) => markedAuthors(tab, "h3, h2, h4, a[aria-hidden=false] > span[dir=auto]"),
    focused: (tab) => focusedAuthor(tab, "h3, h2, h4, a[aria-hidden=false] > span[dir=auto]"),
  };
}

export function issoPlace(world: World): Place {
  const comment = async (tab: Tab, author: string): Promise<ElementHandle<Element>> =>
    await postOf(tab, ".isso-comment[id]", ".isso-author", author);
  const box = async (tab: Tab, author: string): Promise<ElementHandle<Element>> =>
    await part(await comment(tab, author), ":scope > .isso-text-wrapper textarea");
  return {
    name: "isso",
    path: "isso/",
    boxText: async (tab, author) => (await box(tab, author)).evaluate((found) => (found as HTMLTextAreaElement).value),
    async enterBox(tab, author) {
      const wrapper = await part(await comment(tab, author), ":scope > .isso-text-wrapper");
      if ((await wrapper.$("textarea")) === null) {
        await press(await part(wrapper, ".isso-reply"));
      }
      await (await box(tab, author)).focus();
    },
    async post(tab, author) {
      const wrapper = await part(await comment(tab, author), ":scope > .isso-text-wrapper");
      const name = await part(wrapper, "input[name=author]");
      await name.evaluate((field) => {
        (field as HTMLInputElement).value = "";
      });
      await name.type("Nordfjord Tele");
      await press(await part(wrapper, "input[type=submit]"));
    },
    async arrives(tab, author, text) {
      await world.isso.post({ author, text });
      await tab.page.evaluate(() => (window as unknown as { Isso: { fetchComments(): void } }).Isso.fetchComments());
    },
    marked: (tab) => markedAuthors(tab, ".isso-author"),
    focused: (tab) => focusedAuthor(tab, ".isso-author"),
  };
}

export function wordpressPlace(wordpress: WordPress): Place {
  const comment = async (tab: Tab, author: string): Promise<ElementHandle<Element>> =>
    await postOf(tab, "li.comment", ".wp-block-comment-author-name", author);
  /** WordPress moves its one form right behind the comment that is answered. */
  const form = async (tab: Tab, author: string): Promise<ElementHandle<Element>> => {
    const id = await (await comment(tab, author)).evaluate((found) => found.id);
    return await eventually(`the form at ${author}`, async () => (await tab.page.$(`#${id} + #respond`)) ?? undefined);
  };
  const box = async (tab: Tab, author: string): Promise<ElementHandle<Element>> =>
    await part(await form(tab, author), "textarea");
  return {
    name: "wordpress",
    path: new URL(wordpress.url).pathname.slice(1),
    boxText: async (tab, author) => (await box(tab, author)).evaluate((found) => (found as HTMLTextAreaElement).value),
    async enterBox(tab, author) {
      await press(await part(await comment(tab, author), ".comment-reply-link"));
      await (await box(tab, author)).focus();
    },
    async post(tab, author) {
      const button = await part(await form(tab, author), "[type=submit]");
      await Promise.all([tab.page.waitForNavigation(), press(button)]);
    },
    async arrives(tab, author, text) {
      await wordpress.comment(author, text);
      await tab.page.reload();
    },
    marked: (tab) => markedAuthors(tab, ".wp-block-comment-author-name"),
    focused: (tab) => focusedAuthor(tab, ".wp-block-comment-author-name"),
  };
}

/** The company's author logs in, without the form: a browser asks its maker about passwords typed in one. */
export async function logIn(session: Session, { url, login }: WordPress): Promise<void> {
  const { page } = await session.open(url);
  const ledTo = await page.evaluate(
    async (address, user, password) => {
      const body = new URLSearchParams({ log: user, pwd: password });
      return (await fetch(address, { method: "POST", body })).url;
    },
    login.url,
    login.user,
    login.password,
  );
  if (ledTo !== url) {
    throw new Error(`the login led to ${ledTo}`);
  }
  await page.close();
}

/** By its own event: a pointer would miss it while the page still scrolls. */
async function press(button: ElementHandle<Element>): Promise<void> {
  await button.evaluate((found) => (found as HTMLElement).click());
}

async function postOf(tab: Tab, item: string, name: string, author: string): Promise<ElementHandle<Element>> {
  return await eventually(`a post by ${author}`, async () => {
    for (const post of await tab.page.$$(item)) {
      const first = await post.$eval(name, (found) => found.textContent?.trim()).catch(() => undefined);
      if (first === author) {
        return post;
      }
    }
    return undefined;
  });
}

async function part(within: ElementHandle<Element>, selector: string): Promise<ElementHandle<Element>> {
  return await eventually(selector, async () => (await within.$(selector)) ?? undefined);
}

async function markedAuthors(tab: Tab, name: string): Promise<string[]> {
  return await tab.page.$$eval(
    ":has(> svarklar-mark)",
    (posts, selector) => posts.map((post) => post.querySelector(selector)?.textContent?.trim() ?? ""),
    name,
  );
}

async function focusedAuthor(tab: Tab, name: string): Promise<string | null> {
  return await tab.page.evaluate((selector) => {
    const focused = document.activeElement;
    const { top = -1, bottom = -1 } = focused?.getBoundingClientRect() ?? {};
    const isInView = bottom > 0 && top < innerHeight;
    return isInView ? (focused?.querySelector(selector)?.textContent?.trim() ?? null) : null;
  }, name);
}
