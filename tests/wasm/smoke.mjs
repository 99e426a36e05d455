// Loads the Wasm as it will be shipped. An optimiser that breaks the output
// (Debian's binaryen does) is found here and not in somebody's browser.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const PACKAGE = join(import.meta.dirname, "../../target/wasm-pkg");

const module = await WebAssembly.compile(await readFile(join(PACKAGE, "svarklar_bg.wasm")));
const { initSync, Desk } = await import(join(PACKAGE, "svarklar.js"));
initSync({ module });
const data = await readFile(join(PACKAGE, "svarklar.data"));
assert.throws(() => Desk.start({}, [], "da", {}, false, data.subarray(1)), /another build/);
// Wrong input has to come back as an error through the externref table.
assert.throws(() => Desk.start({}, 5, "da", {}, false, data), /non-object|invalid type/);
console.log("Wasm: loads and answers");
