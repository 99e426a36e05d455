// What the agent types into a reply box, told so that it can be kept.

import { type Box, boxAround, isUsable } from "./boxes";
import { isInsertedInto } from "./insert";
import { textIn } from "./lines";
import type { Plan } from "./plan";
import type { Shutdown } from "./shutdown";
import { focused, isElement } from "./tree";

/** Milliseconds of silence before the text is told. */
const SILENCE = 300;

/** After each of these another text may stand in the box. Editors that write
 *  themselves what is typed let no `input` come of it. */
const WRITING = ["keydown", "beforeinput", "input", "paste", "cut", "drop"];

export class Typed {
  private box: Box | undefined;
  /** What stood in it before; undefined where that is not known. */
  private before: string | undefined;
  /** By more than keys: a key may also have sent the text off. */
  private mayBeEmptied = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Documents of frames that the focus was in: their events stay in them. */
  private readonly frames = new Map<Document, AbortController>();

  constructor(
    private readonly plan: () => Plan | undefined,
    private readonly told: (box: Box, text: string) => void,
    private readonly shutdown: Shutdown,
  ) {
    for (const type of WRITING) {
      shutdown.listen<Event>(document, type, (event) => this.heard(event), true);
    }
    shutdown.listen(document, "focusout", () => this.tell(), true);
    shutdown.listen(window, "pagehide", () => this.tell(), true);
    shutdown.listen(window, "blur", () => this.followFocus());
    shutdown.atEnd(() => {
      clearTimeout(this.timer);
      for (const listening of this.frames.values()) {
        listening.abort();
      }
    });
    this.followFocus();
  }

  /** Tells what the box holds so far, and hears what she types there next. */
  beforeInsertion(box: Box): void {
    this.tell();
    this.listenIn(box.ownerDocument);
  }

  /** At the blur of a window the focus is not yet where it goes. */
  private followFocus(): void {
    setTimeout(() => {
      const inner = focused()?.ownerDocument;
      if (inner !== undefined && !this.shutdown.isOver) {
        this.listenIn(inner);
      }
    });
  }

  private listenIn(inner: Document): void {
    const view = inner.defaultView;
    if (inner === document || view === null || this.frames.has(inner)) {
      return;
    }
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    this.frames.set(inner, listening);
    for (const type of WRITING) {
      inner.addEventListener(type, (event) => this.heard(event), options);
    }
    inner.addEventListener("focusout", () => this.tell(), options);
    view.addEventListener("blur", (event) => event.target === view && this.followFocus(), options);
    view.addEventListener(
      "pagehide",
      () => {
        this.tell();
        listening.abort();
        this.frames.delete(inner);
      },
      options,
    );
  }

  private heard(event: Event): void {
    const plan = this.plan();
    const [target] = event.composedPath();
    if (!event.isTrusted || plan === undefined || !isElement(target)) {
      return;
    }
    const box = boxAround(plan, target);
    if (box === undefined || isInsertedInto(box) || !isUsable(box)) {
      return;
    }
    if (box !== this.box || isEnter(event)) {
      this.tell();
      this.box = box;
      this.before = event.type === "input" ? undefined : textIn(box);
      this.mayBeEmptied = false;
    }
    this.mayBeEmptied ||= event.type !== "keydown";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), SILENCE);
  }

  private tell(): void {
    clearTimeout(this.timer);
    const { box } = this;
    if (box === undefined) {
      return;
    }
    this.box = undefined;
    const text = textIn(box);
    if (text !== this.before && (text !== "" || this.mayBeEmptied)) {
      this.told(box, text);
    }
  }
}

/** On many sites it sends the text off. */
function isEnter(event: Event): boolean {
  return event.type === "keydown" && (event as KeyboardEvent).key === "Enter";
}
