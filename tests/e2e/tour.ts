// `./build.sh run`: the company's page on a real comment service, with Svarklar
// on it. With a display it opens for the newcomer; without one it walks the
// way itself, saves pictures to out/ and prints the triage in the terminal.

import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { practiceSnapshot } from "../world/snapshot";
import { startWorld, type World } from "../world/world";
import { type BrowserName, eventually, REAL, Session, type Tab } from "./harness";
import { issoPlace, type Place, practicePlace } from "./places";
import { LISE, Walk } from "./walk";

const ROOT = process.cwd();
const OUT = join(ROOT, "out");
const WORLD = join(ROOT, "target/world");
const TOOL = join(ROOT, "target/release/svarklar");

const browser: BrowserName = process.argv[2] === "firefox" ? "firefox" : "chromium";
const hasDisplay = [process.env["DISPLAY"], process.env["WAYLAND_DISPLAY"]].some((display) => (display ?? "") !== "");

await mkdir(OUT, { recursive: true });
const world = await startWorld(WORLD);
try {
  await (hasDisplay ? openFor(world) : walkThrough(world));
} finally {
  await world.stop();
}

async function openFor(world: World): Promise<void> {
  const session = await Session.start(browser, REAL, { visible: true });
  await session.open(`${world.pages.origin}/practice/`, null);
  await session.open(`${world.pages.origin}/isso/`, null);
  console.log(`
Two pages are open: a company's page on Isso, a real comment service, and a
practice page in the shape of Facebook's. On the card, the page's name is
"${LISE.page}" and you are whoever you like.

  Alt+J  the next who waits, worst first      Alt+I  the draft into the reply box
  Alt+K  the one before                       Alt+S  fold the desk

Close the browser to end.`);
  await new Promise<void>((resolve) => session.browser.once("disconnected", () => resolve()));
}

async function walkThrough(world: World): Promise<void> {
  console.log("No display: walking the way headless.\n");
  const session = await Session.start(browser, REAL);
  try {
    await answerTheWorst(session, issoPlace(world), world);
    await answerTheWorst(session, practicePlace(), world);
  } finally {
    await session.close();
  }
  const dark = await Session.start(browser, REAL, { dark: true });
  try {
    await lookAround(dark, world);
  } finally {
    await dark.close();
  }
  triageInTheTerminal();
}

async function answerTheWorst(session: Session, place: Place, world: World): Promise<void> {
  const tab = await session.open(`${world.pages.origin}/${place.path}`);
  const walk = await Walk.on(tab);
  if (await walk.isFirstRun()) {
    await picture(tab, `${place.name}-1-first-run`);
    await walk.introduce(LISE);
  }
  const [worst] = await walk.queue(5);
  if (worst === undefined) {
    throw new Error("nobody waits");
  }
  await eventually("the marks", async () => ((await place.marked(tab)).length > 3 ? true : undefined));
  await picture(tab, `${place.name}-2-who-waits`);
  await walk.key("J");
  await walk.customer(worst.author);
  await picture(tab, `${place.name}-3-the-worst`);
  await walk.key("I");
  await walk.notice(/in the reply box/);
  await picture(tab, `${place.name}-4-draft-in-the-box`);
  await place.post(tab, worst.author);
  await eventually("the answer to be seen", async () =>
    (await place.marked(tab)).includes(worst.author) ? undefined : true,
  );
  await picture(tab, `${place.name}-5-answered`);
  await tab.page.close();
}

/** Dark, and narrow as a half window. */
async function lookAround(session: Session, world: World): Promise<void> {
  const tab = await session.open(`${world.pages.origin}/practice/`);
  const walk = await Walk.on(tab);
  await walk.introduce(LISE);
  await walk.queue(5);
  await walk.key("J");
  await eventually("the draft", async () => ((await walk.answer()) === "" ? undefined : true));
  await picture(tab, "practice-6-dark");
  await tab.page.setViewport({ width: 480, height: 800 });
  await picture(tab, "practice-7-narrow");
  await walk.key("S");
  await eventually("the folded desk", () => walk.isFolded());
  await picture(tab, "practice-8-folded");
  await tab.page.close();
}

async function picture(tab: Tab, name: string): Promise<void> {
  console.log(`  ${relative(ROOT, await tab.screenshot(`${browser}-${name}`, OUT))}`);
}

interface Line {
  key: string;
  state?: string;
  score?: number;
  tier?: number;
  lang: string;
  mood: string;
  topic: string;
  reasons?: { rule: string; points: number }[];
}

/** The same posts through the command-line tool. */
function triageInTheTerminal(): void {
  const input = JSON.stringify(practiceSnapshot(new Date()));
  const { stdout, status, stderr } = spawnSync(TOOL, ["triage"], { input, encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`svarklar triage: ${stderr}`);
  }
  const lines: Line[] = stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
  const threads = lines.filter((line) => line.state !== undefined).sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  console.log("\nsvarklar triage, worst first:\n");
  for (const { key, state, score, tier, lang, mood, topic, reasons } of threads) {
    const why = (reasons ?? []).map(({ rule, points }) => `${rule} +${points}`).join(", ");
    const cells = [
      `${score}`.padStart(3),
      `tier ${tier}`,
      (state ?? "").padEnd(9),
      key.padEnd(4),
      lang,
      mood.padEnd(8),
    ];
    console.log(`  ${cells.join("  ")}  ${topic.padEnd(18)}  ${why}`);
  }
}
