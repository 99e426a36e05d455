import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createEditor, Node } from "slate";
import { withHistory } from "slate-history";
import { Editable, ReactEditor, Slate, withReact } from "slate-react";
import { hold } from "./parts/held";

hold((place, text) => {
  const editor = withReact(withHistory(createEditor()));
  const initialValue = text.split("\n").map((line) => ({ type: "paragraph", children: [{ text: line }] }));
  const props = { editor, initialValue, children: createElement(Editable, { placeholder: "Skriv et svar…" }) };
  const root = createRoot(place);
  flushSync(() => root.render(createElement(Slate, props)));
  return {
    element: ReactEditor.toDOMNode(editor, editor),
    text: () => editor.children.map((node) => Node.string(node)).join("\n"),
    remove: () => root.unmount(),
  };
});
