// Listens for presses as a page may: on the window, before anybody else.

for (const type of ["pointerdown", "mousedown", "mouseup", "click", "dblclick", "keydown", "focusin"]) {
  addEventListener(
    type,
    ({ target }) => {
      // What Svarklar puts on the page is not the page's own.
      if (target instanceof Element && !target.localName.startsWith("svarklar-")) {
        document.body.dataset["heard"] = `${document.body.dataset["heard"] ?? ""} ${type}`;
      }
    },
    true,
  );
}
