import { hold } from "./parts/held";

hold((place, text) => {
  const element = document.createElement("textarea");
  element.rows = 5;
  element.value = text;
  place.append(element);
  return { element, text: () => element.value, remove: () => element.remove() };
});
