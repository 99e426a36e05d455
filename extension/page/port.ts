// The line between the script and its desk, authenticated both ways.
//
// The script posts a nonce and one end of a channel to the frame's window,
// for the extension's origin only: the page can neither be in that frame nor
// read what is sent there. The desk asks the background worker whether the
// script of its tab gave out this nonce, and the worker asks the script: a
// desk that the page itself has framed gets no, and stays mute.
//
// Measured: `tabs` does not exist in an embedded extension frame of Firefox,
// and `runtime.connect` from a script does not reach one; `runtime.sendMessage`
// from it and a MessageChannel to it work in both browsers.

import type { FromPage, ToPage } from "../generated/messages";
import type { Greeting, ToScript } from "../inner";
import type { Shutdown } from "./shutdown";

export interface PortOwner {
  /** The desk has proved itself and listens. */
  opened(): void;
  received(message: ToPage): void;
  /** The line is gone: the desk was reloaded or removed. */
  closed(): void;
  /** The toolbar button was pressed. */
  toggled(): void;
}

export class DeskPort {
  private port: MessagePort | undefined;
  private nonce: string | undefined;
  private isOpen = false;

  constructor(
    private readonly owner: PortOwner,
    shutdown: Shutdown,
  ) {
    const heard = (
      message: ToScript,
      sender: chrome.runtime.MessageSender,
      answer: (value: boolean) => void,
    ): boolean => {
      if (sender.id === chrome.runtime.id) {
        answer(this.answer(message));
      }
      return false;
    };
    chrome.runtime.onMessage.addListener(heard);
    shutdown.atEnd(() => {
      this.close();
      chrome.runtime.onMessage.removeListener(heard);
    });
  }

  /** Offers a fresh line to the document that the frame has loaded. */
  offer(frame: HTMLIFrameElement): void {
    this.close();
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.nonce = crypto.randomUUID();
    port1.onmessage = (event: MessageEvent<ToPage>) => {
      if (port1 === this.port && this.isOpen) {
        this.owner.received(event.data);
      }
    };
    const greeting: Greeting = { svarklar: this.nonce };
    frame.contentWindow?.postMessage(greeting, new URL(frame.src).origin, [port2]);
  }

  send(message: FromPage): void {
    this.sendText(JSON.stringify(message));
  }

  /** A text crosses several times faster than the objects it stands for, and
   *  is made into them in the desk's process, not the page's. */
  sendText(message: string): void {
    if (this.isOpen) {
      this.port?.postMessage(message);
    }
  }

  close(): void {
    this.port?.close();
    this.port = undefined;
    this.nonce = undefined;
    if (this.isOpen) {
      this.isOpen = false;
      this.owner.closed();
    }
  }

  private answer(message: ToScript): boolean {
    switch (message.kind) {
      case "toggle":
        this.owner.toggled();
        return true;
      case "vouch":
        return this.vouch(message.nonce);
    }
  }

  /** As often as it is asked: the worker may die with the answer. */
  private vouch(nonce: string): boolean {
    if (this.nonce === undefined || nonce !== this.nonce) {
      return false;
    }
    if (!this.isOpen) {
      this.isOpen = true;
      this.owner.opened();
    }
    return true;
  }
}
