import { Composer } from "./composer";
import { avatar, button, element } from "./dom";
import { message } from "./message";
import type { Post } from "./posts";
import { shortAge, spokenAge } from "./times";
import type { Words } from "./words";

/** What the parts of the page need from the page. */
export interface Stage {
  words: Words;
  now(): number;
  /** The agent has sent this text under this post or comment. */
  answer(to: Post, text: string): void;
}

/** Where a comment stands: under a post, and perhaps under another comment. */
export interface Place {
  thread: Post;
  under: Post | null;
}

/**
 * A comment with its replies. As on the site, the replies are not inside the comment's article but beside
 * it, and the article is built anew whenever its thread changes, while a reply box stays.
 */
export class CommentView {
  readonly root: HTMLElement;
  readonly #post: Post;
  readonly #place: Place;
  readonly #stage: Stage;
  readonly #replies = new Map<Post, CommentView>();
  readonly #repliesRoot = element("div", { class: "replies" });
  #article: HTMLElement;
  #time = element("a");
  #composer: Composer | null = null;

  constructor(
    post: Post,
    place: Place,
    stage: Stage,
    readonly openComposer?: () => void,
  ) {
    this.#post = post;
    this.#place = place;
    this.#stage = stage;
    this.#article = this.#buildArticle();
    this.root = element("div", { class: "comment" }, this.#article, this.#repliesRoot);
    this.#addNewReplies();
  }

  refresh(): void {
    const article = this.#buildArticle();
    this.#article.replaceWith(article);
    this.#article = article;
    for (const reply of this.#replies.values()) reply.refresh();
    this.#addNewReplies();
  }

  /** Moves the time words on without touching anything else. */
  tick(): void {
    this.#time.textContent = shortAge(this.#post.postedAt, this.#stage.now(), this.#stage.words);
    for (const reply of this.#replies.values()) reply.tick();
  }

  destroy(): void {
    this.#composer?.destroy();
    for (const reply of this.#replies.values()) reply.destroy();
  }

  #addNewReplies(): void {
    for (const post of this.#post.replies) {
      if (this.#replies.has(post)) continue;
      const place = { thread: this.#place.thread, under: this.#post };
      const view = new CommentView(post, place, this.#stage, () => this.#answer());
      this.#replies.set(post, view);
      this.#repliesRoot.append(view.root);
    }
  }

  #answer(): void {
    const { words } = this.#stage;
    if (this.#composer === null) {
      this.#composer = new Composer(words.replyTo(this.#post.author), words, (text) =>
        this.#stage.answer(this.#post, text),
      );
      this.root.append(this.#composer.root);
    }
    this.#composer.focus();
  }

  #buildArticle(): HTMLElement {
    const post = this.#post;
    const { words } = this.#stage;
    const now = this.#stage.now();
    const age = spokenAge(post.postedAt, now, words);
    const { under, thread } = this.#place;
    const label = under === null ? words.commentBy(post.author, age) : words.replyBy(post.author, under.author, age);
    this.#time = element("a", { role: "link", href: this.#permalink() }, shortAge(post.postedAt, now, words));

    // The site puts this opaque id on profile links, ahead of the numeric one.
    const profile = `/profile.php?id=1${post.id}&comment_id=${btoa(`comment:${thread.id}_${post.id}`)}`;
    const bubble = element("div", { class: "bubble" });
    if (post.byPage) {
      bubble.append(button({ class: "badge", "aria-label": words.aboutBadges }, words.author, () => {}));
    }
    bubble.append(
      element(
        "span",
        { class: "name" },
        element(
          "a",
          { "aria-hidden": "false", role: "link", tabindex: "0", href: profile },
          element("span", { dir: "auto" }, post.author),
        ),
      ),
      message(post, words),
    );

    const foot = element(
      "ul",
      { "aria-hidden": "false" },
      element("li", {}, this.#time),
      element(
        "li",
        {},
        button({}, words.like, () => {}),
      ),
      element("li", {}, button({}, words.reply, this.openComposer ?? (() => this.#answer()))),
    );
    if (post.reactions > 0) {
      foot.append(
        element(
          "li",
          {},
          button({ "aria-label": words.reactions(post.reactions) }, `👍 ${post.reactions}`, () => {}),
        ),
      );
    }

    return element(
      "div",
      { role: "article", "aria-label": label, tabindex: "-1" },
      element("a", { "aria-hidden": "true", role: "link", tabindex: "-1", href: profile }, avatar(post.author)),
      element("div", { class: "said" }, bubble, foot),
    );
  }

  #permalink(): string {
    const { thread, under } = this.#place;
    const own =
      under === null ? `comment_id=${this.#post.id}` : `comment_id=${under.id}&reply_comment_id=${this.#post.id}`;
    return `/nordfjordtele/posts/pfbid0${thread.id}?${own}`;
  }
}
