// Grants of sites, given and taken back as a person does in the browser.
//
// Chromium: nothing can press its question, so the test's extension asks for
// every site beforehand and the browser keeps them back; given and taken back
// on chrome://extensions. Firefox: the toolbar button itself, its question
// answered by a preference.

import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { type BrowserName, REAL, Session, type Tab } from "./harness";
import type { StandIns } from "./watch";

const OUT = join(process.cwd(), "target/e2e/grants");
const FIREFOX_ID = "svarklar@svarklar.example";

export interface Grants {
  readonly session: Session;
  grant(host: string, tab: Tab): Promise<void>;
  takeBack(host: string): Promise<void>;
  /** The extension's button in the toolbar, on that tab. */
  pressButton(tab: Tab): Promise<void>;
}

export async function withGrants(name: BrowserName, standIns: StandIns): Promise<Grants> {
  if (name === "firefox") {
    return new FirefoxGrants(await Session.start(name, REAL, { standIns, grants: true }));
  }
  await rm(OUT, { recursive: true, force: true });
  await cp(REAL, OUT, { recursive: true });
  const place = join(OUT, name, "manifest.json");
  const manifest = JSON.parse(await readFile(place, "utf8"));
  manifest.host_permissions = ["https://*/*"];
  await writeFile(place, JSON.stringify(manifest));
  return await ChromiumGrants.start(await Session.start(name, OUT, { standIns }));
}

class ChromiumGrants implements Grants {
  private constructor(
    readonly session: Session,
    private readonly settings: Page,
  ) {}

  static async start(session: Session): Promise<ChromiumGrants> {
    const settings = await session.browser.newPage();
    await settings.goto("chrome://extensions/");
    const grants = new ChromiumGrants(session, settings);
    const hostAccess = "ON_SPECIFIC_SITES";
    await grants.call("updateExtensionConfiguration", { extensionId: session.extension, hostAccess });
    return grants;
  }

  async grant(host: string): Promise<void> {
    await this.call("addHostPermission", this.session.extension, `https://${host}/*`);
  }

  async takeBack(host: string): Promise<void> {
    await this.call("removeHostPermission", this.session.extension, `https://${host}/*`);
  }

  async pressButton(tab: Tab): Promise<void> {
    const extension = (await this.session.browser.extensions()).get(this.session.extension);
    await extension?.triggerAction(tab.page);
  }

  private async call(name: string, ...args: unknown[]): Promise<void> {
    await this.settings.evaluate(
      async (called, given) => {
        const { developerPrivate } = chrome as unknown as {
          developerPrivate: Record<string, (...args: unknown[]) => Promise<void>>;
        };
        await developerPrivate[called]?.(...given);
      },
      name,
      args,
    );
  }
}

/** What the browser itself may do is asked of its own window. */
interface Bidi {
  connection: {
    send(
      method: string,
      params: object,
    ): Promise<{ result: { contexts: { context: string }[]; type: string; exceptionDetails?: { text: string } } }>;
  };
}

class FirefoxGrants implements Grants {
  constructor(readonly session: Session) {}

  async grant(_host: string, tab: Tab): Promise<void> {
    await this.pressButton(tab);
  }

  async takeBack(host: string): Promise<void> {
    await this.evaluate(`
      const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
      await ExtensionPermissions.remove(extension.id, { permissions: [], origins: ["https://${host}/*"] }, extension);`);
  }

  async pressButton(tab: Tab): Promise<void> {
    await tab.page.bringToFront();
    await this.evaluate(`
      const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
      ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`);
  }

  private async evaluate(script: string): Promise<void> {
    const { connection } = this.session.browser as unknown as Bidi;
    const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
    const expression = `(async () => {
      const { extension } = WebExtensionPolicy.getByID("${FIREFOX_ID}");
      ${script}
    })()`;
    const target = { context: tree.result.contexts[0]?.context };
    const { result } = await connection.send("script.evaluate", { target, expression, awaitPromise: true });
    if (result.type !== "success") {
      throw new Error(result.exceptionDetails?.text);
    }
  }
}
