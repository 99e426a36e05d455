import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import {
  $createParagraphNode,
  $getRoot,
  COMMAND_PRIORITY_HIGH,
  createEditor,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  mergeRegister,
} from "lexical";
import { avatar, button, element } from "./dom";
import { PAGE_NAME } from "./posts";
import type { Words } from "./words";

/** A reply box with a real Lexical editor in it. */
export class Composer {
  readonly root: HTMLElement;
  readonly #editor: LexicalEditor;
  readonly #release: () => void;
  readonly #onSend: (text: string) => void;

  constructor(label: string, words: Words, onSend: (text: string) => void) {
    this.#onSend = onSend;
    const placeholder = element("div", { class: "placeholder", "aria-hidden": "true" }, `${label}…`);
    const box = element("div", {
      class: "box",
      role: "textbox",
      contenteditable: "true",
      tabindex: "0",
      "aria-label": label,
      "aria-placeholder": `${label}…`,
      spellcheck: "true",
    });
    const send = button({ class: "send", "aria-label": words.send }, words.send, () => this.#send());
    this.root = element(
      "div",
      { class: "composer" },
      avatar(PAGE_NAME),
      element("div", { class: "field" }, box, placeholder),
      send,
    );

    this.#editor = createEditor({
      namespace: "practice",
      onError: (error) => {
        throw error;
      },
    });
    this.#editor.setRootElement(box);
    // An empty box holds an empty paragraph, as the site's does. It comes before the history: undo keeps it.
    this.#editor.update(() => void $getRoot().append($createParagraphNode()), { discrete: true });
    this.#release = mergeRegister(
      registerRichText(this.#editor),
      registerHistory(this.#editor, createEmptyHistoryState(), 300),
      this.#editor.registerTextContentListener((text) => {
        placeholder.toggleAttribute("hidden", text !== "");
      }),
      this.#editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          if (event?.shiftKey) return false;
          event?.preventDefault();
          this.#send();
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    );
  }

  focus(): void {
    this.#editor.focus();
  }

  /** Ends the editor's listeners. */
  destroy(): void {
    this.#release();
    this.#editor.setRootElement(null);
  }

  #send(): void {
    const text = this.#text();
    if (text === "") return;
    this.#editor.update(() => {
      $getRoot().clear().append($createParagraphNode()).selectEnd();
    });
    this.#onSend(text);
  }

  #text(): string {
    return this.#editor.getEditorState().read(() =>
      $getRoot()
        .getChildren()
        .map((paragraph) => paragraph.getTextContent())
        .join("\n")
        .trim(),
    );
  }
}
