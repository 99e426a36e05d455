// Eyes: keeps the desk's picture of the page's posts up to date by a reading
// plan. One observer that only queues; reading happens in slices; an item is
// told only when its record differs from the one told before.

import type { Coverage, FromPage, Probe, ReadingPlan } from "../generated/messages";
import { Changes } from "./changes";
import * as dom from "./dom";
import type { Elements } from "./elements";
import { Linked } from "./linked";
import { Plan } from "./plan";
import { Probes } from "./probes";
import { Reader } from "./read";
import { says } from "./says";
import type { Shutdown } from "./shutdown";
import { Slices } from "./slices";

/** Changes kept while they wait; more, and the whole page is looked over. */
const QUEUE = 5_000;

/** Records told in one message. */
const BATCH = 200;

/** Milliseconds between two counts over the whole document. */
const COUNT_EVERY = 1_000;

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
  private plan: Plan | undefined;
  private reader: Reader | undefined;
  private changes: Changes | undefined;
  private linked: Linked | undefined;
  private queue: MutationRecord[] = [];
  private lookOver = false;
  private readonly waiting = new Set<Element>();
  private readonly told = new Map<number, string>();
  private readonly observer: MutationObserver;
  private readonly slices: Slices;
  private readonly probes: Probes;
  /** Records to be told, as JSON. */
  private seen: string[] = [];
  private coverage: Coverage = { items: 0, evidence: 0, hidden: 0, capped: false };
  private toldCoverage = "";
  private counted = 0;
  private countTimer: ReturnType<typeof setTimeout> | undefined;
  private mustCount = false;
  /** Elements have been removed since the last search for gone posts. */
  private mayMiss = false;
  /** Handles whose element is no post any more. */
  private lost: number[] = [];

  constructor(
    private readonly elements: Elements,
    private readonly owner: EyesOwner,
    shutdown: Shutdown,
  ) {
    this.observer = new MutationObserver((records) => this.enqueue(records));
    this.slices = new Slices((mayGoOn) => this.work(mayGoOn), shutdown);
    this.probes = new Probes((profile) => owner.send({ kind: "detected", profile }));
    shutdown.atEnd(() => this.close());
  }

  probe(probes: Probe[]): void {
    this.probes.start(probes);
    this.observe();
  }

  /** Reads the page by this plan from now on, from the start. */
  follow(plan: ReadingPlan): void {
    this.forget();
    this.plan = new Plan(plan);
    this.reader = new Reader(this.plan, this.elements);
    this.changes = new Changes(this.plan, (item) => this.waiting.add(item));
    this.linked = new Linked(this.plan, (message) => this.owner.send(message));
    this.lookOver = true;
    this.mustCount = true;
    this.linked.look();
    this.observe();
    this.slices.ask();
  }

  get current(): Plan | undefined {
    return this.plan;
  }

  close(): void {
    this.observer.disconnect();
    clearTimeout(this.countTimer);
    this.countTimer = undefined;
    this.probes.stop();
    this.forget();
    this.plan = undefined;
  }

  private observe(): void {
    const attributes = this.plan?.attributes ?? [];
    this.observer.disconnect();
    this.observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      ...(attributes.length > 0 ? { attributeFilter: attributes } : {}),
    });
  }

  private forget(): void {
    this.linked?.close();
    this.linked = undefined;
    this.queue = [];
    this.waiting.clear();
    this.told.clear();
    this.seen = [];
    this.lost = [];
    this.elements.clear();
    this.coverage = { items: 0, evidence: 0, hidden: 0, capped: false };
    this.toldCoverage = "";
    this.counted = 0;
  }

  private enqueue(records: MutationRecord[]): void {
    this.owner.changed(records);
    if (this.queue.length + records.length > QUEUE) {
      this.queue = [];
      this.lookOver = true;
    } else if (!this.lookOver) {
      this.queue.push(...records);
    }
    this.mustCount = true;
    this.mayMiss ||= records.some((record) => record.removedNodes.length > 0);
    this.slices.ask();
  }

  private work(mayGoOn: () => boolean): boolean {
    this.probes.look();
    if (this.plan === undefined) {
      this.queue = [];
      return false;
    }
    this.reader?.changed();
    this.takeChanges(this.plan, mayGoOn);
    this.readSome(this.plan, mayGoOn);
    const gone = this.takeGone();
    const isDone = this.queue.length === 0 && this.waiting.size === 0 && !this.lookOver;
    if (isDone) {
      this.count(this.plan);
    }
    this.tell(gone, isDone);
    return !isDone;
  }

  private takeChanges(plan: Plan, mayGoOn: () => boolean): void {
    if (this.lookOver) {
      this.lookOver = false;
      this.queue = [];
      for (const item of document.querySelectorAll(plan.item)) {
        this.waiting.add(item);
      }
      return;
    }
    let taken = 0;
    for (const record of this.queue) {
      spared(() => this.changes?.take(record));
      taken += 1;
      if (!mayGoOn()) {
        break;
      }
    }
    this.queue.splice(0, taken);
  }

  /** Elements that are no longer in the document, and no longer posts. */
  private takeGone(): number[] {
    const gone = this.lost;
    this.lost = [];
    if (this.mayMiss) {
      this.mayMiss = false;
      for (const [handle, element] of this.elements.all()) {
        if (!element.isConnected) {
          gone.push(handle);
        }
      }
    }
    if (gone.length > 0) {
      this.owner.gone(gone);
    }
    for (const handle of gone) {
      this.elements.forget(handle);
      this.told.delete(handle);
    }
    return gone;
  }

  private readSome(plan: Plan, mayGoOn: () => boolean): void {
    for (const item of this.waiting) {
      this.waiting.delete(item);
      this.readItem(plan, item);
      if (this.seen.length >= BATCH) {
        this.tell([], false);
      }
      if (!mayGoOn()) {
        return;
      }
    }
  }

  private readItem(plan: Plan, item: Element): void {
    const known = this.elements.known(item);
    if (!dom.isConnected(item) || !dom.matches(item, plan.item)) {
      if (known !== undefined && item.isConnected) {
        this.lost.push(known);
      }
      return;
    }
    if (known === undefined && this.elements.count >= plan.cap) {
      this.coverage.capped = true;
      return;
    }
    const record = spared(() => this.reader?.read(item));
    if (record === undefined) {
      return;
    }
    const text = JSON.stringify(record);
    if (this.told.get(record.handle) !== text) {
      this.told.set(record.handle, text);
      this.seen.push(text);
    }
  }

  /** Counts over the document, at most once in COUNT_EVERY. */
  private count(plan: Plan): void {
    if (!this.mustCount) {
      return;
    }
    const wait = this.counted + COUNT_EVERY - performance.now();
    if (this.counted > 0 && wait > 0) {
      this.countTimer ??= setTimeout(() => {
        this.countTimer = undefined;
        this.slices.ask();
      }, wait);
      return;
    }
    this.mustCount = false;
    this.counted = performance.now();
    this.linked?.look();
    this.coverage = {
      items: matches(plan.item),
      evidence: matches(plan.evidence),
      hidden: matches(plan.hides, plan.hidesWords),
      capped: this.coverage.capped,
    };
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
      plan: this.plan?.id ?? 0,
      gone,
      coverage: this.coverage,
    };
    this.owner.sendText(`${JSON.stringify(rest).slice(0, -1)},"seen":[${this.seen.join()}]}`);
    this.seen = [];
  }
}

/** One element that can't be read, odd as it is, must not keep all others from
 *  being read. */
function spared<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function matches(selector: string | undefined, words: readonly string[] = []): number {
  if (selector === undefined) {
    return 0;
  }
  const all = document.querySelectorAll(selector);
  return words.length === 0 ? all.length : [...all].filter((element) => says(element, words)).length;
}
