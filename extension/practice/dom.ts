/** Builds an element without ever parsing HTML, so that it works under Trusted Types. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Facebook's buttons are `div`s with a role. */
export function button(attributes: Record<string, string>, label: string, onPress: () => void): HTMLElement {
  const made = element("div", { role: "button", tabindex: "0", ...attributes }, label);
  made.addEventListener("click", onPress);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onPress();
  });
  return made;
}

const SVG = "http://www.w3.org/2000/svg";
const HUES = 8;

/** A coloured disc with the first letter of a name. */
export function avatar(name: string): SVGSVGElement {
  const hue = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES;
  const svg = shape("svg", { viewBox: "0 0 36 36", width: "36", height: "36", "aria-hidden": "true" });
  svg.classList.add("avatar", `hue-${hue}`);
  const letter = shape("text", { x: "18", y: "24", "text-anchor": "middle", fill: "currentColor" });
  letter.textContent = name.charAt(0);
  svg.append(shape("circle", { cx: "18", cy: "18", r: "18", fill: "#8886" }), letter);
  return svg;
}

function shape<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string>,
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
