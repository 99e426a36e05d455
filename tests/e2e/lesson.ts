// How an agent teaches Svarklar a page: by her own mouse or keyboard on the
// page, and the desk's buttons.

import { eventually } from "./harness";
import type { Walk } from "./walk";

export class Lesson {
  private constructor(private readonly walk: Walk) {}

  /** Presses the desk's offer. */
  static async begin(walk: Walk): Promise<Lesson> {
    await eventually("the offer to be taught", () => found(walk, ".teach-page"));
    await walk.press(".teach-page");
    const lesson = new Lesson(walk);
    await lesson.asks(/text of a post/);
    return lesson;
  }

  async asks(pattern: RegExp): Promise<void> {
    await eventually(`to be asked ${pattern}`, async () => (pattern.test(await this.text(".ask")) ? true : undefined));
  }

  /** Clicks the middle of the element's first line. */
  async click(selector: string): Promise<void> {
    await this.isReady();
    const { page } = this.walk.tab;
    const place = await page.$eval(selector, (element) => {
      element.scrollIntoView({ block: "start", behavior: "instant" });
      // The desk covers a narrow window's lower half.
      scrollBy({ top: -80, behavior: "instant" });
      const [line] = element.getClientRects();
      return line === undefined ? undefined : { x: line.x + line.width / 2, y: line.y + line.height / 2 };
    });
    if (place === undefined) {
      throw new Error(`${selector} can't be seen`);
    }
    await page.mouse.click(place.x, place.y);
  }

  /** The page's pane waits for a pick. */
  async isReady(): Promise<void> {
    await this.walk.tab.page.waitForSelector("svarklar-picker[aria-busy=false]");
  }

  /** Goes by the arrows to the element with these words, from the page's first. */
  async pointTo(words: string): Promise<void> {
    await this.isReady();
    const { page } = this.walk.tab;
    const { all, at } = await page.evaluate((wanted) => {
      const own = (element: Element): string =>
        [...element.childNodes]
          .map((node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "").trim() : ""))
          .join("");
      const texts = [...document.body.querySelectorAll("*")]
        .filter((element) => element.checkVisibility() && (own(element) !== "" || element.matches("textarea")))
        .map((element) => element.textContent?.trim());
      return { all: texts.length, at: texts.indexOf(wanted) };
    }, words);
    for (let step = 0; step < all; step += 1) {
      await page.keyboard.press("ArrowLeft");
    }
    for (let step = 0; step < at; step += 1) {
      await page.keyboard.press("ArrowRight");
    }
  }

  async skip(): Promise<void> {
    await this.walk.press(".teach .skip");
  }

  /** What would be read, once it is this many posts. */
  async shows(count: number): Promise<{ author: string; state: string; excerpt: string }[]> {
    await this.asks(new RegExp(`: ${count} posts`));
    return await this.walk.desk.evaluate(() =>
      [...document.querySelectorAll(".samples li")].map((row) => ({
        author: row.querySelector(".author")?.textContent ?? "",
        state: row.querySelector(".state")?.textContent ?? "",
        excerpt: row.querySelector(".excerpt")?.textContent ?? "",
      })),
    );
  }

  async save(): Promise<void> {
    await this.walk.press(".teach .insert");
    await this.walk.notice(/^Saved/);
  }

  async fault(): Promise<string> {
    return await this.text(".teach .lack");
  }

  private text(selector: string): Promise<string> {
    return this.walk.desk.evaluate((target) => document.querySelector(target)?.textContent ?? "", selector);
  }
}

function found(walk: Walk, selector: string): Promise<true | undefined> {
  return walk.desk
    .evaluate((target) => document.querySelector(target) !== null, selector)
    .then((is) => (is ? true : undefined));
}
