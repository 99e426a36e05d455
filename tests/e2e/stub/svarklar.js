// A desk for tests of the page layer: keeps what the script tells, sends what
// the test asks. In the place of wasm-pack's output.

const stub = { received: [], stored: [], storedAtStart: [], host: undefined };
globalThis.stub = stub;

// biome-ignore lint/style/noDefaultExport: wasm-pack's shape
export default function init() {
  return Promise.resolve();
}

export class Desk {
  static start(root, stored, _language, host, restarted) {
    if (stored.some(({ key }) => key === "svarklar/unstartable")) {
      throw new Error("svarklar.data is of another build");
    }
    root.textContent = "Stub desk";
    stub.storedAtStart = stored;
    stub.host = host;
    stub.restarted = restarted;
    return new Desk();
  }

  from_page(message) {
    if (stub.trap) {
      throw new WebAssembly.RuntimeError("unreachable");
    }
    stub.received.push(message);
  }

  stored(entries) {
    stub.stored.push(...entries);
  }

  disconnected() {}

  storage_failed() {
    stub.storageFailed = true;
  }
}
