// Waiting for the page to come to something.

/** What `look` finds, looked for in every frame; undefined after `limit`
 *  milliseconds. Also ends while the tab is hidden. */
export function until<T>(look: () => T | undefined, limit: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    let frame = 0;
    const finish = (found: T | undefined): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      resolve(found);
    };
    const timer = setTimeout(() => finish(look()), limit);
    const step = (): void => {
      const found = look();
      if (found !== undefined) {
        finish(found);
      } else {
        frame = requestAnimationFrame(step);
      }
    };
    step();
  });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
