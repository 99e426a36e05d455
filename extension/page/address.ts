// Notices that the page went elsewhere without loading a new document.

import type { Shutdown } from "./shutdown";

/** Not told of a change behind the `#`: that is a place on the same page. */
export function watchAddress(changed: () => void, shutdown: Shutdown): void {
  let address = withoutHash();
  const look = (): void => {
    const now = withoutHash();
    if (now !== address) {
      address = now;
      changed();
    }
  };
  shutdown.listen(navigation, "currententrychange", look);
  shutdown.listen(window, "popstate", look);
}

function withoutHash(): string {
  const { origin, pathname, search } = location;
  return origin + pathname + search;
}
