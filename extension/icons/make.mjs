// Draws the PNG icons from icon.svg with Chromium: node extension/icons/make.mjs

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "puppeteer-core";

const svg = await readFile(join(import.meta.dirname, "icon.svg"), "utf8");
const browser = await launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
  await page.screenshot({ path: join(import.meta.dirname, `${size}.png`), omitBackground: true });
}
await browser.close();
