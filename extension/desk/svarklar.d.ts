// What wasm-pack makes of `src/desk/`, as the desk uses it.

import type { Entry, FromPage, ToHost, ToPage } from "../generated/messages";

/** Loads the core. */
// biome-ignore lint/style/noDefaultExport: wasm-pack's shape
export default function init(): Promise<unknown>;

export class Desk {
  static start(
    root: HTMLElement,
    stored: Entry[],
    uiLanguage: string,
    host: Host,
    restarted: boolean,
    data: Uint8Array,
  ): Desk;
  from_page(message: FromPage): void;
  stored(entries: Entry[]): void;
  disconnected(): void;
  /** These are no selectors to this browser. */
  checked(refused: string[]): void;
  /** What stands in a file of settings that the agent has chosen. */
  imported(json: string): void;
  /** The browser refuses to keep what the core asked it to. */
  storage_failed(): void;
}

export interface Host {
  toPage(message: ToPage): void;
  toHost(message: ToHost): void;
}
