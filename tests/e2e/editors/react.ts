// A textarea whose value is React's, as those of Instagram are.

import { type ChangeEvent, createElement, type ReactElement, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { hold } from "./parts/held";

hold((place, text) => {
  let state = text;

  function Box(): ReactElement {
    const [value, setValue] = useState(state);
    state = value;
    const onChange = (event: ChangeEvent<HTMLTextAreaElement>): void => setValue(event.target.value);
    return createElement("textarea", { value, rows: 5, onChange });
  }

  const root = createRoot(place);
  flushSync(() => root.render(createElement(Box)));
  const element = place.querySelector("textarea");
  if (element === null) {
    throw new Error("no box came");
  }
  return { element, text: () => state, remove: () => root.unmount() };
});
