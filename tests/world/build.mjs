// Makes the world that Svarklar is shown and tested in:
//
//   node tests/world/build.mjs     into target/world: practice/, company/, serve.mjs

import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "../..");
const OUT = join(ROOT, "target/world");

const PAGES = {
  practice: join(ROOT, "extension/practice"),
  company: join(HERE, "company"),
};

for (const [name, folder] of Object.entries(PAGES)) {
  await mkdir(join(OUT, name), { recursive: true });
  for (const file of [`${name}.html`, `${name}.css`]) {
    await cp(join(folder, file), join(OUT, name, file));
  }
  await build({
    entryPoints: [join(folder, `${name}.ts`)],
    outfile: join(OUT, name, `${name}.js`),
    bundle: true,
    format: "iife",
    charset: "utf8",
    logLevel: "warning",
  });
}
await build({
  entryPoints: [join(HERE, "serve.ts")],
  outfile: join(OUT, "serve.mjs"),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
