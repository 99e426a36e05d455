// A page under names that no profile of ours knows: a server that passes
// everything on and renames it on the way.

import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** Serves `origin`, renamed; what is asked of it is not. */
export async function disguised(origin: string, rename: (text: string) => string) {
  const server = createServer((asked, answer) => void passOn(asked, answer).catch(() => answer.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  async function passOn(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { "accept-encoding": _, ...headers } = asked.headers;
    const onward = request(new URL(asked.url ?? "/", origin), { method: asked.method, headers });
    asked.pipe(onward);
    const [answered] = (await once(onward, "response")) as [IncomingMessage];
    const { "content-length": _length, ...kept } = answered.headers;
    const isText = /html|javascript|css/.test(kept["content-type"] ?? "");
    const body = await text(answered);
    answer.writeHead(answered.statusCode ?? 502, kept).end(isText ? rename(body) : body);
  }

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
