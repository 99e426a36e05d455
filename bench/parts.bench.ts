// The full reading of a post in the core against the usual JavaScript parts
// (language, mood, telephones), in the same page and run: how many posts in a
// second each reads. Fails where the core is less than 20 times as fast.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { METERED, Session } from "../tests/e2e/harness";
import { Site } from "../tests/e2e/site";
import { judge, round } from "./page";

interface Compares {
  compare(wasm: string, data: string): { core: number; parts: number };
}

const PACKAGE = join(process.cwd(), "target/wasm-bench");
const AT_LEAST = 20;

const SCRIPT = `
  import { franc } from "franc";
  import Sentiment from "sentiment";
  import { findPhoneNumbersInText } from "libphonenumber-js";
  import { initSync, lend, read_post } from ${JSON.stringify(join(PACKAGE, "svarklar.js"))};
  const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const sentiment = new Sentiment();
  const COUNTRIES = ["DK", "NO", "SE", "GB"];
  const POSTS = [
    "Nettet har været nede i Hjørring siden mandag, og jeg har nu ringet tre gange uden at få fat i nogen. I lovede at vende tilbage i går! Ring til mig på 22 33 44 55, ellers siger jeg op og finder et andet selskab.",
    "Hei! Fakturaen for mars er på 1 299 kr, men jeg avtalte 499 kr i måneden da jeg bestilte. Har sendt to mailer uten svar. Kundenummeret mitt er 5566778, kan noen hos dere se på dette før forfall på fredag? Mvh Kari",
    "Har väntat på mitt paket i två veckor nu och er kundtjänst svarar aldrig. Spårningen visar samma sak varje dag. Hur svårt kan det vara att leverera till Storgatan 14? Jag vill ha pengarna tillbaka, helst i dag!!!",
    "Still no signal in Leeds since Tuesday and nobody answers the phone. I have been a customer for twelve years and this is how you treat people? Please call me back on 07700 900123 or I will take my business elsewhere.",
  ];
  let found = 0;
  const parts = (post, at) => {
    found += franc(post).length + sentiment.analyze(post).score;
    found += findPhoneNumbersInText(post, { defaultCountry: COUNTRIES[at], v2: true }).length;
  };
  const core = (post) => { found += read_post(post); };
  // Posts in a second, the best of some runs; rounds until a run takes long enough.
  const speed = (read) => {
    let best = 0;
    for (let rounds = 1, runs = 0; runs < 5; ) {
      const started = performance.now();
      for (let round = 0; round < rounds; round += 1) POSTS.forEach(read);
      const took = performance.now() - started;
      if (took < 200) { rounds *= 2; continue; }
      best = Math.max(best, (rounds * POSTS.length * 1000) / took);
      runs += 1;
    }
    return best;
  };
  globalThis.compare = (wasm, data) => {
    initSync({ module: new WebAssembly.Module(bytes(wasm)) });
    if (!lend(bytes(data))) throw new Error("the data is of another build");
    return { core: speed(core), parts: speed(parts), found };
  };
`;

const bundle = await build({
  stdin: { contents: SCRIPT, resolveDir: process.cwd(), loader: "js" },
  bundle: true,
  write: false,
  format: "iife",
  define: { "import.meta.url": '"http://localhost/"' },
});
const base64 = async (file: string) => (await readFile(join(PACKAGE, file))).toString("base64");
const [wasm, data] = [await base64("optimised.wasm"), await base64("svarklar.data")];
const site = await Site.start({ "/": { body: "" } });
const session = await Session.start("chromium", METERED);
const tab = await session.open(site.url("/"));
await tab.page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
const { core, parts } = await tab.page.evaluate(
  (wasm, data) => (globalThis as unknown as Compares).compare(wasm, data),
  wasm,
  data,
);
console.log(`chromium: the core ${round(core)} posts in a second, the JavaScript parts ${round(parts)}`);
judge("time of the core / of the parts", parts / core, 1 / AT_LEAST);
await session.close();
await site.close();
