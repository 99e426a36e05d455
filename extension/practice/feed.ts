import type { Stage } from "./comment";
import { element } from "./dom";
import type { Post } from "./posts";
import { ThreadView } from "./thread";

/** The column of posts. */
export class Feed {
  readonly root = element("div", { role: "feed", class: "feed" });
  readonly #views: ThreadView[] = [];

  constructor(
    threads: Post[],
    readonly stage: Stage,
  ) {
    for (const thread of threads) this.#views.push(new ThreadView(thread, stage));
    this.root.append(...this.#views.map((view) => view.root));
    this.#number();
  }

  /** Puts a new thread on top. */
  add(thread: Post): void {
    const view = new ThreadView(thread, this.stage);
    this.#views.unshift(view);
    this.root.prepend(view.root);
    this.#number();
  }

  refresh(): void {
    for (const view of this.#views) view.refresh();
  }

  tick(): void {
    for (const view of this.#views) view.tick();
  }

  destroy(): void {
    for (const view of this.#views) view.destroy();
    this.root.remove();
  }

  #number(): void {
    for (const [index, view] of this.#views.entries()) view.root.setAttribute("aria-posinset", String(index + 1));
  }
}
