import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Isso } from "./isso";

const ISSO_PAGE = "/isso/";
const ISSO_API = "/isso-api/";

/** What a page may do at most, if its host is strict. */
const STRICT = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'";

/** As strict as Isso can run: it fetches, brings a style sheet, and draws its own avatars. */
const STRICT_FOR_ISSO =
  "default-src 'none'; script-src 'self'; connect-src 'self'; " +
  "style-src 'self' 'unsafe-inline'; img-src 'self' data:; require-trusted-types-for 'script'";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** The pages the extension is shown and tested on. */
export interface Pages {
  origin: string;
  /** "METHOD /path?query" of every request so far. */
  requests: string[];
  stop(): Promise<void>;
}

export interface PagesOptions {
  /** The build's folder, holding `practice/` and `company/`. */
  assets: string;
  isso: Pick<Isso, "url" | "pageAuthorHash">;
  /** 0, or nothing, takes a free one. */
  port?: number;
}

/** Serves `/isso/`, `/practice/`, the same two under `/strict/`, and Isso itself under `/isso-api/`. */
export async function startPages({ assets, isso, port = 0 }: PagesOptions): Promise<Pages> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response, assets, isso).catch((error: unknown) => {
      // A request cut off half-way, as when a browser closes, has nobody left to answer.
      if (!response.headersSent) response.writeHead(500).end(String(error));
      else response.destroy();
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${actualPort}`,
    requests,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  assets: string,
  isso: PagesOptions["isso"],
): Promise<void> {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  if (path === "/") return void response.writeHead(302, { Location: ISSO_PAGE }).end();
  if (path.startsWith(ISSO_API)) return passOn(request, response, isso.url);

  if (path === "/favicon.ico") return void response.writeHead(204).end();

  const page = pageFile(path);
  if (page === null) return void response.writeHead(404).end();
  const content = await readFile(join(assets, page.file), "utf8").catch(() => null);
  if (content === null) return void response.writeHead(404).end();
  const headers: Record<string, string> = {
    "Content-Type": TYPES[extname(page.file)] ?? "application/octet-stream",
    "Cache-Control": "no-store",
  };
  if (page.policy !== null) headers["Content-Security-Policy"] = page.policy;
  response.writeHead(200, headers).end(content.replaceAll("PAGE_AUTHOR_HASH", isso.pageAuthorHash));
}

/** Finds the file of an address. Only plain file names match, so no path leads out of the build's folder. */
function pageFile(path: string): { file: string; policy: string | null } | null {
  const match = /^(\/strict)?\/(isso|practice)\/([a-z]+(?:\.(?:js|css))?)?$/.exec(path);
  if (match === null) return null;
  const [, strict, page, name] = match;
  const folder = page === "isso" ? "company" : "practice";
  // The practice page changes its address without loading: any of them loads the same document.
  const file = name?.includes(".") ? name : `${folder}.html`;
  const policy = page === "isso" ? STRICT_FOR_ISSO : STRICT;
  return { file: `${folder}/${file}`, policy: strict ? policy : null };
}

/** Hands a request to Isso, so that pages reach it on their own origin. */
async function passOn(request: IncomingMessage, response: ServerResponse, issoUrl: string): Promise<void> {
  const target = new URL((request.url ?? "").slice(ISSO_API.length - 1), issoUrl);
  const onward = httpRequest(target, { method: request.method, headers: { ...request.headers, host: target.host } });
  request.pipe(onward);
  const [answered] = (await once(onward, "response")) as [IncomingMessage];
  response.writeHead(answered.statusCode ?? 502, answered.headers);
  answered.pipe(response);
}
