import { CommentView, type Stage } from "./comment";
import { Composer } from "./composer";
import { avatar, button, element } from "./dom";
import { message } from "./message";
import { countReplies, PAGE_NAME, type Post } from "./posts";
import { fullDate, headTime } from "./times";

/** As many comments are shown until the reader asks for more. */
const SHOWN_AT_FIRST = 6;

/** A post with its comments and its reply box, which outlives every refresh. */
export class ThreadView {
  readonly root: HTMLElement;
  readonly post: Post;
  readonly #stage: Stage;
  readonly #composer: Composer;
  readonly #head = element("div");
  readonly #commentsRoot = element("div", { class: "comments" });
  readonly #comments = new Map<Post, CommentView>();
  #time = element("span");
  #showsAll = false;

  constructor(post: Post, stage: Stage) {
    this.post = post;
    this.#stage = stage;
    const { words } = stage;
    this.#composer = new Composer(`${words.commentAs} ${PAGE_NAME}`, words, (text) => {
      this.#showsAll = true;
      stage.answer(post, text);
    });
    this.root = element(
      "div",
      {
        role: "article",
        class: "post",
        "aria-labelledby": this.#id("author"),
      },
      this.#head,
      this.#commentsRoot,
      this.#composer.root,
    );
    this.refresh();
  }

  /** Builds everything but the reply boxes anew. */
  refresh(): void {
    const { replies } = this.post;
    this.#head.replaceChildren(...this.#buildHead());
    const parts = ["time", "message", "reactions", ...(replies.length > 0 ? ["count"] : [])];
    this.root.setAttribute("aria-describedby", parts.map((part) => this.#id(part)).join(" "));
    const shown = this.#showsAll ? replies : replies.slice(0, SHOWN_AT_FIRST);
    for (const comment of this.#comments.values()) comment.refresh();
    for (const post of shown) {
      if (this.#comments.has(post)) continue;
      const view = new CommentView(post, { thread: this.post, under: null }, this.#stage);
      this.#comments.set(post, view);
    }
    // Only new nodes are put in: moving a reply box would lose its caret.
    for (const view of this.#comments.values()) {
      if (!view.root.isConnected) this.#commentsRoot.append(view.root);
    }
    this.#commentsRoot.querySelector(":scope > .fold")?.remove();
    if (shown.length < replies.length) {
      this.#commentsRoot.append(button({ class: "fold" }, this.#stage.words.moreComments, () => this.#showAll()));
    }
  }

  /** Moves the time words on without touching anything else. */
  tick(): void {
    this.#time.textContent = headTime(this.post.postedAt, this.#stage.now(), this.#stage.words);
    for (const comment of this.#comments.values()) comment.tick();
  }

  destroy(): void {
    this.#composer.destroy();
    for (const comment of this.#comments.values()) comment.destroy();
  }

  #showAll(): void {
    this.#showsAll = true;
    this.refresh();
  }

  #id(part: string): string {
    return `${part}-${this.post.id}`;
  }

  #buildHead(): HTMLElement[] {
    const { post } = this;
    const { words } = this.#stage;
    const now = this.#stage.now();
    const profile = `/profile.php?id=1${post.id}`;
    this.#time = element("span", {}, headTime(post.postedAt, now, words));

    const head = element(
      "div",
      { class: "head" },
      element("a", { "aria-hidden": "true", role: "link", tabindex: "-1", href: profile }, avatar(post.author)),
      element(
        "div",
        {},
        element(
          "div",
          { "data-ad-rendering-role": "profile_name" },
          element(
            "h3",
            { id: this.#id("author") },
            element("a", { role: "link", href: profile }, element("b", {}, post.author)),
          ),
        ),
        element(
          "div",
          { id: this.#id("time"), class: "time" },
          element(
            "a",
            {
              role: "link",
              href: `/nordfjordtele/posts/pfbid0${post.id}`,
              "aria-label": fullDate(post.postedAt, now, words),
            },
            this.#time,
          ),
        ),
      ),
    );

    const story = element(
      "div",
      { "data-ad-rendering-role": "story_message", class: "story" },
      element(
        "div",
        {
          "data-ad-preview": "message",
          "data-ad-comet-preview": "message",
          id: this.#id("message"),
        },
        message(post, words),
      ),
    );

    const reactions = element("span", { role: "toolbar", id: this.#id("reactions") });
    if (post.reactions > 0) {
      reactions.append(button({ "aria-label": words.reactions(post.reactions) }, `👍 ${post.reactions}`, () => {}));
    }
    const count = countReplies(post);
    const counts = element("div", { class: "counts" }, reactions);
    if (count > 0) {
      counts.append(button({ id: this.#id("count") }, words.comments(count), () => this.#showAll()));
    }

    const actions = element(
      "div",
      { class: "actions" },
      button({}, words.like, () => {}),
      button({}, words.comment, () => this.#composer.focus()),
      button({}, words.share, () => {}),
    );

    const parts: HTMLElement[] = [head, story, counts, actions];
    if (count > 0) parts.push(this.#buildSort());
    return parts;
  }

  #buildSort(): HTMLElement {
    const { words } = this.#stage;
    const order = this.#showsAll ? words.allComments : words.mostRelevant;
    return button({ class: "sort", "aria-haspopup": "menu" }, order, () => this.#showAll());
  }
}
