// Adds up how long the content script's own callbacks run. Stands before the
// script, in its world; tells the sum and the longest in an attribute of the
// page's root element whenever the page asks by an event. At another event it
// runs the bare pass: a script's world may reach the page by slower ways than
// the page itself (Firefox).
(() => {
  let busy = 0;
  let longest = 0;
  let isRunning = false;

  const timed = (callback) =>
    function (...args) {
      if (isRunning) {
        return callback.apply(this, args);
      }
      isRunning = true;
      const start = performance.now();
      try {
        return callback.apply(this, args);
      } finally {
        const time = performance.now() - start;
        isRunning = false;
        busy += time;
        longest = Math.max(longest, time);
      }
    };

  for (const name of ["requestIdleCallback", "requestAnimationFrame", "setTimeout"]) {
    const ask = globalThis[name].bind(globalThis);
    globalThis[name] = (callback, ...rest) => ask(timed(callback), ...rest);
  }
  for (const name of ["MutationObserver", "IntersectionObserver"]) {
    const Observer = globalThis[name];
    globalThis[name] = class extends Observer {
      constructor(callback, options) {
        super(timed(callback), options);
      }
    };
  }
  const Channel = MessageChannel;
  globalThis.MessageChannel = class {
    constructor() {
      const { port1, port2 } = new Channel();
      this.port2 = port2;
      this.port1 = {
        postMessage: (message) => port1.postMessage(message),
        close: () => port1.close(),
        set onmessage(heard) {
          port1.onmessage = timed(heard);
        },
      };
    }
  };

  addEventListener("svarklar-bare", () => {
    const { dataset } = document.documentElement;
    const { items, selectors } = JSON.parse(dataset.pass);
    const start = performance.now();
    let length = 0;
    for (const item of document.querySelectorAll(items)) {
      for (const selector of selectors) {
        for (const match of item.querySelectorAll(selector)) {
          length += match.textContent.length;
        }
      }
    }
    dataset.bare = JSON.stringify({ time: performance.now() - start, length });
  });

  addEventListener("svarklar-meter", () => {
    document.documentElement.dataset.meter = JSON.stringify({ busy, longest });
    busy = 0;
    longest = 0;
  });
})();
