// The script of the test page whose posts have their buttons and boxes in
// shadow roots and frames.

export {};

const frame = document.querySelector("iframe");

for (const post of document.querySelectorAll("article.shadow")) {
  const actions = below(below(post));
  const answer = below(post);
  actions.append(opener(() => answer.append(box())));
}

if (frame !== null) {
  frame.addEventListener("load", () => {
    const inner = frame.contentDocument;
    inner?.body.append(opener(() => inner.body.append(box())));
  });
  frame.srcdoc = "<!doctype html><html lang='da'><title>Svar</title><body></body></html>";
}

/** A shadow root on a new element in `parent`. */
function below(parent: Element | ShadowRoot): ShadowRoot {
  const host = document.createElement("div");
  parent.append(host);
  return host.attachShadow({ mode: "open" });
}

function opener(open: () => void): HTMLElement {
  const button = document.createElement("button");
  button.className = "reply";
  button.textContent = "Svar";
  // A site takes its time.
  button.addEventListener("click", () => requestAnimationFrame(open));
  return button;
}

function box(): HTMLElement {
  const box = document.createElement("div");
  box.className = "box";
  box.contentEditable = "true";
  return box;
}
