// A copy of the demonstration portal with a preview of its own.
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

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
    theme: async (name, text) => {
      await cp(join(repository, "themes"), path("themes"), { recursive: true });
      await writeFile(path(name), text);
    },
    stop: async () => {
      child.kill();
      await rm(root, { recursive: true, force: true });
    },
  };
};
