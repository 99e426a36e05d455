import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";

const KEPT_LOG_LINES = 40;

/** A program that runs beside us until it is stopped, and no longer than we do. */
export interface Program {
  stop(): Promise<void>;
}

/** Starts a program and waits until it says that it is ready. */
export async function startProgram(
  command: string,
  args: string[],
  isReady: RegExp,
  options: SpawnOptions = {},
): Promise<Program> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const endWithUs = (): boolean => child.kill();
  process.once("exit", endWithUs);
  await says(child, isReady, command);
  return {
    async stop() {
      process.off("exit", endWithUs);
      await end(child);
    },
  };
}

/** Waits for a line; fails when the program ends instead, with what it said. */
async function says(child: ChildProcess, line: RegExp, command: string): Promise<void> {
  const log: string[] = [];
  const failed = once(child, "error").then(([error]) => Promise.reject(error as Error));
  const ready = new Promise<void>((resolve, reject) => {
    if (child.stderr === null) return;
    const lines = createInterface({ input: child.stderr });
    lines.on("line", (said) => {
      log.push(said);
      log.splice(0, log.length - KEPT_LOG_LINES);
      if (line.test(said)) resolve();
    });
    lines.once("close", () => reject(new Error(`${command} ended:\n${log.join("\n")}`)));
  });
  await Promise.race([ready, failed]);
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill();
  await ended;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
