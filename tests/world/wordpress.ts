import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import type { Seed } from "../../extension/practice/posts";
import seeds from "../../extension/practice/posts.json";
import { freePort, type Program, startProgram } from "./program";

const PARTS = resolve("tests/world/wordpress");
const PHP = ["-d", `auto_prepend_file=${join(PARTS, "prepend.php")}`];

/** The post of the company that the practice posts stand under, as comments. */
const COMPANY = {
  name: "Nordfjord Tele",
  // Of whom the page's markup alone tells that she speaks for the company.
  author: "Lise Holm",
  user: "lise",
  password: "termos og turkart",
  email: "kundeservice@nordfjordtele.example",
  title: "Åpen linje",
  text: "Nett, mobil eller regning: spør oss her under innlegget, så svarer vi alle hverdager.",
  minutes_ago: 620_000,
};

/** A running WordPress with one post of the company's, and comments under it. */
export interface WordPress {
  /** The address of the post. */
  url: string;
  /** Who wrote it for the company. */
  author: string;
  /** Where that author logs in. */
  login: { url: string; user: string; password: string };
  /** What it is made of, by name. */
  versions: Record<string, string>;
  /** A visitor comments the post, as by its form. */
  comment(author: string, text: string): Promise<void>;
  stop(): Promise<void>;
}

interface Installed {
  post: { id: number; url: string };
  versions: Record<string, string>;
}

/** Starts the WordPress whose files are in `SVARKLAR_WORDPRESS`, with a database of its own. */
export async function startWordPress(): Promise<WordPress> {
  const source = process.env["SVARKLAR_WORDPRESS"];
  if (source === undefined) throw new Error("SVARKLAR_WORDPRESS names no WordPress: ./build.sh test --wordpress does");
  // Not in the project's folder: the path of a socket may have 107 characters.
  const folder = await mkdtemp(join(tmpdir(), "svarklar-wordpress-"));
  const running: Program[] = [];
  const stop = async (): Promise<void> => {
    for (const program of running.reverse()) await program.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const socket = join(folder, "mariadb.sock");
    running.push(await startDatabase(folder, socket));
    const site = await layOut(source, folder);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = {
      ...process.env,
      WORDPRESS_SITE: site,
      WORDPRESS_PLUGINS: join(PARTS, "plugins"),
      WORDPRESS_SOCKET: socket,
      WORDPRESS_URL: url,
    };
    const { post, versions } = await install(env);
    const serve = [...PHP, "-d", "opcache.enable_cli=1", "-S", `127.0.0.1:${port}`, "-t", site];
    running.push(await startProgram("php", serve, /started$/, { env }));
    return {
      url: post.url,
      author: COMPANY.author,
      login: {
        url: `${url}/wp-login.php?redirect_to=${encodeURIComponent(post.url)}`,
        user: COMPANY.user,
        password: COMPANY.password,
      },
      versions,
      comment: (author, text) => comment(url, post.id, author, text),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A MariaDB that only we can reach. */
async function startDatabase(folder: string, socket: string): Promise<Program> {
  // Run by root it would take another user, and by anybody else it knows no other.
  const common = ["--no-defaults", `--datadir=${join(folder, "data")}`, `--user=${userInfo().username}`];
  await run("mariadb-install-db", [...common, "--auth-root-authentication-method=normal", "--skip-test-db"]);
  return await startProgram(
    "mariadbd",
    [
      ...common,
      `--socket=${socket}`,
      "--skip-networking",
      "--innodb-flush-log-at-trx-commit=0",
      "--innodb-log-file-size=4M",
    ],
    /ready for connections/,
  );
}

/** Every site has settings of its own beside WordPress' files: it gets links to those. */
async function layOut(source: string, folder: string): Promise<string> {
  const site = join(folder, "site");
  await mkdir(site);
  for (const name of await readdir(source)) {
    const file = name === "wp-config.php" ? join(PARTS, name) : join(source, name);
    await symlink(file, join(site, name));
  }
  return site;
}

async function install(env: NodeJS.ProcessEnv): Promise<Installed> {
  const comments = (seeds as Seed[]).filter((seed) => seed.by_page !== true);
  const input = JSON.stringify({ ...COMPANY, comments });
  return JSON.parse(await run("php", [...PHP, join(PARTS, "install.php")], { env, input })) as Installed;
}

async function comment(url: string, post: number, author: string, text: string): Promise<void> {
  const response = await fetch(`${url}/wp-comments-post.php`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({
      comment_post_ID: String(post),
      author,
      email: "visitor@customers.example",
      comment: text,
    }),
  });
  if (response.status !== 302) throw new Error(`WordPress refused a comment: ${await response.text()}`);
}

function run(program: string, args: string[], { env = process.env, input = "" } = {}): Promise<string> {
  return new Promise((done, fail) => {
    const child = execFile(program, args, { env }, (error, output, errors) => {
      if (error) fail(new Error(`${program} failed: ${error.message}\n${output}\n${errors}`));
      else done(output);
    });
    child.stdin?.end(input);
  });
}
