// Waiting for the page to come to something.

/** Milliseconds between two looks: twice as many each time, as a look at a
 *  large page is not cheap. */
const FIRST_WAIT = 50;
const LONGEST_WAIT = 400;

/** What `look` finds, looked for again and again; undefined after `limit`
 *  milliseconds. */
export function until<T>(look: () => T | undefined, limit: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    let next: ReturnType<typeof setTimeout> | undefined;
    let wait = FIRST_WAIT;
    const finish = (found: T | undefined): void => {
      clearTimeout(next);
      clearTimeout(end);
      resolve(found);
    };
    const end = setTimeout(() => finish(look()), limit);
    const step = (): void => {
      const found = look();
      if (found !== undefined) {
        finish(found);
      } else {
        next = setTimeout(step, wait);
        wait = Math.min(2 * wait, LONGEST_WAIT);
      }
    };
    step();
  });
}

/** Resolves when `target` has had no event of the type for `milliseconds`, at
 *  the latest after `limit`. */
export function silence(target: EventTarget, type: string, milliseconds: number, limit: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      clearTimeout(end);
      target.removeEventListener(type, heard, true);
      resolve();
    };
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(finish, milliseconds);
    };
    const end = setTimeout(finish, limit);
    let timer = setTimeout(finish, milliseconds);
    target.addEventListener(type, heard, true);
  });
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
