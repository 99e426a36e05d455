// A watch: a proxy that the tests' browsers must use for everything: it writes down
// what they ask for and lets only this machine's own servers answer, also under
// the names of hosts that a test's server stands in for.

import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export interface Request {
  method: string;
  url: string;
}

/** What Chromium asks for itself, in spite of all the switches against it: at
 *  its start, and where one writes (redirector.gvt1.com: its spell checker's
 *  dictionary). The extension's own policy (connect-src) names none of them. */
const BROWSERS_OWN =
  /^(?:accounts\.google\.com|clients2\.google\.com|redirector\.gvt1\.com|(?:update|content-autofill|optimizationguide-pa)\.googleapis\.com)$/;

/** Hosts, and the ports of this machine's TLS servers that answer for them. */
export type StandIns = ReadonlyMap<string, number>;

export class Watch {
  readonly requests: Request[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly standIns: StandIns,
  ) {}

  static async start(standIns: StandIns = new Map()): Promise<Watch> {
    const server = createServer();
    const proxy = new Watch(server, standIns);
    server.on("request", (asked, answer) => proxy.pass(asked, answer));
    server.on("connect", (asked: IncomingMessage, socket: Socket) => proxy.tunnel(asked, socket));
    server.on("connection", (socket) => proxy.keep(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The addresses asked for so far, sorted, without the browser's own. */
  addresses(): string[] {
    return this.requests
      .filter(({ method, url }) => !BROWSERS_OWN.test(new URL(method === "CONNECT" ? `https://${url}` : url).hostname))
      .map(({ url }) => url)
      .sort();
  }

  /** What goes through is TLS, and the server's own affair. */
  private tunnel(asked: IncomingMessage, socket: Socket): void {
    const target = asked.url ?? "";
    this.requests.push({ method: "CONNECT", url: target });
    const port = this.standIns.get(target.replace(/:443$/, ""));
    if (port === undefined) {
      socket.end("HTTP/1.1 502 Not here\r\n\r\n");
      return;
    }
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Go on\r\n\r\n");
      socket.pipe(onward);
      onward.pipe(socket);
    });
    this.keep(onward);
    socket.on("close", () => onward.destroy());
    onward.on("close", () => socket.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    // A browser that closes cuts its connections off.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.sockets.delete(socket));
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const url = new URL(asked.url ?? "", "http://invalid.example");
    this.requests.push({ method: asked.method ?? "", url: url.href });
    if (url.hostname !== "localhost" && url.hostname !== "127.0.0.1") {
      answer.writeHead(502).end();
      return;
    }
    const onward = request(url, { method: asked.method, headers: asked.headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await new Promise((resolve) => this.server.close(resolve));
  }
}
