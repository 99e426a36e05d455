// A small site of a test's own pages.

import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { selfSigned } from "./certificate";

/** The strictest policy a page can have that still runs its own scripts. */
export const STRICT = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'";

export interface TestPage {
  body: string;
  /** The document's language; else Danish. */
  lang?: string;
  headers?: Record<string, string>;
}

export class Site {
  private constructor(
    private readonly server: Server,
    private readonly pages: Record<string, TestPage>,
  ) {}

  /** Serves the pages by their path, and scripts from target/e2e/pages. */
  static start(pages: Record<string, TestPage>): Promise<Site> {
    return Site.on(createServer(), pages);
  }

  /** The same over TLS, to stand in for other hosts. */
  static startTls(pages: Record<string, TestPage>): Promise<Site> {
    return Site.on(createTlsServer(selfSigned()), pages);
  }

  private static async on(server: Server, pages: Record<string, TestPage>): Promise<Site> {
    const site = new Site(server, pages);
    server.on("request", async (request, response) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname;
      const page = site.pages[path];
      if (page !== undefined) {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...page.headers });
        response.end(
          `<!doctype html><html lang="${page.lang ?? "da"}"><meta charset="utf-8"><title>Test</title><link rel="icon" href="data:,">${page.body}</html>`,
        );
      } else if (/^\/[\w-]+\.js$/.test(path)) {
        response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" });
        response.end(await readFile(join(process.cwd(), "target/e2e/pages", path)));
      } else {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return site;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path: string): string {
    return `http://localhost:${this.port}${path}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
