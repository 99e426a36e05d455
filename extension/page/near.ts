// Tells which of many elements are near the viewport.
//
// The browser asks an IntersectionObserver's elements in every frame: of ten
// thousand that is half a frame (measured, both browsers). So neighbours are
// gathered in stretches, of which only the first element is asked, by an
// observer with a wide margin; the others while it is within that margin.

import { Calm } from "./calm";
import { rootOf, spared } from "./dom";
import type { Shutdown } from "./shutdown";

/** Parts of the viewport's height above and below it. */
const NEAR = "100% 0%";
const FAR = "1500% 0%";

/** So many that come together are asked at once where they are. */
const FEW = 8;

/** So many elements are each asked for themselves before they are gathered. */
const SINGLES = 300;

/** A stretch is no longer than these: elements, and CSS pixels. */
const MEMBERS = 64;
const SPAN = 4_000;

interface Stretch {
  members: Set<Element>;
  isOpen: boolean;
}

export class Near {
  private readonly singles = new Set<Element>();
  /** The stretches by their members. */
  private readonly stretches = new Map<Element, Stretch>();
  /** The stretches by the element that is asked for all. */
  private readonly asked = new Map<Element, Stretch>();
  private readonly inside = new Set<Element>();
  /** Those of which it has been told that they came. */
  private readonly told = new Set<Element>();
  private readonly changed = new Set<Element>();
  private readonly calm: Calm;
  private readonly near: IntersectionObserver;
  private readonly far: IntersectionObserver;

  constructor(
    private readonly came: (elements: Element[]) => void,
    private readonly left: (elements: Element[]) => void,
    shutdown: Shutdown,
  ) {
    this.near = new IntersectionObserver((entries) => this.sort(entries), { rootMargin: NEAR, scrollMargin: NEAR });
    this.far = new IntersectionObserver((entries) => this.open(entries), { rootMargin: FAR, scrollMargin: FAR });
    this.calm = new Calm(
      () => this.tell(),
      (scrolled) => this.holds(scrolled),
      shutdown,
    );
    shutdown.atEnd(() => {
      this.near.disconnect();
      this.far.disconnect();
    });
  }

  watch(elements: Element[]): void {
    // To be told by the observer takes a frame, of which a long page makes much.
    const mayAsk = elements.length <= FEW && !document.hidden;
    for (const element of elements) {
      if (!this.singles.has(element) && !this.stretches.has(element)) {
        this.singles.add(element);
        spared(() => this.near.observe(element));
        if (mayAsk && isNear(element)) {
          this.inside.add(element);
          this.changed.add(element);
        }
      }
    }
    if (this.changed.size > 0) {
      this.calm.ask();
    }
  }

  unwatch(element: Element): void {
    this.inside.delete(element);
    this.told.delete(element);
    this.changed.delete(element);
    this.singles.delete(element);
    const stretch = this.stretches.get(element);
    this.stretches.delete(element);
    stretch?.members.delete(element);
    if (stretch !== undefined && this.asked.delete(element)) {
      this.ask(stretch);
    }
    // Last: an element of a frame that is gone throws in Firefox.
    spared(() => this.near.unobserve(element));
    spared(() => this.far.unobserve(element));
  }

  /** Whether this holds what is near: a ticker that moves by itself does not. */
  private holds(scrolled: Node): boolean {
    for (const element of this.inside) {
      if (spared(() => scrolled.contains(element)) === true) {
        return true;
      }
    }
    return false;
  }

  private sort(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!this.singles.has(target) && !this.stretches.has(target)) {
        continue;
      }
      if (isIntersecting) {
        this.inside.add(target);
      } else {
        this.inside.delete(target);
      }
      this.changed.add(target);
    }
    if (this.singles.size > SINGLES) {
      this.gather();
    }
    if (this.changed.size > 0) {
      this.calm.ask();
    }
  }

  private tell(): void {
    for (const [asked, stretch] of this.asked) {
      // Of one that is not shown any more Firefox tells nothing.
      if (!stretch.isOpen && spared(() => asked.checkVisibility()) === false) {
        this.setOpen(stretch, true);
      }
    }
    const came = [...this.changed].filter((element) => this.inside.has(element) && !this.told.has(element));
    const left = [...this.changed].filter((element) => !this.inside.has(element) && this.told.has(element));
    this.changed.clear();
    // What leaves by a few can wait for what comes: the page is drawn once for both.
    if (came.length === 0 && left.length <= FEW) {
      for (const element of left) {
        this.changed.add(element);
      }
      return;
    }
    for (const element of left) {
      this.told.delete(element);
    }
    for (const element of came) {
      this.told.add(element);
    }
    // What leaves dirties the layout that what comes is measured in.
    this.came(came);
    this.left(left);
  }

  /** Makes stretches of the single elements. They have come in the page's
   *  order but for a few, which get stretches of their own. */
  private gather(): void {
    let stretch: Stretch | undefined;
    let root: Node | undefined;
    let from = 0;
    for (const element of this.singles) {
      const top = topOf(element);
      const around = spared(() => rootOf(element));
      const isNeighbour = around === root && Math.abs(top - from) < SPAN;
      if (stretch === undefined || !isNeighbour || stretch.members.size >= MEMBERS) {
        stretch = { members: new Set(), isOpen: true };
        root = around;
        from = top;
      }
      stretch.members.add(element);
      this.stretches.set(element, stretch);
      if (stretch.members.size === 1) {
        this.ask(stretch);
      }
    }
    this.singles.clear();
  }

  private ask(stretch: Stretch): void {
    const [first] = stretch.members;
    if (first !== undefined) {
      this.asked.set(first, stretch);
      spared(() => this.far.observe(first));
    }
  }

  private open(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const stretch = this.asked.get(target);
      // Where one that isn't shown stands tells nothing of the others.
      const isOpen = isIntersecting || (boundingClientRect.width === 0 && boundingClientRect.height === 0);
      if (stretch !== undefined && stretch.isOpen !== isOpen) {
        this.setOpen(stretch, isOpen);
      }
    }
  }

  private setOpen(stretch: Stretch, isOpen: boolean): void {
    stretch.isOpen = isOpen;
    for (const member of stretch.members) {
      if (isOpen) {
        spared(() => this.near.observe(member));
      } else if (!this.inside.has(member)) {
        spared(() => this.near.unobserve(member));
      }
    }
  }
}

function isNear(element: Element): boolean {
  const box = spared(() => element.getBoundingClientRect());
  return box !== undefined && box.width > 0 && box.height > 0 && box.bottom > -innerHeight && box.top < 2 * innerHeight;
}

function topOf(element: Element): number {
  return spared(() => element.getBoundingClientRect().top) ?? Number.NaN;
}
