// The trees that posts are looked for in: the document, and where the plan
// names them the open shadow roots and same-origin frames in it, however
// deep. Each is watched by an observer of its own.

import { isConnected, localNameOf, matches, ownerDocumentOf, rootOf, shadowOf, spared } from "./dom";
import { isOwn } from "./own";
import { documentIn } from "./tree";

export type Root = Document | ShadowRoot;

/** Roots in roots, and roots in all. */
const DEEPEST = 8;
const MOST = 500;

/** Milliseconds until a host without a root is looked at again, at first and
 *  at last: no event tells that an element has got its shadow root. */
const SOON = 250;
const LATE = 30_000;

interface Branch {
  /** What the root hangs in; the document hangs in nothing. */
  host: Element | undefined;
  above: Root | undefined;
  depth: number;
  observer: MutationObserver;
}

export interface RootsOwner {
  changed(records: MutationRecord[]): void;
  /** A root has come; the document has come with the first look. */
  came(root: Root): void;
  /** A root is no part of the page any more, nor is what stood in it. */
  left(root: Root): void;
  /** A host has got its root: look again. */
  ready(): void;
}

export class Roots {
  private readonly branches = new Map<Root, Branch>();
  /** Hosts that have no root yet, and where they stand. */
  private readonly bare = new Map<Element, Root>();
  /** Frames that are listened to. */
  private frames = new WeakSet<Element>();
  private heard = new AbortController();
  private selector: string | undefined;
  private observed: MutationObserverInit = {};
  private wait = SOON;
  private tooMany = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly owner: RootsOwner) {}

  /** Watches the document, and what of it the selector names. */
  watch(selector: string | undefined, observed: MutationObserverInit): void {
    this.stop();
    this.selector = selector;
    this.observed = observed;
    this.grow(document, { host: undefined, above: undefined, depth: 0 });
  }

  stop(): void {
    for (const { observer } of this.branches.values()) {
      observer.disconnect();
    }
    this.branches.clear();
    this.bare.clear();
    this.heard.abort();
    this.heard = new AbortController();
    this.frames = new WeakSet();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.wait = SOON;
    this.tooMany = false;
  }

  /** Some are not read. */
  get areTooMany(): boolean {
    return this.tooMany;
  }

  all(): Iterable<Root> {
    return this.branches.keys();
  }

  /** An element of a frame that is gone is connected still, to its document. */
  isOnPage(element: Element): boolean {
    return (
      spared(() => {
        const page = ownerDocumentOf(element);
        return isConnected(element) && (page === document || this.branches.has(page));
      }) ?? false
    );
  }

  /** Looks for hosts in an element that has come. */
  look(element: Element): void {
    if (this.selector !== undefined) {
      this.lookIn(rootOf(element) as Root, element);
    }
  }

  /** Looks for hosts everywhere. */
  lookAround(): void {
    for (const root of this.branches.keys()) {
      this.lookIn(root, root);
    }
  }

  /** Lets go of roots whose hosts have left or have got others, and takes
   *  those that hosts have got by now. */
  tend(): void {
    if (this.selector === undefined) {
      return;
    }
    for (const [root, { host, above, observer }] of this.branches) {
      // What hangs in a root comes after it.
      const isAlive = host === undefined || above === undefined || (this.branches.has(above) && hangs(root, host));
      if (!isAlive) {
        observer.disconnect();
        this.branches.delete(root);
        this.owner.left(root);
        // A frame's document may have become another before it is loaded.
        if (host !== undefined && above !== undefined && this.isOnPage(host)) {
          this.take(host, above);
        }
      }
    }
    for (const [host, at] of this.bare) {
      if (!this.isOnPage(host)) {
        this.bare.delete(host);
      } else if (rootIn(host) !== null) {
        this.bare.delete(host);
        this.take(host, at);
      }
    }
    this.lookAgain();
  }

  private lookIn(at: Root, within: ParentNode & Node): void {
    const { selector } = this;
    const branch = this.branches.get(at);
    if (selector === undefined || branch === undefined || branch.depth >= DEEPEST) {
      return;
    }
    const isHost = within.nodeType === Node.ELEMENT_NODE && matches(within as Element, selector);
    for (const host of [...(isHost ? [within as Element] : []), ...within.querySelectorAll(selector)]) {
      if (!isOwn(host)) {
        this.take(host, at);
      }
    }
  }

  private take(host: Element, at: Root): void {
    const root = rootIn(host);
    if (localNameOf(host) === "iframe") {
      this.listen(host);
    } else if (root === null && this.bare.size < MOST) {
      this.bare.set(host, at);
      this.wait = SOON;
      this.lookAgain();
    }
    if (root === null) {
      return;
    }
    const depth = (this.branches.get(at)?.depth ?? DEEPEST) + 1;
    const known = this.branches.get(root);
    if (known !== undefined) {
      // The page has moved it.
      Object.assign(known, { host, above: at, depth });
    } else if (this.branches.size < MOST) {
      this.grow(root, { host, above: at, depth });
    } else {
      this.tooMany = true;
    }
  }

  /** Another document is loaded in a frame, the first or another. */
  private listen(frame: Element): void {
    if (this.frames.has(frame)) {
      return;
    }
    this.frames.add(frame);
    const loaded = (): void => {
      this.tend();
      if (this.isOnPage(frame)) {
        this.look(frame);
      }
      this.owner.ready();
    };
    frame.addEventListener("load", loaded, { signal: this.heard.signal });
  }

  private grow(root: Root, branch: Omit<Branch, "observer">): void {
    const observer = new MutationObserver((records) => this.owner.changed(records));
    observer.observe(root, this.observed);
    this.branches.set(root, { ...branch, observer });
    this.owner.came(root);
    this.lookIn(root, root);
  }

  private lookAgain(): void {
    if (this.bare.size === 0 || this.timer !== undefined || this.wait > LATE) {
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.wait *= 2;
      this.owner.ready();
    }, this.wait);
  }
}

function hangs(root: Root, host: Element): boolean {
  return spared(() => isConnected(host) && rootIn(host) === root) ?? false;
}

function rootIn(host: Element): Root | null {
  return shadowOf(host) ?? documentIn(host);
}
