// Bundles the extension for both browsers.
//
//   node extension/build.mjs [--local] [--zip] [--out DIR] [--wasm DIR] [--before FILE]
//
// Without options: dist/chromium and dist/firefox, as the stores get them.
// --local  adds the overlay for pages on this machine and writes to target/ext/.
// --zip    also writes dist/svarklar-<browser>-<version>.zip.
// --wasm   where wasm-pack's output and the data file are (target/wasm-pkg).
// --before a script to run before the content script, in its world: a meter.

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { zipSync } from "fflate";

const EXTENSION = import.meta.dirname;
const ROOT = join(EXTENSION, "..");
const BROWSERS = ["chromium", "firefox"];
const WASM_FILES = ["svarklar.js", "svarklar_bg.wasm", "svarklar.data"];

const { values: options } = parseArgs({
  options: {
    local: { type: "boolean", default: false },
    zip: { type: "boolean", default: false },
    out: { type: "string" },
    wasm: { type: "string", default: join(ROOT, "target/wasm-pkg") },
    before: { type: "string" },
  },
});

const before = options.before === undefined ? "" : await readFile(options.before, "utf8");
const out = options.out ?? join(ROOT, options.local ? "target/ext" : "dist");
for (const browser of BROWSERS) {
  const folder = join(out, browser);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const manifest = await manifestFor(browser);
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await copyFiles(folder);
  await bundle(browser, folder);
  if (options.zip) {
    await writeZip(folder, join(out, `svarklar-${browser}-${manifest.version}.zip`));
  }
  console.log(`extension: ${relative(ROOT, folder)}`);
}

/** The base with the browser's overlay, and the local one where asked for. */
async function manifestFor(browser) {
  const names = ["base", browser, ...(options.local ? ["local"] : [])];
  const parts = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(EXTENSION, "manifest", `${name}.json`), "utf8"))),
  );
  return Object.assign({}, ...parts);
}

async function copyFiles(folder) {
  await cp(join(EXTENSION, "_locales"), join(folder, "_locales"), { recursive: true });
  await cp(join(EXTENSION, "page/content.css"), join(folder, "page/content.css"));
  for (const name of ["desk.html", "desk.css"]) {
    await cp(join(EXTENSION, "desk", name), join(folder, "desk", name));
  }
  for (const size of [16, 32, 48, 128]) {
    await cp(join(EXTENSION, "icons", `${size}.png`), join(folder, "icons", `${size}.png`));
  }
  for (const name of WASM_FILES) {
    await cp(join(options.wasm, name), join(folder, "desk", name));
  }
}

async function bundle(browser, folder) {
  const common = {
    bundle: true,
    target: browser === "chromium" ? "chrome131" : "firefox147",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: [join(EXTENSION, "page/main.ts")],
      outfile: join(folder, "page/content.js"),
      format: "iife",
      banner: { js: before },
    }),
    build({
      ...common,
      entryPoints: [join(EXTENSION, "background/background.ts")],
      outfile: join(folder, "background/background.js"),
      format: "iife",
    }),
    build({
      ...common,
      entryPoints: [join(EXTENSION, "desk/desk.ts")],
      outfile: join(folder, "desk/desk.js"),
      format: "esm",
      external: ["./svarklar.js"],
    }),
  ]);
}

/** Files in a fixed order with a fixed time, so that the same source gives the same bytes. */
async function writeZip(folder, file) {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = {};
  for (const path of paths.sort()) {
    files[relative(folder, path)] = [new Uint8Array(await readFile(path)), { mtime: new Date(2026, 0, 1) }];
  }
  await writeFile(file, zipSync(files, { level: 9 }));
}
