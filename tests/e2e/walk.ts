// The agent's way through a page, as she goes it: who waits, the worst one, a
// draft, the page's own reply box. The tour and the tests take the same steps.

import type { ElementHandle, Frame } from "puppeteer-core";
import { eventually, type Tab } from "./harness";

export interface Who {
  page: string;
  agent: string;
  signature?: string;
}

export const LISE: Who = { page: "Nordfjord Tele", agent: "Lise", signature: "" };

export interface Row {
  author: string;
  tier: number;
  state: string;
  excerpt: string;
}

export class Walk {
  private constructor(
    readonly tab: Tab,
    public desk: Frame,
  ) {}

  /** On a page that has just been opened. */
  static async on(tab: Tab): Promise<Walk> {
    const walk = new Walk(tab, await tab.desk());
    await walk.ready();
    return walk;
  }

  /** The desk of a page that was loaded anew. */
  async again(): Promise<void> {
    this.desk = await this.tab.desk();
    await this.ready();
  }

  private async ready(): Promise<void> {
    await eventually("the desk", () =>
      this.find(".desk").catch((error: Error) => {
        // A desk that is given back takes the place of the one that was asked.
        if (error.message.includes("context was destroyed")) {
          return undefined;
        }
        throw error;
      }),
    );
  }

  async isFirstRun(): Promise<boolean> {
    return (await this.find(".setup")) === true;
  }

  isFolded(): Promise<true | undefined> {
    return this.find(".folded");
  }

  /** The first-run card. */
  async introduce(who: Who): Promise<void> {
    await eventually("the first-run card", () => this.find(".setup"));
    await this.fill("#page-names", who.page);
    await this.fill("#agent-name", who.agent);
    await this.fill("#signature", who.signature ?? "");
    await this.press(".setup .insert");
    await eventually("the queue", () => this.find(".queue"));
  }

  /** What the chosen post is about, and the words that say so. */
  topic(): Promise<string> {
    return this.text(".topics");
  }

  /** The own words as they stand in the settings, once these are open. */
  async ownWords(): Promise<string | undefined> {
    return await this.desk.evaluate(() => document.querySelector<HTMLTextAreaElement>("#own-words")?.value);
  }

  /** Whether the settings' part on the company's own is open. */
  async isOwnOpen(): Promise<boolean> {
    return await this.desk.evaluate(() => document.querySelector<HTMLDetailsElement>(".own")?.open === true);
  }

  /** Opens the settings' part on the company's own, or closes it, by its summary, without a mouse. */
  async toggleOwnByKey(): Promise<void> {
    const summary = await this.desk.waitForSelector(".own summary");
    await summary?.focus();
    await this.tab.page.keyboard.press("Enter");
  }

  /** Opens the settings' part on the company's hours by its summary, without a mouse. */
  async openHoursByKey(): Promise<void> {
    const summary = await this.desk.waitForSelector(".hours summary");
    await summary?.focus();
    await this.tab.page.keyboard.press("Enter");
  }

  /** The country whose holidays are chosen. */
  async holidays(): Promise<string> {
    await this.desk.waitForSelector("#hours-holidays");
    return await this.desk.evaluate(
      () => document.querySelector<HTMLSelectElement>("#hours-holidays")?.value ?? "nothing",
    );
  }

  /** What the desk says of the clock; nothing where no hours are set. */
  clock(): Promise<string> {
    return this.text(".clock p");
  }

  /** Since when an incident is open; nothing where none is. */
  since(): Promise<string> {
    return this.text(".clock .since");
  }

  /** Presses a button without a mouse. */
  async toggle(selector: string): Promise<void> {
    const button = await this.desk.waitForSelector(selector);
    await button?.focus();
    await this.tab.page.keyboard.press("Enter");
  }

  async isPressed(selector: string): Promise<boolean> {
    return await this.desk.evaluate(
      (target) => document.querySelector(target)?.getAttribute("aria-pressed") === "true",
      selector,
    );
  }

  async hasFocus(selector: string): Promise<boolean> {
    return await this.desk.evaluate((target) => document.activeElement?.matches(target) === true, selector);
  }

  /** What the next shift is told. */
  async handover(): Promise<string> {
    return await eventually("the handover", async () => (await this.text(".handover")) || undefined);
  }

  /** What a button puts on the clipboard. */
  async copied(button: string): Promise<string> {
    await this.desk.evaluate(() => {
      navigator.clipboard.writeText = (text) => {
        document.body.dataset["copied"] = text;
        return Promise.resolve();
      };
    });
    await this.press(button);
    return await eventually("the copied text", () => this.desk.evaluate(() => document.body.dataset["copied"]));
  }

  /** Chooses the first trade, without a mouse. */
  async chooseTradeByKey(): Promise<void> {
    await this.tab.page.keyboard.press("Tab");
    await this.tab.page.keyboard.press(" ");
  }

  /** Opens the settings. */
  async openSettings(): Promise<void> {
    await this.press(".desk header .quiet");
    await this.desk.waitForSelector(".setup");
  }

  /** What stands in a field of the settings. */
  async value(selector: string): Promise<string> {
    return await this.desk.evaluate(
      (target) => document.querySelector<HTMLInputElement | HTMLTextAreaElement>(target)?.value ?? "",
      selector,
    );
  }

  /** Gives the settings a file, and waits for what they say of it. */
  async importSettings(path: string, says: RegExp): Promise<void> {
    const field = await this.desk.waitForSelector("#import-settings");
    await (field as ElementHandle<HTMLInputElement> | null)?.uploadFile(path);
    await eventually(`${says} of ${path}`, async () => (says.test(await this.text(".file [role]")) ? true : undefined));
  }

  /** The settings as they are stored. */
  async settings(): Promise<string> {
    return await this.desk.evaluate(async () => String((await chrome.storage.local.get())["svarklar/settings"]));
  }

  /** The points that the chosen wait has. */
  async score(): Promise<number> {
    return Number(/\d+/.exec(await this.text(".why summary"))?.[0]);
  }

  /** The reasons that are told for them. */
  async reasons(): Promise<string[]> {
    return await this.desk.evaluate(() =>
      [...document.querySelectorAll(".why li")].map((reason) => reason.textContent ?? ""),
    );
  }

  /** Which trades are chosen. */
  async trades(): Promise<boolean[]> {
    return await this.desk.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>(".trades input")].map((box) => box.checked),
    );
  }

  /** What the desk says can't be used of what was filled in. */
  async lacks(): Promise<string[]> {
    return await this.desk.evaluate(() =>
      [...document.querySelectorAll(".lack")].map((lack) => lack.textContent ?? ""),
    );
  }

  /** The queue, once it has this many rows or more. */
  async queue(atLeast = 1): Promise<Row[]> {
    return await eventually(`a queue of ${atLeast}`, async () => {
      const rows = await this.desk.evaluate(() =>
        [...document.querySelectorAll(".queue .row")].map((row) => ({
          author: row.querySelector(".author")?.textContent ?? "",
          tier: Number(/tier-(\d)/.exec(row.className)?.[1]),
          state: row.querySelector(".state")?.textContent ?? "",
          excerpt: row.querySelector(".excerpt")?.textContent ?? "",
        })),
      );
      return rows.length >= atLeast ? rows : undefined;
    });
  }

  /** The queue, once the desk has read this many posts. */
  async queueOf(seen: number): Promise<Row[]> {
    await eventually(`${seen} posts seen`, async () =>
      (await this.heading()).endsWith(`of ${seen} seen`) ? true : undefined,
    );
    return await this.queue();
  }

  /** Who has answered last: in the list, then of the chosen one. */
  async answered(): Promise<string[]> {
    return await this.desk.evaluate(() =>
      [...document.querySelectorAll(".answered")].map((answered) => answered.textContent ?? ""),
    );
  }

  /** Whose waits are set aside, and what is said of them; none where there is no such list. */
  async aside(): Promise<string[]> {
    return await this.desk.evaluate(() =>
      [...document.querySelectorAll(".aside .row")].map((row) => row.textContent ?? ""),
    );
  }

  /** One of the keys that the desk alone has, pressed with the focus in it. */
  async deskKey(letter: "P" | "Z" | "N" | "M" | "W" | "G" | "O"): Promise<void> {
    await (await this.desk.waitForSelector("#answer"))?.focus();
    const { keyboard } = this.tab.page;
    await keyboard.down("Alt");
    await keyboard.press(`Key${letter}`);
    await keyboard.up("Alt");
  }

  async choose(author: string): Promise<void> {
    await eventually(`a row of ${author}`, async () => {
      const isThere = await this.desk.evaluate((name) => {
        const rows = [...document.querySelectorAll<HTMLElement>(".queue .row, .aside .row")];
        const row = rows.find((row) => row.querySelector(".author")?.textContent === name);
        row?.click();
        return row !== undefined;
      }, author);
      return isThere ? true : undefined;
    });
    await this.customer(author);
  }

  /** The customer whose answer is being written, once it is this one. */
  async customer(author: string): Promise<void> {
    await eventually(`the answer to ${author}`, async () =>
      (await this.text(".answer h2")) === author ? true : undefined,
    );
  }

  async answer(): Promise<string> {
    return await this.desk.evaluate(() => document.querySelector<HTMLTextAreaElement>("#answer")?.value ?? "");
  }

  /** What the desk says of the page and of the last act. */
  async notices(): Promise<string[]> {
    return await this.desk.evaluate(() =>
      [...document.querySelectorAll(".notice")].map((notice) => notice.lastChild?.textContent ?? ""),
    );
  }

  async notice(pattern: RegExp): Promise<void> {
    await eventually(`the notice ${pattern}`, async () =>
      (await this.notices()).some((text) => pattern.test(text)) ? true : undefined,
    );
  }

  /** The notices that say Svarklar does not work here. */
  async alarms(): Promise<string[]> {
    return await this.desk.evaluate(() =>
      [...document.querySelectorAll(".notice.alarm")].map((notice) => notice.lastChild?.textContent ?? ""),
    );
  }

  /** What the desk says of an empty queue, if anything. */
  async empty(): Promise<string | null> {
    return await this.desk.evaluate(() => document.querySelector(".queue .empty")?.textContent ?? null);
  }

  async heading(): Promise<string> {
    return await this.text(".queue h2");
  }

  async findings(): Promise<string[]> {
    return await this.desk.evaluate(() =>
      [...document.querySelectorAll(".checks li")].map((finding) => finding.textContent ?? ""),
    );
  }

  async fill(selector: string, text: string): Promise<void> {
    await this.desk.evaluate(
      (target, value) => {
        const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(target);
        if (field === null) {
          throw new Error(`no ${target}`);
        }
        field.value = value;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      },
      selector,
      text,
    );
  }

  async press(selector: string): Promise<void> {
    await this.desk.evaluate((target) => document.querySelector<HTMLElement>(target)?.click(), selector);
  }

  /** One of Svarklar's keys, pressed with the focus on the page. */
  async key(letter: "J" | "K" | "I" | "S"): Promise<void> {
    const { keyboard } = this.tab.page;
    await keyboard.down("Alt");
    await keyboard.press(`Key${letter}`);
    await keyboard.up("Alt");
  }

  /** The values that the extension's storage holds. */
  async stored(): Promise<string[]> {
    return await this.desk.evaluate(async () => Object.values(await chrome.storage.local.get()).map(String));
  }

  async storedKeys(): Promise<string[]> {
    return await this.desk.evaluate(async () => Object.keys(await chrome.storage.local.get()));
  }

  private find(selector: string): Promise<true | undefined> {
    return this.desk
      .evaluate((target) => document.querySelector(target) !== null, selector)
      .then((found) => (found ? true : undefined));
  }

  text(selector: string): Promise<string> {
    return this.desk.evaluate((target) => document.querySelector(target)?.textContent ?? "", selector);
  }
}
