// The practice posts as the command-line tool reads them.

import type { Seed } from "../../extension/practice/posts";
import seeds from "../../extension/practice/posts.json";

const MINUTE = 60_000;
const PAGE = "Nordfjord Tele";

interface SnapshotPost {
  key: string;
  parent: string | null;
  author: string;
  text: string;
  datetime: string;
  reactions: number | null;
}

/** A snapshot of the company's page at `now`. */
export function practiceSnapshot(now: Date): unknown {
  const posts: SnapshotPost[] = [];
  const add = (seed: Seed, parent: string | null): void => {
    const key = `p${posts.length + 1}`;
    posts.push({
      key,
      parent,
      author: seed.by_page === true ? PAGE : seed.author,
      text: seed.text,
      datetime: new Date(now.getTime() - (seed.minutes_ago ?? 0) * MINUTE).toISOString(),
      reactions: seed.reactions ?? null,
    });
    for (const reply of seed.replies ?? []) {
      add(reply, key);
    }
  };
  for (const seed of seeds as Seed[]) {
    add(seed, null);
  }
  return {
    site: "practice",
    ui: "da",
    zone: "Europe/Copenhagen",
    now: now.toISOString(),
    page: { names: [PAGE], agents: ["Lise", "Erlend"] },
    posts,
  };
}
