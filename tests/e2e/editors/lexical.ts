import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import { $createParagraphNode, $createTextNode, $getRoot, createEditor, mergeRegister } from "lexical";
import { hold } from "./parts/held";

hold((place, text) => {
  const element = document.createElement("div");
  element.contentEditable = "true";
  place.append(element);
  const editor = createEditor({
    namespace: "test",
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(element);
  editor.update(
    () => {
      const paragraphs = text
        .split("\n")
        .map((line) => $createParagraphNode().append(...(line === "" ? [] : [$createTextNode(line)])));
      $getRoot().append(...paragraphs);
    },
    { discrete: true },
  );
  const release = mergeRegister(registerRichText(editor), registerHistory(editor, createEmptyHistoryState(), 300));
  return {
    element,
    text: () =>
      editor.getEditorState().read(() =>
        $getRoot()
          .getChildren()
          .map((paragraph) => paragraph.getTextContent())
          .join("\n"),
      ),
    remove() {
      release();
      editor.setRootElement(null);
    },
  };
});
