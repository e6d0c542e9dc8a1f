// A copy of the demonstration portal with a preview of its own.
import { execFileSync, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What a host may forbid, and the site must still work under. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self' 'wasm-unsafe-eval'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.CLAIREVOIE ?? join(repository, "target/debug/clairevoie");

export const preview = async (prepare = () => {}) => {
  const root = await mkdtemp(join(tmpdir(), "clairevoie-"));
  await cp(join(repository, "content"), join(root, "content"), { recursive: true });
  const path = (name) => join(root, name);
  const edit = async (name, from, to) => {
    const text = await readFile(path(name), "utf8");
    if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`);
    await writeFile(path(name), text.replace(from, to));
  };
  await prepare(edit);
  const child = spawn(program, ["--root", root, "--lang", "fr", "serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
      const found = text.match(/http:\/\/\S+/);
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error("the preview ended")));
  });
  return {
    address: address.replace(/\/$/, ""),
    write: (name, text) => writeFile(path(name), text),
    rename: (from, to) => rename(path(from), path(to)),
    remove: (name) => rm(path(name)),
    edit,
    // In one step: between two files of a copy, the theme would be another one and the page would be loaded again.
    theme: async (name, text) => {
      const beside = await mkdtemp(join(tmpdir(), "clairevoie-"));
      await cp(join(repository, "themes"), join(beside, "themes"), { recursive: true });
      await writeFile(join(beside, name), text);
      await rename(join(beside, "themes"), path("themes"));
      await rm(beside, { recursive: true });
    },
    stop: async () => {
      child.kill();
      await rm(root, { recursive: true, force: true });
    },
  };
};

/** The demonstration, or another portal of the repository, built and served as a host would serve it, under a strict policy. */
export const published = async (prepare = () => {}, args = [], port = 0, from = "", command = "build") => {
  const root = await mkdtemp(join(tmpdir(), "clairevoie-"));
  await cp(join(repository, from, "content"), join(root, "content"), { recursive: true });
  await prepare(async (name, text) => {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  });
  const run = (...words) => execFileSync(program, ["--root", root, ...words], { stdio: "ignore" });
  run(command, ...args);
  const types = { html: "text/html; charset=utf-8", css: "text/css", svg: "image/svg+xml", js: "text/javascript", xml: "text/xml" };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(root, "public", path.endsWith("/") ? `${path}index.html` : path);
    response.setHeader("content-security-policy", policy);
    try {
      const bytes = await readFile(file);
      response.setHeader("content-type", types[file.split(".").pop()] ?? "application/octet-stream");
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    root,
    run,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await rm(root, { recursive: true, force: true });
    },
  };
};
