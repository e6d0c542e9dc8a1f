// The guide's pictures: taken from the portal that the guide makes, at the place where it shows them. Beside each
// lies the text that it shows; when the program shows another, the test fails until the pictures are taken again:
//   UPDATE_PICTURES=1 node --test tests/browser/guide.test.mjs
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.CLAIREVOIE ?? join(repository, "target/debug/clairevoie");
const env = { ...process.env, LC_ALL: "fr_CA.UTF-8", SOURCE_DATE_EPOCH: "1781524800" };
const update = process.env.UPDATE_PICTURES === "1";

/** What each picture shows: the page, the day, what is done before, and how tall it is. */
const pictures = {
  "preview.png": {
    path: "/membres/organisme-a/", height: 560, bar: true,
    prepare: async (root) => {
      const file = join(root, "content/members/organisme-a.yaml");
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace("sector:", "abreviation: OA\nsector:"));
      return () => writeFile(file, text);
    },
  },
  "composition.png": { path: "/composition/", args: ["--as-of", "2027-01-01"], height: 720 },
  "stale.png": { path: "/en/action-plans/2026-2028/commentary/opinion-open-data/", height: 640 },
};

const serve = async (root, args) => {
  const child = spawn(program, ["--root", root, "--lang", "fr", "serve", "--port", "0", ...args], { env, stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
      const found = text.match(/http:\/\/\S+/);
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error("the preview ended")));
  });
  return { child, address: address.replace(/\/$/, "") };
};

const take = async (browser, root, name) => {
  const { path, args = [], height, bar, prepare } = pictures[name];
  const { child, address } = await serve(root, args);
  let restore;
  try {
    const page = await browser.newPage({ viewport: { width: 820, height } });
    await page.goto(address + path);
    await page.locator("clairevoie-bar .bar").waitFor({ state: "attached" });
    if (prepare) {
      restore = await prepare(root);
      await page.locator("clairevoie-bar .diagnostics .error").first().waitFor();
    }
    if (!bar) await page.evaluate(() => document.querySelector("clairevoie-bar").remove());
    const own = bar ? await page.evaluate(() => document.querySelector("clairevoie-bar").shadowRoot.querySelector(".dock").innerText) : "";
    const main = await page.evaluate(() => document.querySelector("main").innerText);
    const shown = `${main}\n${own}`.split("\n").map((line) => line.trim()).filter(Boolean).join("\n") + "\n";
    const folder = join(repository, "docs/images");
    if (update) {
      await page.screenshot({ path: join(folder, name) });
      await writeFile(join(folder, name.replace(".png", ".txt")), shown);
    }
    assert.equal(shown, await readFile(join(folder, name.replace(".png", ".txt")), "utf8"), `${name} shows another text: take it again`);
    assert.ok((await stat(join(folder, name))).size > 1000);
    await page.close();
  } finally {
    await restore?.();
    child.kill();
  }
};

test("the guide's pictures show what the program shows", { timeout: 120_000 }, async () => {
  const root = await mkdtemp(join(tmpdir(), "clairevoie-guide-"));
  const write = async (path, bytes) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
  };
  const browser = await launch();
  try {
    await write("content/assets/compte-rendu-2026-03-15.pdf", "%PDF-1.4");
    await write("content/assets/plan-accueil.png", "png");
    const guide = await readFile(join(repository, "docs/guide.fr.md"), "utf8");
    const seen = [];
    for (const [, kind, text, picture] of guide.matchAll(/```(\w+)[^\n]*\n(.*?)```|!\[[^\]]*\]\(images\/([^)]+)\)/gs)) {
      if (picture) {
        await take(browser, root, picture);
        seen.push(picture);
        // What follows the last picture is typed by tests/suite/guides.rs.
        if (seen.length === Object.keys(pictures).length) break;
      } else if (kind === "console") {
        for (const line of text.trim().split("\n")) {
          const words = line.replace("$ clairevoie ", "").split(" ");
          if (words[0] !== "serve") spawnSync(program, words, { cwd: root, env });
        }
      } else if (kind === "yaml" || kind === "markdown") {
        const [first, ...rest] = text.split("\n");
        const path = first.match(/content\/\S+/)[0];
        await write(path, kind === "yaml" ? text : rest.join("\n"));
      }
    }
    assert.deepEqual(seen.sort(), Object.keys(pictures).sort());
    assert.equal([...guide.matchAll(/!\[[^\]]*\]\(images\//g)].length, seen.length, "a picture after the last one");
  } finally {
    await browser.close();
    await rm(root, { recursive: true, force: true });
  }
});
