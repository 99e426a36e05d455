// A page as it might stand after its site was redesigned: what the profile
// knows its posts by, or their authors or texts, is called otherwise.

import { type ProfileFile, planOf } from "./profiles";

/** What a selector knows an element by. */
interface Hooks {
  classes: string[];
  ids: string[];
  /** Elements of the site's own making. */
  tags: string[];
  /** Attributes, by their name alone or by words in their value. */
  attributes: { name: string; value: string | null }[];
}

export type Part = "item" | "author" | "text";

/** The page, and a script that renames in it before anything is read; undefined
 *  where the profile knows the part by no name of the site's making. What shows
 *  that there are posts stays, and so do posts whose parts are renamed. */
export function broken(file: ProfileFile, part: Part, html: string): string | undefined {
  const { item, evidence, fields } = planOf(file, 1);
  const isOfItem = part === "item";
  const hooks = hooksOf(isOfItem ? item : fields[part].map(({ select }) => select ?? "").join(", "));
  const kept = hooksOf([evidence ?? "", ...(isOfItem ? [] : [item, file.detect ?? ""])].join(", "));
  const isKept = new Set(listed(kept));
  const renamed: Hooks = {
    classes: hooks.classes.filter((name) => !isKept.has(`.${name}`)),
    ids: hooks.ids.filter((name) => !isKept.has(`#${name}`)),
    tags: hooks.tags.filter((name) => !isKept.has(name)),
    attributes: hooks.attributes.filter((attribute) => !isKept.has(shown(attribute))),
  };
  if (listed(renamed).length === 0) {
    return undefined;
  }
  return `${html}<script>(${rename})(document, ${JSON.stringify(renamed)})</script>`;
}

function hooksOf(selector: string): Hooks {
  let positive = selector;
  for (let before = ""; before !== positive; ) {
    before = positive;
    positive = positive.replace(/:not\([^()]*\)/g, "");
  }
  const tests = /\[\s*([\w-]+)\s*(?:[~|^$*]?=\s*(?:"([^"]*)"|'([^']*)'|([^\]\s]*))[^\]]*)?\]/g;
  const outside = positive.replace(tests, "");
  return {
    classes: names(outside, /\.([\w-]+)/g),
    ids: names(outside, /#([\w-]+)/g),
    tags: names(outside, /(?<![\w.#:-])([a-z]\w*-[\w-]+)/g),
    attributes: [...positive.matchAll(tests)]
      .map(([, name = "", ...values]) => ({ name, value: values.find((value) => value !== undefined) ?? null }))
      // That there is an `id` or an `href` is no name that a site gives.
      .filter(({ name, value }) => value !== null || name.includes("-")),
  };
}

function names(selector: string, pattern: RegExp): string[] {
  return [...selector.matchAll(pattern)].map(([, name = ""]) => name);
}

function listed({ classes, ids, tags, attributes }: Hooks): string[] {
  return [...classes.map((name) => `.${name}`), ...ids.map((name) => `#${name}`), ...tags, ...attributes.map(shown)];
}

function shown({ name, value }: Hooks["attributes"][number]): string {
  return `[${name}=${value}]`;
}

/** Runs in the page. */
function rename(root: Document | ShadowRoot, hooks: Hooks): void {
  const other = (value: string): string => `${value.slice(0, 1)}-x-${value.slice(1)}`;

  function renameTag(element: Element): Element {
    if (!hooks.tags.includes(element.localName)) {
      return element;
    }
    const renamed = document.createElement(other(element.localName));
    for (const { name, value } of element.attributes) {
      renamed.setAttribute(name, value);
    }
    renamed.append(...element.childNodes);
    element.replaceWith(renamed);
    return renamed;
  }

  function renameAttributes(element: Element): void {
    for (const { name, value } of hooks.attributes) {
      const found = element.getAttribute(name) ?? "";
      if (value !== null && found.includes(value)) {
        element.setAttribute(name, found.replaceAll(value, other(value)));
      } else if (value === null && element.hasAttribute(name)) {
        element.removeAttribute(name);
        element.setAttribute(other(name), found);
      }
    }
  }

  for (const old of root.querySelectorAll("*")) {
    const element = renameTag(old);
    renameAttributes(element);
    for (const name of hooks.classes) {
      element.classList.replace(name, other(name));
    }
    if (hooks.ids.includes(element.id)) {
      element.id = other(element.id);
    }
    if (old.shadowRoot !== null) {
      rename(old.shadowRoot, hooks);
    }
  }
}
