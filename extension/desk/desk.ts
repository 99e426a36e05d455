// The desk's document: brings the Wasm core, the page's script and the
// browser's storage together, and carries out what the core asks of its host.

import type { FromPage, ToHost } from "../generated/messages";
import type { ToBackground } from "../inner";
import { accepted } from "../page/plan";
import { waitForScript } from "./port";
import { keepStored, loadStored, watchStored } from "./storage";
import type { Host } from "./svarklar";
import { closeAfterTrap, isRestarted, restartOrTell } from "./trap";

async function open(): Promise<void> {
  const loading = Promise.all([loadCore(), loadStored()]);
  const port = await waitForScript(loading);
  const guard = closeAfterTrap(() => {
    port.onmessage = null;
    port.close();
  });
  const [{ core, data }, stored] = await loading;
  const root = document.querySelector<HTMLElement>("#desk");
  if (root === null) {
    return;
  }
  document.documentElement.lang = chrome.i18n.getUILanguage();
  const host: Host = {
    toPage: (message) => guard(() => port.postMessage(message)),
    toHost: (message) => guard(() => carryOut(message, answers)),
  };
  const answers: Answers = {
    storageFailed: () => guard(() => desk.storage_failed()),
    checked: (refused) => guard(() => desk.checked(refused)),
  };
  const desk = core.Desk.start(root, stored, chrome.i18n.getUILanguage(), host, isRestarted(), data);
  port.onmessage = (event: MessageEvent<string>) => {
    const message: FromPage = JSON.parse(event.data);
    guard(() => desk.from_page(message));
  };
  root.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) {
      readFile(target)?.then((json) => guard(() => desk.imported(json)));
    }
  });
  watchStored((entries) => guard(() => desk.stored(entries)));
  const disconnected = (): void => guard(() => desk.disconnected());
  // Chromium tells it when the script's end of the line is gone.
  port.addEventListener("close", disconnected);
  addEventListener("pagehide", disconnected);
  addEventListener("pageshow", ({ persisted }) => {
    // A page comes back that the browser has kept (Firefox; Chromium keeps
    // none with a frame of an extension). What was stored meanwhile was not told.
    if (persisted) {
      location.reload();
    }
  });
}

/** The Wasm core, and the data file beside it; of this extension's own origin. */
async function loadCore() {
  const data = fetch(chrome.runtime.getURL("desk/svarklar.data")).then((response) => response.arrayBuffer());
  const core = await import("./svarklar.js");
  await core.default();
  return { core, data: new Uint8Array(await data) };
}

/** What the core is told of what it asked for. */
interface Answers {
  storageFailed(): void;
  /** These are no selectors to this browser. */
  checked(refused: string[]): void;
}

function carryOut(message: ToHost, answers: Answers): void {
  switch (message.kind) {
    case "store":
      keepStored(message.entries).catch(answers.storageFailed);
      break;
    case "check": {
      const refused = message.selectors.filter((selector) => accepted(selector) === undefined);
      queueMicrotask(() => answers.checked(refused));
      break;
    }
    case "badge": {
      const badge: ToBackground = { kind: "badge", waiting: message.waiting, tier: message.tier };
      chrome.runtime.sendMessage(badge).catch(() => undefined);
      break;
    }
    case "save":
      saveFile(message.name, message.json);
      break;
    case "copy":
      void copy(message.text);
      break;
  }
}

/** No settings are longer. */
const MOST_BYTES = 1_000_000;

/** What stands in the file that was just chosen; nothing where none was. One that can't
 *  be read is told as an empty one. */
function readFile(field: HTMLInputElement): Promise<string> | undefined {
  const text = field.files?.[0]
    ?.slice(0, MOST_BYTES)
    .text()
    .catch(() => "");
  if (text !== undefined) {
    // The same one can be chosen again.
    field.value = "";
  }
  return text;
}

/** In lines, for people. */
function saveFile(name: string, json: string): void {
  const text = `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The agent has just pressed Copy in this frame: the browser allows it. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
}

function copyBySelection(text: string): void {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

open().catch(restartOrTell);
