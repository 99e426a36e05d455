// The script of the test page with a thread: a Lexical reply box, and what the
// tests do to the page from inside, heard as events.

import { registerRichText } from "@lexical/rich-text";
import { createEditor } from "lexical";

const root = document.querySelector<HTMLElement>("#lexical");
if (root !== null) {
  root.contentEditable = "true";
  const editor = createEditor({ namespace: "test", onError: (error) => console.error(error) });
  editor.setRootElement(root);
  registerRichText(editor);
}

for (const opener of document.querySelectorAll<HTMLElement>(".reply")) {
  opener.addEventListener("click", () => {
    const box = document.createElement("textarea");
    box.className = "box";
    // A site takes its time.
    requestAnimationFrame(() => opener.after(box));
  });
}
