// Runs what needs the browsers.
//
//   node tests/e2e/run.mjs test [WORD…]    tests/e2e/*.test.ts, those with one of the words in their name;
//                                          without a word all but those ON_REQUEST
//   node tests/e2e/run.mjs bench [WORD…]   bench/*.bench.ts
//   node tests/e2e/run.mjs tour BROWSER    tests/e2e/tour.ts
//
// Bundles them and what their pages load, and builds the extension with the
// stub desk. Tests run one file after another with node:test. No retries.

import { spawnSync } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "../..");
const OUT = join(ROOT, "target/e2e");

/** Tests of what a machine need not have; see build.sh. */
const ON_REQUEST = ["wordpress.test.ts"];

const COMMANDS = { test: runTests, bench: runBenches, tour: runTour };

const [name = "test", ...rest] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  console.error("usage: run.mjs test [WORD…] | bench [WORD…] | tour BROWSER");
  process.exit(2);
}
await command(rest);

async function runTests(words) {
  const files = await named(HERE, ".test.ts", words);
  await buildStub();
  run("node", [
    "--test",
    "--test-concurrency=1",
    "--test-reporter=spec",
    "--enable-source-maps",
    ...(await bundle(files)),
  ]);
}

async function runBenches(words) {
  const files = await named(join(ROOT, "bench"), ".bench.ts", words);
  await buildStub();
  buildExtension("metered", "--before", join(ROOT, "bench/meter.js"));
  for (const file of await bundle(files)) {
    run("node", ["--enable-source-maps", file]);
  }
}

async function runTour(args) {
  const [file] = await bundle([join(HERE, "tour.ts")]);
  run("node", ["--enable-source-maps", file, ...args]);
}

async function named(folder, ending, words) {
  const isMeant = (file) =>
    words.length === 0 ? !ON_REQUEST.includes(file) : words.some((word) => file.includes(word));
  const files = (await readdir(folder)).filter((file) => file.endsWith(ending) && isMeant(file)).sort();
  if (files.length === 0) {
    console.error(`nothing named ${words.join(", ")} in ${folder}`);
    process.exit(2);
  }
  return files.map((file) => join(folder, file));
}

/** The files as Node runs them, one bundle each. */
async function bundle(entryPoints) {
  await mkdir(OUT, { recursive: true });
  const outdir = join(OUT, "bundles");
  await build({
    entryPoints,
    outdir,
    outbase: ROOT,
    entryNames: "[name]",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  return entryPoints.map((file) => join(outdir, file.slice(file.lastIndexOf("/") + 1).replace(/\.ts$/, ".mjs")));
}

/** The extension with the stub desk, and the scripts of the test pages. */
async function buildStub() {
  const pages = join(HERE, "pages");
  await build({
    entryPoints: (await readdir(pages)).filter((file) => file.endsWith(".ts")).map((file) => join(pages, file)),
    outdir: join(OUT, "pages"),
    bundle: true,
    format: "iife",
    logLevel: "warning",
  });
  buildExtension("stub");
}

/** The extension with the stub desk. */
function buildExtension(name, ...options) {
  const files = ["--wasm", join(HERE, "stub"), "--out", join(OUT, name)];
  run("node", [join(ROOT, "extension/build.mjs"), "--local", ...files, ...options]);
}

function run(program, args) {
  const { status } = spawnSync(program, args, { stdio: "inherit", cwd: ROOT });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
