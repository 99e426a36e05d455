// What the agent types into a reply box, told so that it can be kept.

import { type Box, boxAround, isUsable } from "./boxes";
import { isInsertedInto } from "./insert";
import { textIn } from "./lines";
import type { Plan } from "./plan";
import type { Shutdown } from "./shutdown";
import { isElement } from "./tree";

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

  constructor(
    private readonly plan: () => Plan | undefined,
    private readonly told: (box: Box, text: string) => void,
    shutdown: Shutdown,
  ) {
    this.listenIn(document, { capture: true, signal: shutdown.signal });
    shutdown.atEnd(() => clearTimeout(this.timer));
  }

  /** Hears what is typed in this document: a frame's stays in the frame. */
  listenIn(page: Document, options: AddEventListenerOptions): void {
    for (const type of WRITING) {
      page.addEventListener(type, (event) => this.heard(event), options);
    }
    page.addEventListener("focusout", () => this.tell(), options);
    page.defaultView?.addEventListener("pagehide", () => this.tell(), options);
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

  /** Tells what the box holds so far. */
  tell(): void {
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
