// The site profiles as their files have them, for tests.

import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { RawPost, ReadingPlan } from "../../extension/generated/messages";

const FOLDER = join(process.cwd(), "extension/profiles");
const TOOL = join(process.cwd(), "target/release/svarklar");

/** Markup in the site's shape, and the records that it must give. */
export interface Example {
  name: string;
  lang: string;
  /** How the page's address ends. */
  path?: string;
  /** The page's body, a line each. */
  html: string[];
  /** How many signs of comments kept back stand on the page. */
  hidden?: number;
  /** By the key of a post: how putting an answer into its reply box ends. */
  boxes?: Record<string, string>;
  /** What is not null, in the page's order. */
  records: Record<string, unknown>[];
}

/** What the tests look at; the rest is the core's. */
export interface ProfileFile {
  name: string;
  title: string;
  hosts: string[];
  detect?: string | null;
  examples: Example[];
}

export async function profiles(): Promise<ProfileFile[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".json"));
  return await Promise.all(files.map((file) => profile(basename(file, ".json"))));
}

export async function profile(name: string): Promise<ProfileFile> {
  return JSON.parse(await readFile(join(FOLDER, `${name}.json`), "utf8"));
}

/** The plan that the core makes of a profile. */
export function planOf(file: ProfileFile, id: number): ReadingPlan {
  return { ...(told("plan", file)[0] as ReadingPlan), id };
}

/** What the core makes of what the script read: what is not null. */
export function recordsOf(
  file: ProfileFile,
  ui: string,
  posts: RawPost[],
  linked: string[] = [],
): Record<string, unknown>[] {
  const lines = told("records", { profile: file, ui, posts, linked });
  return lines.map((line) => Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null)));
}

function told(command: string, input: unknown): object[] {
  const { stdout, stderr, status } = spawnSync(TOOL, [command], { input: JSON.stringify(input), encoding: "utf8" });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}
