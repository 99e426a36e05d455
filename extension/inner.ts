// Messages between the extension's own contexts. What crosses between page
// and desk is in generated/messages.ts, not here.

/** To the background worker, by `runtime.sendMessage`. */
export type ToBackground =
  /** The desk will ask something soon. */
  | { kind: "wake" }
  /** The desk asks whether the script of its tab gave it this nonce. */
  | { kind: "vouch"; nonce: string }
  /** The desk's number for the toolbar button. */
  | { kind: "badge"; waiting: number; tier: number }
  /** The page keeps removing the desk; the script has given up. */
  | { kind: "driven_out" };

/** From the background worker to a tab's content script, by `tabs.sendMessage`. */
export type ToScript =
  /** Answered with true if the script gave this nonce to its own frame. */
  | { kind: "vouch"; nonce: string }
  /** The toolbar button was pressed. */
  | { kind: "toggle" };

/** What the script posts to its frame with one end of a channel. */
export type Greeting = { svarklar: string };

export const SCRIPT_FILE = "page/content.js";
export const SHEET_FILE = "page/content.css";
export const DESK_FILE = "desk/desk.html";
