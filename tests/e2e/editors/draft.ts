import { ContentState, Editor, EditorState } from "draft-js";
import { createElement, type ReactElement, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { hold } from "./parts/held";

hold((place, text) => {
  let state =
    text === "" ? EditorState.createEmpty() : EditorState.createWithContent(ContentState.createFromText(text));

  function Box(): ReactElement {
    const [editorState, setEditorState] = useState(state);
    state = editorState;
    return createElement(Editor, { editorState, onChange: setEditorState, placeholder: "Skriv et svar…" });
  }

  const root = createRoot(place);
  flushSync(() => root.render(createElement(Box)));
  return {
    element: written(place),
    text: () => state.getCurrentContent().getPlainText("\n"),
    remove: () => root.unmount(),
  };
});

function written(place: HTMLElement): HTMLElement {
  const element = place.querySelector<HTMLElement>("[contenteditable=true]");
  if (element === null) {
    throw new Error("no editor came");
  }
  return element;
}
