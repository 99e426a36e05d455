import seeds from "./posts.json";

/** The company that the practice posts are written to. */
export const PAGE_NAME = "Nordfjord Tele";

/** One entry of `posts.json`. */
export interface Seed {
  author: string;
  text: string;
  lang?: string;
  minutes_ago?: number;
  by_page?: boolean;
  reactions?: number;
  replies?: Seed[];
}

/** A post, comment or reply as the page shows it. */
export interface Post {
  /** Digits only, as in the site's `comment_id=`. */
  id: string;
  author: string;
  text: string;
  lang: string | null;
  byPage: boolean;
  /** Epoch milliseconds. */
  postedAt: number;
  reactions: number;
  replies: Post[];
}

let lastId = 1_000_000_000_000;

/** Gives a seed an id and a time; ids count upwards, so a page always starts with the same ones. */
export function postFromSeed(seed: Seed, now: number): Post {
  lastId += 1;
  return {
    id: String(lastId),
    author: seed.author,
    text: seed.text,
    lang: seed.lang ?? null,
    byPage: seed.by_page ?? false,
    postedAt: now - (seed.minutes_ago ?? 0) * 60_000,
    reactions: seed.reactions ?? 0,
    replies: (seed.replies ?? []).map((reply) => postFromSeed(reply, now)),
  };
}

/** The practice threads, newest first. */
export function practiceThreads(now: number): Post[] {
  const threads = (seeds as Seed[]).map((seed) => postFromSeed(seed, now));
  return threads.sort((a, b) => b.postedAt - a.postedAt);
}

/** The post with this id, in these threads or anywhere under them. */
export function findPost(threads: Post[], id: string): Post | null {
  for (const post of threads) {
    const found = post.id === id ? post : findPost(post.replies, id);
    if (found) return found;
  }
  return null;
}

/** How many comments and replies stand under a post. */
export function countReplies(post: Post): number {
  return post.replies.reduce((sum, reply) => sum + 1 + countReplies(reply), 0);
}
