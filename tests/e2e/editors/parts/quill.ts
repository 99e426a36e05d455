import type Quill from "quill";
import type { Held } from "./held";

/** What both versions do alike. */
export function quill(Editor: typeof Quill, place: HTMLElement, text: string): Held {
  const container = document.createElement("div");
  place.append(container);
  const editor = new Editor(container);
  editor.setText(text, "silent");
  editor.history.clear();
  return {
    element: editor.root,
    // A document of Quill's ends with a newline.
    text: () => editor.getText().replace(/\n$/, ""),
    remove: () => container.remove(),
  };
}
