// Runs the browser tests: node tests/e2e/run.mjs [WORD…]
//
// Bundles tests/e2e/*.test.ts (those whose name has one of the words) and what
// their pages load, builds the extension with the stub desk, and runs them
// one after another with node:test. No retries.

import { spawnSync } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "../..");
const OUT = join(ROOT, "target/e2e");

const words = process.argv.slice(2);
const names = (await readdir(HERE))
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
if (names.length === 0) {
  console.error(`no tests named ${words.join(", ")}`);
  process.exit(2);
}

await mkdir(OUT, { recursive: true });
await build({
  entryPoints: names.map((name) => join(HERE, name)),
  outdir: join(OUT, "tests"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
await build({
  entryPoints: (await readdir(join(HERE, "pages")))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(HERE, "pages", name)),
  outdir: join(OUT, "pages"),
  bundle: true,
  format: "iife",
  logLevel: "warning",
});
run("node", [join(ROOT, "extension/build.mjs"), "--local", "--wasm", join(HERE, "stub"), "--out", join(OUT, "stub")]);
run("node", [
  "--test",
  "--test-concurrency=1",
  "--test-reporter=spec",
  "--enable-source-maps",
  ...names.map((name) => join(OUT, "tests", name.replace(/\.ts$/, ".mjs"))),
]);

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: "inherit", cwd: ROOT });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
