import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Seed } from "../../extension/practice/posts";
import seeds from "../../extension/practice/posts.json";
import { end, freePort } from "./program";

/** The one Isso thread that stands for the company's page. */
export const ISSO_THREAD = "/isso/";

/** Isso badges comments by the hash of an e-mail address; the page's own seeds carry this one. */
const PAGE_EMAIL = "kundeservice@nordfjordtele.example";

const START_WITHIN_MS = 30_000;
const TRY_AGAIN_AFTER_MS = 50;
const KEPT_LOG_CHARACTERS = 4_000;

/** A running Isso, seeded with the practice posts. */
export interface Isso {
  url: string;
  /** What Isso calls the page's own author; the embed script shows its badge for it. */
  pageAuthorHash: string;
  /** Writes a comment as somebody else would, while a page is open; answers its id. */
  post(comment: NewComment): Promise<number>;
  stop(): Promise<void>;
}

export interface NewComment {
  author: string;
  text: string;
  parent?: number;
  email?: string;
}

interface Written {
  id: number;
  hash: string;
}

/** Starts Isso from the virtual environment in `SVARKLAR_ISSO`, or `target/tools/isso` under the project root. */
export async function startIsso(): Promise<Isso> {
  const venv = resolve(process.env["SVARKLAR_ISSO"] ?? "target/tools/isso");
  const folder = await mkdtemp(join(tmpdir(), "svarklar-isso-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const database = join(folder, "comments.db");
  const settings = join(folder, "isso.cfg");
  await writeFile(settings, settingsFor(url, database));

  const child = spawn(join(venv, "bin/isso"), ["-c", settings, "run"], { stdio: ["ignore", "pipe", "pipe"] });
  const endWithUs = (): boolean => child.kill();
  process.once("exit", endWithUs);
  const stop = async (): Promise<void> => {
    process.off("exit", endWithUs);
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await answers(url, child);
    const pageAuthorHash = await seed(url, venv, database);
    return { url, pageAuthorHash, stop, post: async (comment) => (await write(url, comment)).id };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settingsFor(url: string, database: string): string {
  return `[general]
dbpath = ${database}
host = ${url}
[server]
listen = ${url}
[moderation]
enabled = false
[guard]
enabled = true
ratelimit = 100000
direct-reply = 100000
reply-to-self = true
require-author = true
`;
}

/** Waits until Isso answers; fails at once, with what it said, when it ends instead. */
async function answers(url: string, child: ChildProcess): Promise<void> {
  let log = "";
  const keep = (chunk: Buffer): void => {
    log = (log + chunk.toString()).slice(-KEPT_LOG_CHARACTERS);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  let failure: Error | null = null;
  child.once("error", (error) => {
    failure = error;
  });
  const deadline = Date.now() + START_WITHIN_MS;
  while (Date.now() < deadline) {
    if (failure) throw failure;
    if (child.exitCode !== null) throw new Error(`Isso ended with code ${child.exitCode}:\n${log}`);
    const response = await fetch(`${url}/config`).catch(() => null);
    if (response?.ok) return;
    await pause(TRY_AGAIN_AFTER_MS);
  }
  throw new Error(`Isso did not answer within ${START_WITHIN_MS} ms:\n${log}`);
}

/** Writes the practice posts through Isso's own interface, then sets back their times; answers the page's hash. */
async function seed(url: string, venv: string, database: string): Promise<string> {
  const ages: { id: number; created: number; likes: number }[] = [];
  const now = Date.now() / 1000;
  let pageAuthorHash = "";

  const plant = async (post: Seed, parent?: number): Promise<void> => {
    const written = await write(url, {
      author: post.author,
      text: post.text,
      ...(parent === undefined ? {} : { parent }),
      email: post.by_page ? PAGE_EMAIL : customerEmail(post.author),
    });
    if (post.by_page) pageAuthorHash = written.hash;
    ages.push({ id: written.id, created: now - (post.minutes_ago ?? 0) * 60, likes: post.reactions ?? 0 });
    for (const reply of post.replies ?? []) await plant(reply, written.id);
  };
  for (const thread of seeds as Seed[]) await plant(thread);

  setBack(venv, database, JSON.stringify(ages));
  return pageAuthorHash;
}

/** Isso draws an avatar from the address, which it never shows: each customer gets one of their own. */
function customerEmail(author: string): string {
  return `${encodeURIComponent(author.toLowerCase())}@customers.example`;
}

async function write(url: string, comment: NewComment): Promise<Written> {
  const response = await fetch(`${url}/new?uri=${encodeURIComponent(ISSO_THREAD)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...comment, title: "Nordfjord Tele" }),
  });
  if (!response.ok) throw new Error(`Isso refused a comment: ${response.status} ${await response.text()}`);
  return (await response.json()) as Written;
}

// Isso's interface takes no times, and Node 20 has no SQLite of its own.
const SET_BACK = `
import json, sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    database.executemany("UPDATE comments SET created = :created, likes = :likes WHERE id = :id", json.load(sys.stdin))
`;

function setBack(venv: string, database: string, ages: string): void {
  const python = join(venv, "bin/python");
  const { status, stderr, error } = spawnSync(python, ["-c", SET_BACK, database], { input: ages, encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`Could not set back the comments' times:\n${stderr}`);
}
