// The core of target/wasm-bench in a page of Chromium's, with a script that measures it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { METERED, Session } from "../tests/e2e/harness";
import { Site } from "../tests/e2e/site";

const PACKAGE = join(process.cwd(), "target/wasm-bench");

/** What a script begins with: `start` starts the core, whose exports are `core`. */
const BEGINNING = `
  import * as core from ${JSON.stringify(join(PACKAGE, "svarklar.js"))};
  const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const start = ([wasm, data]) => {
    core.initSync({ module: new WebAssembly.Module(bytes(wasm)) });
    if (!core.lend(bytes(data))) throw new Error("the data is of another build");
  };
`;

declare global {
  /** What a script defines. */
  var measure: (files: string[], input: string) => unknown;
}

/** What `measure` of the script returns, given the files of the core and the input. */
export async function measureCore(script: string, input = ""): Promise<unknown> {
  const bundle = await build({
    stdin: { contents: BEGINNING + script, resolveDir: process.cwd(), loader: "js" },
    bundle: true,
    write: false,
    format: "iife",
    define: { "import.meta.url": '"http://localhost/"' },
  });
  const base64 = async (file: string) => (await readFile(join(PACKAGE, file))).toString("base64");
  const files = await Promise.all(["optimised.wasm", "svarklar.data"].map(base64));
  const site = await Site.start({ "/": { body: "" } });
  const session = await Session.start("chromium", METERED, { exactClock: true });
  const tab = await session.open(site.url("/"));
  await tab.page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
  const measured = await tab.page.evaluate((files, input) => globalThis.measure(files, input), files, input);
  await session.close();
  await site.close();
  return measured;
}
