// The content script: Svarklar's eyes and hands on the page.
//
//   page ──eyes──▶ records ──port──▶ desk (its own frame, decides everything)
//   page ◀─marks, hands─── messages ◀─┘
//
// This file is the life cycle. The script starts once, opens the desk's frame,
// and waits for its desk to prove itself; what the desk asks is carried out
// here and nothing else. When the extension goes, so does everything here.

import type { FromPage, ToPage } from "../generated/messages";
import type { ToBackground } from "../inner";
import { watchAddress } from "./address";
import { Allowance } from "./allowance";
import { boxFor, postOf } from "./boxes";
import { Elements } from "./elements";
import { Eyes } from "./eyes";
import { DeskFrame } from "./frame";
import { Frames } from "./frames";
import { goTo } from "./go";
import { insertInto } from "./insert";
import { Keys } from "./keys";
import { endWithExtension, isAlive } from "./life";
import { isBlank } from "./lines";
import { Marks } from "./marks";
import { removeRemnants } from "./own";
import { isClosed, Picker } from "./picker";
import { NOTHING } from "./plan";
import { DeskPort } from "./port";
import { Shutdown } from "./shutdown";
import { sketchOf } from "./sketch";
import { textOf } from "./text";
import { Typed } from "./typed";

/** How often the desk comes back to a page that takes it away. */
const comebacks = new Allowance(3, 60_000);

function start(): void {
  globalThis.svarklarRuns = isAlive;
  removeRemnants(document);
  const shutdown = new Shutdown();
  // So that the toolbar button can start it anew.
  shutdown.atEnd(() => {
    if (globalThis.svarklarRuns === isAlive) {
      globalThis.svarklarRuns = undefined;
    }
  });
  const elements = new Elements();
  const send = (message: FromPage): void => port.send(message);

  const marks = new Marks(elements, (at) => send({ kind: "mark_pressed", at }), shutdown);
  const eyes = new Eyes(
    elements,
    {
      send,
      sendText: (message) => port.sendText(message),
      changed: (records) => marks.changed(records),
      gone: (handles) => marks.hide(handles),
    },
    shutdown,
  );
  const tellOpened = (): void => send(opened());

  const port = new DeskPort(
    {
      opened: () => {
        frame.show();
        tellOpened();
        endWithExtension(shutdown);
      },
      received: (message) => carryOut(message),
      closed: () => {
        eyes.close();
        marks.clear();
        picker.close();
      },
      toggled: () => send({ kind: "pressed", command: "toggle" }),
    },
    shutdown,
  );
  const frame = new DeskFrame(
    {
      loaded: (element) => port.offer(element),
      // `document.open()` also takes every listener away.
      uprooted: () => {
        shutdown.end();
        start();
      },
      drivenOut: () => {
        tellBackground({ kind: "driven_out" });
        shutdown.end();
      },
    },
    comebacks,
    shutdown,
  );

  const picker = new Picker(
    {
      picked: (slot, element) => send(pickedMessage(slot, element, picker.chosen)),
      cancelled: () => send({ kind: "pressed", command: "cancel" }),
      place: (pane) => frame.putBefore(pane),
      focusDesk: () => frame.focus(),
    },
    shutdown,
  );

  const typed = new Typed(
    () => eyes.current,
    (box, text) => {
      const post = eyes.current === undefined ? undefined : postOf(eyes.current, box);
      send({ kind: "typed", at: post === undefined ? null : (elements.known(post) ?? null), text });
    },
    shutdown,
  );
  const keys = new Keys((command) => send({ kind: "pressed", command }), shutdown);
  const frames = new Frames([typed, keys], shutdown);
  watchAddress(tellOpened, shutdown);

  let insertions: Promise<void> = Promise.resolve();

  function carryOut(message: ToPage): void {
    switch (message.kind) {
      case "probe":
        eyes.probe(message.probes);
        break;
      case "read":
        marks.clear();
        eyes.follow(message.plan);
        break;
      case "mark":
        marks.show(message.marks);
        break;
      case "unmark":
        marks.hide(message.at);
        break;
      case "go_to": {
        const post = elements.element(message.at);
        if (post !== undefined) {
          goTo(post);
        }
        break;
      }
      case "insert":
        insertions = insertions
          .then(() => insert(message))
          .catch(() => send({ kind: "inserted", request: message.request, outcome: { kind: "not_there", found: "" } }));
        break;
      case "shape":
        frame.setShape(message.folded);
        break;
      case "pick":
        picker.pick(message.slot, message.label, message.lang);
        break;
      case "stop_picking":
        picker.stop();
        break;
    }
  }

  async function insert({ request, at, text, mode }: Extract<ToPage, { kind: "insert" }>): Promise<void> {
    const plan = eyes.current;
    const post = elements.element(at);
    const isFeasible = plan !== undefined && post !== undefined && !isBlank(text);
    const box = isFeasible ? await boxFor(plan, post) : undefined;
    if (box === undefined) {
      send({ kind: "inserted", request, outcome: { kind: "no_box" } });
      return;
    }
    typed.tell();
    // What she types there next is hers.
    frames.enter(box.ownerDocument);
    send({ kind: "inserted", request, outcome: await insertInto(box, text, mode) });
  }
}

function opened(): FromPage {
  return {
    kind: "opened",
    url: location.href,
    lang: document.documentElement.lang || null,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    offset_minutes: -new Date().getTimezoneOffset(),
  };
}

/** Characters told of what is in a picked element. */
const PICKED_WORDS = 300;

function pickedMessage(slot: number, element: Element, chosen: ReadonlyMap<number, Element>): FromPage {
  const words = textOf(element, { leavesOut: NOTHING, keepsLines: undefined });
  return {
    kind: "picked",
    slot,
    words: words.slice(0, PICKED_WORDS).toWellFormed(),
    is_closed: isClosed(element),
    page: sketchOf(chosen),
  };
}

function tellBackground(message: ToBackground): void {
  chrome.runtime.sendMessage(message).catch(() => undefined);
}

/** The script's world may outlive it: by an injection into an open tab, or an
 *  update of the extension. */
declare global {
  var svarklarRuns: (() => boolean) | undefined;
}

if (globalThis.svarklarRuns?.() !== true) {
  start();
}
