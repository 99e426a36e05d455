// The marks on the page's posts: put once, put again after the page has drawn
// a post anew, never doubled, never at the cost of the page's layout.

import type { Mark } from "../generated/messages";
import type { Elements } from "./elements";
import { MarkElement } from "./mark";
import { isOwn, TIER_ATTRIBUTE } from "./own";
import type { Shutdown } from "./shutdown";
import type { Handle } from "./types";

/** A page that keeps removing a mark is left in peace. */
const PUT_AT_MOST = 6;

interface Marked {
  post: Element;
  mark: Mark;
  element: MarkElement;
  times: number;
}

export class Marks {
  private readonly marked = new Map<Handle, Marked>();
  private readonly handles = new WeakMap<Node, Handle>();

  constructor(
    private readonly elements: Elements,
    private readonly pressed: (at: Handle) => void,
    shutdown: Shutdown,
  ) {
    shutdown.atEnd(() => this.clear());
  }

  show(marks: Mark[]): void {
    const fresh: Marked[] = [];
    for (const mark of marks) {
      const marked = this.marked.get(mark.at) ?? this.make(mark);
      if (marked === undefined) {
        continue;
      }
      marked.mark = mark;
      marked.element.show(mark);
      marked.post.setAttribute(TIER_ATTRIBUTE, String(mark.tier));
      if (!marked.element.host.isConnected) {
        fresh.push(marked);
      }
    }
    put(fresh);
  }

  hide(handles: Iterable<Handle>): void {
    for (const handle of handles) {
      const marked = this.marked.get(handle);
      if (marked !== undefined) {
        marked.element.host.remove();
        marked.post.removeAttribute(TIER_ATTRIBUTE);
        this.marked.delete(handle);
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
    const again = new Set<Marked>();
    for (const record of records) {
      for (const node of record.removedNodes) {
        const marked = isOwn(node) ? this.marked.get(this.handles.get(node) ?? -1) : undefined;
        if (marked !== undefined && marked.times < PUT_AT_MOST) {
          again.add(marked);
        }
      }
    }
    put([...again].filter(({ post, element }) => post.isConnected && !post.contains(element.host)));
  }

  private make(mark: Mark): Marked | undefined {
    const post = this.elements.element(mark.at);
    if (post === undefined) {
      return undefined;
    }
    const element = new MarkElement(() => this.pressed(mark.at));
    const marked: Marked = { post, mark, element, times: 0 };
    this.marked.set(mark.at, marked);
    this.handles.set(element.host, mark.at);
    return marked;
  }
}

/** All are measured, then put, then measured: two layouts for any number.
 *  Out of flow, a mark can still meet a page's `:last-child` rule; the one
 *  that moved its post's content tries the other end, and if that moves it
 *  too, the outline alone must do. */
function put(fresh: Marked[]): void {
  const before = fresh.map(({ post }) => shapeOf(post));
  for (const marked of fresh) {
    marked.times += 1;
    marked.post.append(marked.element.host);
  }
  const moved = fresh.filter(({ post }, at) => shapeOf(post) !== before[at]);
  for (const marked of moved) {
    const at = fresh.indexOf(marked);
    marked.post.prepend(marked.element.host);
    if (shapeOf(marked.post) !== before[at]) {
      marked.element.host.remove();
    }
  }
}

/** Where a post's content stands, in words that can be compared. */
function shapeOf(post: Element): string {
  const box = post.getBoundingClientRect();
  const [first, last] = outerChildren(post);
  const from = first === undefined ? 0 : first.getBoundingClientRect().top - box.top;
  const to = last === undefined ? 0 : last.getBoundingClientRect().bottom - box.top;
  return [box.height, from, to].map(Math.round).join(" ");
}

function outerChildren(post: Element): [Element | undefined, Element | undefined] {
  const children = post.children;
  let first = 0;
  let last = children.length - 1;
  while (first <= last && isOwn(children[first] as Element)) {
    first += 1;
  }
  while (last >= first && isOwn(children[last] as Element)) {
    last -= 1;
  }
  return [children[first], children[last]];
}
