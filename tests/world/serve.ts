/** `node serve.mjs ASSETS [PORT]`: serves the practice world until it is told to stop. */
import { startWorld } from "./world";

const [assets, port = "0"] = process.argv.slice(2);
if (assets === undefined || !/^\d+$/.test(port)) {
  console.error("usage: serve ASSETS [PORT]");
  process.exit(2);
}

const world = await startWorld(assets, Number(port));
for (const path of ["/isso/", "/practice/", "/strict/isso/", "/strict/practice/"]) {
  console.log(world.pages.origin + path);
}

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void world.stop().then(() => process.exit(0));
  });
}
