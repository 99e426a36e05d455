// Eyes: keeps the desk's picture of the page's posts up to date by a reading
// plan. One observer that only queues; reading happens in slices; an item is
// told only when its record differs from the one told before.

import type { Coverage, FromPage, Probe, ReadingPlan } from "../generated/messages";
import { Changes, type ChangesOwner, canMatter } from "./changes";
import * as dom from "./dom";
import type { Elements } from "./elements";
import { Hidden } from "./hidden";
import { Linked } from "./linked";
import { removeRemnants } from "./own";
import { itemsIn, type Piece, pieces } from "./pieces";
import { Plan } from "./plan";
import { Probes } from "./probes";
import { Reader } from "./read";
import { type Root, Roots } from "./roots";
import type { Shutdown } from "./shutdown";
import { Slices } from "./slices";

/** Changes kept while they wait; more, and the whole page is looked over. */
const QUEUE = 5_000;

/** Records told in one message. */
const BATCH = 200;

/** Milliseconds between two counts. */
const COUNT_EVERY = 1_000;

/** The part of the cap below which there is room again for posts passed over. */
const ROOMY = 0.9;

/** Elements in one that left, up to which each is asked whether it is a post. */
const LARGE = 500;

const OBSERVED: MutationObserverInit = { subtree: true, childList: true, characterData: true };

const NOTHING: Coverage = { items: 0, evidence: 0, hidden: 0, capped: false };

/** A plan, and all that carries it out. */
interface Following {
  plan: Plan;
  reader: Reader;
  changes: Changes;
  linked: Linked;
  hidden: Hidden;
}

export interface EyesOwner {
  send(message: FromPage): void;
  /** The same, already as JSON: posts are compared as text anyway. */
  sendText(message: string): void;
  /** The page's changes, before they are read; for the marks. */
  changed(records: MutationRecord[]): void;
  /** These posts are posts of the page no more. */
  gone(handles: number[]): void;
}

export class Eyes {
  private following: Following | undefined;
  private queue: MutationRecord[] = [];
  /** Roots and what came into them to be looked over, a piece after the other. */
  private readonly unread = new Map<Root | Element, Iterator<Piece>>();
  private readonly waiting = new Set<Element>();
  private readonly told = new Map<number, string>();
  private readonly roots: Roots;
  private readonly slices: Slices;
  private readonly probes: Probes;
  /** Records to be told, as JSON. */
  private seen: string[] = [];
  private coverage: Coverage = NOTHING;
  private toldCoverage = "";
  private counted = 0;
  private countTimer: ReturnType<typeof setTimeout> | undefined;
  private mustCount = false;
  private isCapped = false;
  /** Posts that may have left the page, or all may. */
  private readonly missing = new Set<number>();
  private mayMissAny = false;
  /** More has changed than was kept. */
  private hasMissed = false;
  /** Handles whose element is no post any more. */
  private lost: number[] = [];

  constructor(
    private readonly elements: Elements,
    private readonly owner: EyesOwner,
    shutdown: Shutdown,
  ) {
    this.roots = new Roots({
      changed: (records) => this.enqueue(records),
      came: (root) => {
        if (root !== document) {
          removeRemnants(root);
        }
        this.lookOver(root);
      },
      left: (root) => {
        // In Firefox what is in there may be dead.
        this.unread.delete(root);
        this.mayMissAny = true;
      },
      ready: () => this.slices.ask(),
    });
    this.slices = new Slices((mayGoOn) => this.work(mayGoOn), shutdown);
    this.probes = new Probes((profile) => owner.send({ kind: "detected", profile }));
    shutdown.atEnd(() => this.close());
  }

  probe(probes: Probe[]): void {
    this.probes.start(probes);
    if (this.following === undefined) {
      this.roots.watch(undefined, OBSERVED);
    }
  }

  /** Reads the page by this plan from now on, from the start. */
  follow(reading: ReadingPlan): void {
    this.forget();
    const plan = new Plan(reading);
    this.following = {
      plan,
      reader: new Reader(plan, this.elements, (element) => this.isKnown(element)),
      changes: new Changes(plan, this.changesOwner()),
      linked: new Linked(plan, (message) => this.owner.send(message)),
      hidden: new Hidden(plan, (element) => this.roots.isOnPage(element)),
    };
    this.mustCount = true;
    this.roots.watch(plan.roots, {
      ...OBSERVED,
      ...(plan.attributes.length > 0 ? { attributeFilter: plan.attributes } : {}),
      ...(plan.watchesClass ? { attributeOldValue: true } : {}),
    });
    this.slices.ask();
  }

  get current(): Plan | undefined {
    return this.following?.plan;
  }

  close(): void {
    this.roots.stop();
    clearTimeout(this.countTimer);
    this.countTimer = undefined;
    this.probes.stop();
    this.forget();
  }

  private changesOwner(): ChangesOwner {
    return {
      touched: (item) => this.waiting.add(item),
      isKnown: (element) => this.elements.known(element) !== undefined,
      came: (element) => {
        this.roots.look(element);
        this.following?.hidden.came(element);
        this.following?.linked.touch(element);
      },
      cameMuch: (elements) => {
        const [first] = elements;
        if (first !== undefined && !this.unread.has(first)) {
          this.unread.set(first, pieces(elements));
        } else {
          this.hasMissed = true;
        }
      },
      left: (element) => {
        this.miss(element);
        this.following?.linked.touch(element);
      },
      changed: (element) => {
        this.following?.hidden.changed(element);
        this.following?.linked.touchAt(element);
      },
    };
  }

  private forget(): void {
    this.following?.linked.close();
    this.following = undefined;
    this.queue = [];
    this.unread.clear();
    this.waiting.clear();
    this.told.clear();
    this.missing.clear();
    this.hasMissed = false;
    this.seen = [];
    this.lost = [];
    this.elements.clear();
    this.coverage = NOTHING;
    this.toldCoverage = "";
    this.counted = 0;
    this.isCapped = false;
  }

  private lookOver(root: Root): void {
    this.unread.set(root, pieces(dom.childrenOf(root)));
  }

  private lookOverAll(): void {
    for (const root of this.roots.all()) {
      this.lookOver(root);
    }
  }

  private isKnown(element: Element): boolean {
    return this.elements.known(element) !== undefined || this.waiting.has(element);
  }

  private enqueue(records: MutationRecord[]): void {
    dom.spared(() => this.owner.changed(records));
    const plan = this.following?.plan;
    const matter = plan?.watchesClass === true ? records.filter((record) => canMatter(record, plan)) : records;
    if (this.queue.length + matter.length > QUEUE) {
      this.queue = [];
      this.hasMissed = true;
    } else {
      for (const record of matter) {
        this.queue.push(record);
      }
    }
    if (matter.length > 0) {
      this.mustCount = true;
      this.slices.ask();
    }
  }

  /** Nothing is known of what has changed. */
  private lookAround({ linked }: Following): void {
    this.hasMissed = false;
    this.mayMissAny = true;
    this.lookOverAll();
    this.roots.lookAround();
    linked.lookAround();
    // What is no post any more is found nowhere.
    for (const handle of this.elements.all()) {
      const element = this.elements.element(handle);
      if (element !== undefined) {
        this.waiting.add(element);
      }
    }
  }

  private work(mayGoOn: () => boolean): boolean {
    this.probes.look();
    const { following } = this;
    if (following === undefined) {
      this.queue = [];
      this.unread.clear();
      return false;
    }
    this.roots.tend();
    following.reader.changed();
    if (this.hasMissed) {
      this.lookAround(following);
    }
    // To read the post that holds all others takes most of a slice.
    const isSearching = this.unread.size > 0;
    this.takeChanges(following, mayGoOn);
    if (!isSearching) {
      this.readSome(following, mayGoOn);
    }
    const mayHide = following.hidden.work(mayGoOn);
    const gone = this.takeGone(following.plan);
    const isDone = this.queue.length === 0 && this.waiting.size === 0 && this.unread.size === 0 && !mayHide;
    if (isDone) {
      this.count(following);
    }
    this.tell(gone, isDone);
    return !isDone;
  }

  private takeChanges({ plan, changes, hidden, linked }: Following, mayGoOn: () => boolean): void {
    for (const [at, pieces] of this.unread) {
      while (this.takePiece(plan, hidden, pieces)) {
        if (!mayGoOn()) {
          return;
        }
      }
      this.unread.delete(at);
      if (dom.spared(() => dom.rootOf(at)) !== at) {
        this.roots.lookAround();
        linked.lookAround();
      }
    }
    let taken = 0;
    for (const record of this.queue) {
      dom.spared(() => changes.take(record));
      taken += 1;
      if (!mayGoOn()) {
        break;
      }
    }
    this.queue.splice(0, taken);
  }

  /** Whether there was one. In Firefox it may be of a dead frame. */
  private takePiece(plan: Plan, hidden: Hidden, pieces: Iterator<Piece>): boolean {
    const next = dom.spared(() => pieces.next());
    if (next === undefined || next.done === true) {
      return false;
    }
    for (const item of dom.spared(() => itemsIn(next.value, plan.item)) ?? []) {
      this.waiting.add(item);
    }
    dom.spared(() => hidden.lookOver(next.value));
    return true;
  }

  /** What stands in an element that was taken out of the page: in a large one
   *  all posts are asked in its place. */
  private miss(element: Element): void {
    const inside = this.mayMissAny ? undefined : dom.within(element, "*");
    if (inside === undefined || dom.countOf(inside) > LARGE) {
      this.mayMissAny = true;
      return;
    }
    for (const one of [element, ...dom.listed(inside)]) {
      const handle = this.elements.known(one);
      if (handle !== undefined) {
        this.missing.add(handle);
      }
    }
  }

  /** Elements that are no longer in the document, and no longer posts. */
  private takeGone({ cap }: Plan): number[] {
    const gone = this.lost;
    this.lost = [];
    for (const handle of this.mayMissAny ? this.elements.all() : this.missing) {
      const element = this.elements.element(handle);
      if (element !== undefined && !this.roots.isOnPage(element)) {
        gone.push(handle);
      }
    }
    this.mayMissAny = false;
    this.missing.clear();
    if (gone.length > 0) {
      this.owner.gone(gone);
    }
    for (const handle of gone) {
      this.elements.forget(handle);
      this.told.delete(handle);
    }
    if (this.isCapped && this.elements.count < cap * ROOMY) {
      this.isCapped = false;
      this.lookOverAll();
    }
    return gone;
  }

  private readSome(following: Following, mayGoOn: () => boolean): void {
    for (const item of this.waiting) {
      if (!mayGoOn()) {
        return;
      }
      this.waiting.delete(item);
      this.readItem(following, item);
      if (this.seen.length >= BATCH) {
        this.tell([], false);
      }
    }
  }

  private readItem({ plan, reader }: Following, item: Element): void {
    const known = this.elements.known(item);
    const isOnPage = this.roots.isOnPage(item);
    if (!isOnPage || !dom.matches(item, plan.item)) {
      if (known !== undefined && isOnPage) {
        this.lost.push(known);
        const above = reader.around(item);
        if (above !== null) {
          this.waiting.add(above);
        }
      }
      return;
    }
    if (known === undefined && this.elements.count >= plan.cap) {
      this.isCapped = true;
      return;
    }
    const record = dom.spared(() => reader.read(item));
    if (record === undefined) {
      return;
    }
    const text = JSON.stringify(record);
    if (this.told.get(record.handle) !== text) {
      this.told.set(record.handle, text);
      this.seen.push(text);
    }
  }

  /** Counts what the desk judges the profile by, at most once in COUNT_EVERY. */
  private count({ plan, linked, hidden }: Following): void {
    if (!this.mustCount) {
      return;
    }
    const wait = this.counted + COUNT_EVERY - dom.now();
    if (this.counted > 0 && wait > 0) {
      this.countTimer ??= setTimeout(() => {
        this.countTimer = undefined;
        this.slices.ask();
      }, wait);
      return;
    }
    this.mustCount = false;
    this.counted = dom.now();
    linked.look();
    const items = this.elements.count;
    this.coverage = {
      items,
      evidence: items === 0 ? this.matches(plan.evidence) : 0,
      hidden: hidden.count(),
      capped: this.isCapped || this.roots.areTooMany,
    };
  }

  private matches(selector: string | undefined): number {
    let count = 0;
    for (const root of selector === undefined ? [] : this.roots.all()) {
      count += root.querySelectorAll(selector as string).length;
    }
    return count;
  }

  private tell(gone: number[], isDone: boolean): void {
    const coverage = JSON.stringify(this.coverage);
    const isNews = this.seen.length > 0 || gone.length > 0 || (isDone && coverage !== this.toldCoverage);
    if (!isNews) {
      return;
    }
    this.toldCoverage = coverage;
    const rest: Omit<Extract<FromPage, { kind: "posts" }>, "seen"> = {
      kind: "posts",
      plan: this.following?.plan.id ?? 0,
      gone,
      coverage: this.coverage,
    };
    this.owner.sendText(`${JSON.stringify(rest).slice(0, -1)},"seen":[${this.seen.join()}]}`);
    this.seen = [];
  }
}
