import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { hold } from "./parts/held";

hold((place, text) => {
  const content = text.split("\n").map((line) => ({
    type: "paragraph",
    content: line === "" ? [] : [{ type: "text", text: line }],
  }));
  const editor = new Editor({ element: place, extensions: [StarterKit], content: { type: "doc", content } });
  return {
    element: editor.view.dom,
    text: () => editor.getText({ blockSeparator: "\n" }),
    remove: () => editor.destroy(),
  };
});
