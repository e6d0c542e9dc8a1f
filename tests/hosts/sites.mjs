// The invented committee, published under a path and at the root of its host, with its precompressed files and its
// account of editions: where the program does not write these yet, they are made here.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.CLAIREVOIE ?? join(repository, "target/debug/clairevoie");
const texts = /\.(html|css|js|json|jsonld|csv|ttl|xml|atom|ics|svg|txt)$/;
const host = "https://hote.exemple.test";

/** An asset whose name is made of signs that mean something to servers. */
export const odd = "Étude d’été; {1} $2 (3).txt";

/** Addresses that were left, beside those of the example: of an asset, with a space, and of a citation. */
export const left = [
  ["assets/ancien nom.pdf", "assets/appels/avis-2021.pdf"],
  ["assets/Été.txt", "assets/notes/mesure-phare.txt"],
  ["assets/a; {b} $c #d 100%.pdf", "assets/appels/avis-2021.pdf"],
  ["data/citations/2021-2024/ancien.json", "data/citations/2021-2024/avis-dunes.json"],
];

export const run = (root, ...words) =>
  execFileSync(program, ["--root", root, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** A portal whose `portal.yaml` may be changed. */
export const portal = async (change = (text) => text) => {
  const root = await mkdtemp(join(tmpdir(), "clairevoie-hosts-"));
  for (const part of ["content", "translations"]) {
    await cp(join(repository, "examples/comite-invente", part), join(root, part), { recursive: true });
  }
  await writeFile(join(root, "content/assets", odd), "Étude\n");
  const path = join(root, "content/portal.yaml");
  const lines = left.map(([from, to]) => `  - {from: "${from}", to: ${to}}`).join("\n");
  const text = (await readFile(path, "utf8")).replace("redirects:\n", `redirects:\n${lines}\n`);
  await writeFile(path, change(text));
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
};

const walk = async (folder) => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
};

const complete = async (folder) => {
  const sums = [];
  for (const path of (await walk(folder)).sort()) {
    const bytes = await readFile(join(folder, path));
    if (texts.test(path)) {
      const packed = { br: brotliCompressSync(bytes), gz: gzipSync(bytes, { level: 9 }) };
      for (const [ending, content] of Object.entries(packed)) {
        if (!existsSync(join(folder, `${path}.${ending}`))) await writeFile(join(folder, `${path}.${ending}`), content);
      }
    }
    sums.push(`${createHash("sha256").update(bytes).digest("hex")}  ${path}\n`);
  }
  const account = { "SHA256SUMS": sums.join(""), "SHA256SUMS.minisig": "untrusted comment: x\n", "checkpoint": "x\n", "editions.json": "[]\n" };
  for (const [name, text] of Object.entries(account)) {
    if (!existsSync(join(folder, name))) await writeFile(join(folder, name), text);
  }
  // What no server may give away.
  for (const path of [".git/config", "data/.brouillon.csv", ".secret"]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), "secret\n");
  }
};

/** Publishes the portal at a path of its host, in a folder below another. */
export const publish = async (root, base, parent) => {
  const url = `${host}${base}`;
  const folder = join(parent, base === "/" ? "racine" : "chemin", base);
  execFileSync(program, ["--root", root, "build", "--base-url", url, "--out", join(root, "public")], { stdio: "ignore" });
  await mkdir(folder, { recursive: true });
  await cp(join(root, "public"), folder, { recursive: true, dereference: true });
  await complete(folder);
  return { base, url, folder: folder.replace(/\/$/, ""), paths: await walk(folder) };
};
