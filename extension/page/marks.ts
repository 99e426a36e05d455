// The marks on the page's posts, made as their posts come near the viewport:
// put once, put again after the page has drawn a post anew, never doubled,
// never at the cost of the page's layout.

import type { Mark } from "../generated/messages";
import { spared } from "./dom";
import type { Elements } from "./elements";
import { MarkElement } from "./mark";
import { Near } from "./near";
import { ANCHOR, isOwn } from "./own";
import type { Shutdown } from "./shutdown";
import type { Handle } from "./types";

/** A page that keeps removing a mark is left in peace. */
const PUT_BACK_AT_MOST = 5;

interface Marked {
  post: HTMLElement;
  mark: Mark;
  /** While the post is near the viewport. */
  element: MarkElement | undefined;
  putBack: number;
}

export class Marks {
  private readonly marked = new Map<Handle, Marked>();
  private readonly byPost = new WeakMap<Element, Marked>();
  private readonly byHost = new WeakMap<Node, Marked>();
  private readonly near: Near;

  constructor(
    private readonly elements: Elements,
    private readonly pressed: (at: Handle) => void,
    shutdown: Shutdown,
  ) {
    this.near = new Near(
      (posts) => this.make(posts),
      (posts) => this.unmake(posts),
      shutdown,
    );
    shutdown.atEnd(() => this.clear());
  }

  show(marks: Mark[]): void {
    const posts: Element[] = [];
    for (const mark of marks) {
      const marked = this.marked.get(mark.at);
      if (marked !== undefined) {
        marked.mark = mark;
        marked.element?.show(mark);
        continue;
      }
      const post = this.elements.element(mark.at);
      if (post !== undefined) {
        const fresh: Marked = { post: post as HTMLElement, mark, element: undefined, putBack: 0 };
        this.marked.set(mark.at, fresh);
        this.byPost.set(post, fresh);
        posts.push(post);
      }
    }
    this.near.watch(posts);
  }

  hide(handles: Iterable<Handle>): void {
    for (const handle of handles) {
      const marked = this.marked.get(handle);
      if (marked !== undefined) {
        this.marked.delete(handle);
        this.byPost.delete(marked.post);
        spared(() => this.near.unwatch(marked.post));
        spared(() => marked.element?.remove());
      }
    }
  }

  clear(): void {
    this.hide([...this.marked.keys()]);
  }

  /** Puts back what the page took out while drawing a post anew. */
  changed(records: MutationRecord[]): void {
    if (this.marked.size === 0) {
      return;
    }
    const again = new Set<MarkElement>();
    for (const record of records) {
      for (const node of record.removedNodes) {
        const marked = isOwn(node) ? this.byHost.get(node) : undefined;
        const element = marked?.element;
        if (marked === undefined || element?.host !== node || !element.isLost) {
          continue;
        }
        if (marked.putBack < PUT_BACK_AT_MOST) {
          marked.putBack += 1;
          again.add(element);
        }
      }
    }
    putAll([...again]);
  }

  private make(posts: Element[]): void {
    const fresh: MarkElement[] = [];
    for (const post of posts) {
      const marked = this.byPost.get(post);
      if (marked !== undefined && marked.element === undefined) {
        const { at } = marked.mark;
        const element = spared(() => new MarkElement(marked.post, `${ANCHOR}${at}`, () => this.pressed(at)));
        if (element === undefined) {
          continue;
        }
        marked.element = element;
        element.show(marked.mark);
        this.byHost.set(element.host, marked);
        fresh.push(element);
      }
    }
    putAll(fresh);
  }

  private unmake(posts: Element[]): void {
    for (const post of posts) {
      const marked = this.byPost.get(post);
      spared(() => marked?.element?.remove());
      if (marked !== undefined) {
        marked.element = undefined;
      }
    }
  }
}

/** All are measured, then put, then measured: two layouts for any number,
 *  where none has moved its post's content. */
function putAll(all: MarkElement[]): void {
  const measured = all.filter((element) => isDone(() => element.measure()));
  const fresh = measured.filter((element) => isDone(() => element.put()));
  for (const element of fresh.filter((element) => !element.isInPlace())) {
    element.loosen();
  }
  const moved = fresh.filter((element) => element.hasMoved());
  for (const element of moved) {
    element.putFirst();
  }
  // What stands in others moves them too, and comes after them.
  for (const element of moved.reverse()) {
    if (element.hasMoved()) {
      element.remove();
    }
  }
}

/** One post that can't be touched, odd or dead as it is, keeps no others from their marks. */
function isDone(touch: () => void): boolean {
  return (
    spared(() => {
      touch();
      return true;
    }) ?? false
  );
}
