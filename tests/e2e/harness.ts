// Both real browsers with the extension in them, for tests.
//
// Facts (Chromium 156, Firefox ESR 153, puppeteer-core 24.43):
// - the desk's frame is in `page.frames()` of both browsers and runs scripts;
//   in Firefox its `url()` stays `about:blank`, so it is known by asking it;
// - a proxy sees what a browser asks of any host, also from workers and
//   extension frames, which neither CDP nor BiDi show all of.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type Browser,
  type Frame,
  type LaunchOptions,
  launch as launchBrowser,
  type Page,
  type Target,
} from "puppeteer-core";
import type { FromPage, ToHost, ToPage } from "../../extension/generated/messages";
import { type StandIns, Watch } from "./watch";

export type BrowserName = "chromium" | "firefox";

/** Both, or the one named by the environment's BROWSER. */
export const BROWSERS: readonly BrowserName[] = (["chromium", "firefox"] as const).filter(
  (name) => (process.env["BROWSER"] ?? name) === name,
);

const ROOT = process.cwd();

/** The extension with the stub desk (tests/e2e/stub), made by run.mjs. */
export const STUB = join(ROOT, "target/e2e/stub");

/** The same with bench/meter.js before the script. */
export const METERED = join(ROOT, "target/e2e/metered");

/** The extension as it is, made by `node extension/build.mjs --local`. */
export const REAL = join(ROOT, "target/ext");

const CHROMIUM_ARGS = [
  // Chromium has no sandbox for root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  "--disable-features=AutofillServerCommunication",
  "--proxy-bypass-list=<-loopback>",
];

/** How a browser is started. */
export interface Options {
  /** The system's dark colours. */
  dark?: boolean;
  /** With a window that a person can use. */
  visible?: boolean;
  /** Clocks that tell microseconds, for benchmarks. */
  exactClock?: boolean;
  /** A profile to keep; else a fresh one. */
  profile?: string;
  /** Pages gone from are kept as they are, as a person's browser does. */
  keepsPages?: boolean;
  /** Milliseconds after which Firefox ends an idle background page. */
  idle?: number;
  /** In Firefox: the browser itself can be driven, and grants what it is asked
   *  for without a question. */
  grants?: boolean;
  /** A folder that takes what is downloaded. */
  downloads?: string;
  /** Hosts for which servers of this machine answer, whatever certificate they have. */
  standIns?: StandIns;
}

export interface Size {
  width: number;
  height: number;
}

export class Session {
  private constructor(
    readonly name: BrowserName,
    readonly browser: Browser,
    readonly watch: Watch,
    readonly extension: string,
    private readonly folder: string,
  ) {}

  /** A fresh browser; `folder` has one extension for each browser. */
  static async start(name: BrowserName, folder: string, options: Options = {}): Promise<Session> {
    const watch = await Watch.start(options.standIns);
    const browser = await (name === "chromium" ? launchChromium(watch, options) : launchFirefox(watch, options));
    const extension = await browser.installExtension(join(folder, name));
    return new Session(name, browser, watch, extension, folder);
  }

  /** In a visible browser the window's own size holds. */
  async open(url: string, size: Size | null = { width: 1280, height: 800 }): Promise<Tab> {
    const page = await this.browser.newPage();
    await page.setViewport(size);
    await page.goto(url);
    return new Tab(page);
  }

  /** A tab of the extension's own: it may ask what a frame on a page may not
   *  (Firefox), and no test can go to such an address (Firefox). */
  async own(desk: Frame): Promise<OwnPage> {
    await desk.evaluate(() => {
      open(location.href);
    });
    return await eventually("the extension's own page", async () => {
      for (const page of await this.browser.pages()) {
        if (await isDesk(page)) {
          return new OwnPage(page);
        }
      }
      return undefined;
    });
  }

  /** Presses the toolbar button on that tab; in Chromium only. */
  async pressButton(tab: Tab): Promise<void> {
    const extension = (await this.browser.extensions()).get(this.extension);
    await tab.page.bringToFront();
    await extension?.triggerAction(tab.page);
  }

  /** Replaces the extension by a newer one, which is the same. */
  async update(): Promise<void> {
    await this.browser.installExtension(join(this.folder, this.name));
  }

  /** Ends the background worker, as the browser does at any moment. */
  async endWorker(): Promise<void> {
    const isWorker = (target: Target): boolean => target.type() === "service_worker";
    const worker = await this.browser.targets().find(isWorker)?.worker();
    await worker?.close();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.watch.close();
  }
}

function launchChromium(watch: Watch, options: Options): Promise<Browser> {
  return launchBrowser({
    ...common(options),
    executablePath: "/usr/bin/chromium",
    pipe: true,
    enableExtensions: true,
    ...(options.downloads === undefined
      ? {}
      : { downloadBehavior: { policy: "allow", downloadPath: options.downloads } }),
    ...(options.keepsPages === true ? { ignoreDefaultArgs: ["--disable-back-forward-cache"] } : {}),
    args: [
      ...CHROMIUM_ARGS,
      `--proxy-server=127.0.0.1:${watch.port}`,
      ...(options.dark === true ? ["--blink-settings=preferredColorScheme=0"] : []),
      ...(options.standIns === undefined ? [] : ["--ignore-certificate-errors"]),
    ],
  });
}

function common({ visible = false, profile }: Options): LaunchOptions {
  return {
    headless: !visible,
    ...(visible ? { defaultViewport: null } : {}),
    ...(profile === undefined ? {} : { userDataDir: profile }),
  };
}

function launchFirefox(watch: Watch, options: Options): Promise<Browser> {
  return launchBrowser({
    ...common(options),
    browser: "firefox",
    acceptInsecureCerts: options.standIns !== undefined,
    executablePath: "/usr/bin/firefox-esr",
    args: options.grants === true ? ["--remote-allow-system-access"] : [],
    // Without it a release build asks Mozilla's settings server whatever the preference below says.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" },
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": watch.port,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": watch.port,
      "network.proxy.no_proxies_on": "",
      "network.proxy.allow_hijacking_localhost": true,
      "services.settings.server": "data:,#remote-settings-dummy/v1",
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "extensions.webextensions.keepStorageOnUninstall": true,
      "dom.disable_open_during_load": false,
      // What puppeteer sets as its download behaviour reaches other windows alone.
      ...(options.downloads === undefined
        ? {}
        : { "browser.download.folderList": 2, "browser.download.dir": options.downloads }),
      ...(options.idle === undefined ? {} : { "extensions.background.idle.timeout": options.idle }),
      "privacy.reduceTimerPrecision": options.exactClock !== true,
      "extensions.webextOptionalPermissionPrompts": options.grants !== true,
      "ui.systemUsesDarkTheme": options.dark === true ? 1 : 0,
    },
  });
}

/** A page with Svarklar on it. */
export class Tab {
  constructor(readonly page: Page) {}

  /** The desk's frame, as soon as there is one. */
  desk(): Promise<Frame> {
    return eventually("the desk's frame", async () => {
      for (const frame of this.page.frames().slice(1)) {
        if (await isDesk(frame)) {
          return frame;
        }
      }
      return undefined;
    });
  }

  async screenshot(name: string, folder = join(ROOT, "target/e2e/shots")): Promise<string> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`) as `${string}.png`;
    await this.page.screenshot({ path });
    return path;
  }
}

async function isDesk(frame: Frame | Page): Promise<boolean> {
  try {
    return await frame.evaluate(() => /^(chrome|moz)-extension:$/.test(location.protocol));
  } catch {
    // Gone or not loaded yet.
    return false;
  }
}

/** The extension's own page. */
export class OwnPage {
  constructor(readonly page: Page) {}

  /** What the toolbar button says on the tab at `url`. */
  async button(url: string): Promise<{ badge: string; title: string }> {
    return await this.page.evaluate(async (url) => {
      const tabId = (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
      return { badge: await chrome.action.getBadgeText({ tabId }), title: await chrome.action.getTitle({ tabId }) };
    }, url);
  }

  /** Runs the content script there again, as the toolbar button does. */
  async inject(url: string): Promise<void> {
    await this.page.evaluate(async (url) => {
      const tabId = (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
      await chrome.scripting.executeScript({ target: { tabId }, files: ["/page/content.js"] });
    }, url);
  }

  /** Firefox: the background page is there, not ended for being idle. */
  async hasBackground(): Promise<boolean> {
    return await this.page.evaluate(() =>
      chrome.extension.getViews().some((view) => view.location.pathname.includes("background")),
    );
  }
}

declare global {
  var stub: {
    received: FromPage[];
    host: { toPage(message: ToPage): void; toHost(message: ToHost): void } | undefined;
    trap: boolean;
    storageFailed: boolean | undefined;
    restarted: boolean;
    stored: { key: string; value: string | null }[];
    storedAtStart: { key: string; value: string | null }[];
  };
}

type Kind = FromPage["kind"];
type Of<K extends Kind> = Extract<FromPage, { kind: K }>;

/** The stub desk, driven by the test. */
export class StubDesk {
  private constructor(readonly frame: Frame) {}

  /** Waits until the script has told it where it stands. */
  static async of(tab: Tab): Promise<StubDesk> {
    return await eventually("the stub desk's connection", async () => {
      const frame = await tab.desk();
      const isOpen = await frame.evaluate(() => (globalThis.stub?.received.length ?? 0) > 0).catch(() => false);
      return isOpen ? new StubDesk(frame) : undefined;
    });
  }

  async toPage(message: ToPage): Promise<void> {
    await this.frame.evaluate((text) => globalThis.stub.host?.toPage(JSON.parse(text)), JSON.stringify(message));
  }

  async toHost(message: ToHost): Promise<void> {
    await this.frame.evaluate((text) => globalThis.stub.host?.toHost(JSON.parse(text)), JSON.stringify(message));
  }

  async received<K extends Kind>(kind: K): Promise<Of<K>[]> {
    const all: FromPage[] = JSON.parse(await this.frame.evaluate(() => JSON.stringify(globalThis.stub.received)));
    return all.filter((message): message is Of<K> => message.kind === kind);
  }

  /** The first message of the kind for which `fits`. */
  async waitFor<K extends Kind>(kind: K, fits: (message: Of<K>) => boolean = () => true): Promise<Of<K>> {
    return await eventually(`a message ${kind}`, async () => (await this.received(kind)).find(fits));
  }

  /** As when the agent presses something in it. */
  async takesFocus(): Promise<void> {
    await this.frame.evaluate(() => {
      window.focus();
      document.body.tabIndex = -1;
      document.body.focus();
    });
  }

  async forget(): Promise<void> {
    await this.frame.evaluate(() => {
      globalThis.stub.received = [];
    });
  }
}

const PATIENCE = 15_000;
const LOOK_EVERY = 20;

/** What `look` finds, asked again until it finds something. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${PATIENCE / 1000} s for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}
