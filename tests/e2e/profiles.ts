// The site profiles as their files have them, for tests.

import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Pick, PlanFields, RawPost, ReadingPlan } from "../../extension/generated/messages";

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

type PickFile = Partial<Pick>;
const SELECTORS = [
  "skip",
  "evidence",
  "hides",
  "folds",
  "keeps_lines",
  "thread",
  "focus",
  "follows",
  "roots",
  "linked_data",
  "beside",
  "opener",
] as const;
type Selectors = Record<(typeof SELECTORS)[number], string | null>;

export interface ProfileFile extends Partial<Selectors> {
  name: string;
  title: string;
  hosts: string[];
  detect?: string | null;
  item: string;
  hides_words?: string[];
  opener_words?: string[];
  fields: Partial<Record<keyof PlanFields, PickFile[]>>;
  reply_box: string;
  examples: Example[];
}

const FIELDS: readonly (keyof PlanFields)[] = [
  "key",
  "parent_key",
  "post_key",
  "author",
  "badge",
  "text",
  "time",
  "datetime",
  "lang",
  "reactions",
  "reaction_kinds",
  "shares",
  "comments",
];

export async function profiles(): Promise<ProfileFile[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".json"));
  return await Promise.all(files.map((file) => profile(basename(file, ".json"))));
}

export async function profile(name: string): Promise<ProfileFile> {
  const { examples, names = {}, ...rest } = JSON.parse(await readFile(join(FOLDER, `${name}.json`), "utf8"));
  return { ...JSON.parse(spelledOut(JSON.stringify(rest), Object.entries<string>(names))), examples };
}

/** As src/data/build.rs does for the core. */
function spelledOut(json: string, names: [string, string][]): string {
  const once = names.reduce((text, [name, part]) => text.replaceAll(`<${name}>`, part), json);
  return once === json ? json : spelledOut(once, names);
}

/** The plan that the core makes of a profile. */
export function planOf(file: ProfileFile, id: number): ReadingPlan {
  const { item, reply_box, hides_words = [], opener_words = [] } = file;
  const selectors = Object.fromEntries(SELECTORS.map((name) => [name, file[name] ?? null])) as Selectors;
  const fields = Object.fromEntries(FIELDS.map((name) => [name, (file.fields[name] ?? []).map(whole)]));
  return {
    id,
    item,
    ...selectors,
    hides_words,
    fields: fields as unknown as PlanFields,
    reply_box,
    opener_words,
    cap: 1000,
  };
}

function whole({ select = null, attr = null, value = null }: PickFile): Pick {
  return { select, attr, value };
}

/** What the core makes of what the script read: what is not null. */
export function recordsOf(
  file: ProfileFile,
  ui: string,
  posts: RawPost[],
  linked: string[] = [],
): Record<string, unknown>[] {
  const input = JSON.stringify({ profile: file, ui, posts, linked });
  const { stdout, stderr, status } = spawnSync(TOOL, ["records"], { input, encoding: "utf8" });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Object.fromEntries(Object.entries(JSON.parse(line)).filter(([, value]) => value !== null)));
}
