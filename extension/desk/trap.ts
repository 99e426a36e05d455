// After a panic the Wasm core runs on with broken state: it must not be called
// again. The desk is rebuilt once from storage, by loading its document anew;
// the second time it says so and stays down, its views gone.

const RESTARTED = "restarted";

/** Whether this is the second life, after a trap. */
export function isRestarted(): boolean {
  return new URL(location.href).searchParams.has(RESTARTED);
}

/** Returns what every call into the core and out of it goes through. */
export function closeAfterTrap(close: () => void): (call: () => void) => void {
  let dead = false;
  const trapped = (error: unknown): void => {
    if (!(error instanceof WebAssembly.RuntimeError) || dead) {
      return;
    }
    dead = true;
    close();
    restartOrTell();
  };
  addEventListener("error", (event) => trapped(event.error));
  addEventListener("unhandledrejection", (event) => trapped(event.reason));
  return (call) => {
    if (dead) {
      return;
    }
    try {
      call();
    } catch (error) {
      trapped(error);
      throw error;
    }
  };
}

/** Also for a core that does not start, of another build than its data. */
export function restartOrTell(): void {
  if (!isRestarted()) {
    const address = new URL(location.href);
    address.searchParams.set(RESTARTED, "1");
    location.replace(address);
    return;
  }
  document.querySelector("#desk")?.remove();
  const trouble = document.querySelector<HTMLElement>("#trouble");
  if (trouble !== null) {
    trouble.textContent = chrome.i18n.getMessage("trouble");
    trouble.hidden = false;
  }
}
