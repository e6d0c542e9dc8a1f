// The blocks of JSON-LD of every page of the example, as types: a property or value that schema.org does not know is an
// error of TypeScript by schema-dts.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { published } from "./portal.mjs";

const modules = fileURLToPath(new URL("node_modules", import.meta.url));

test("the JSON-LD of every page is typed as schema.org has it", async () => {
  const site = await published(() => {}, ["--as-of", "2026-06-15", "--no-search", "--base-url", "https://littoral.exemple.test/"], 0, "examples/comite-invente");
  const folder = await mkdtemp(join(tmpdir(), "clairevoie-types-"));
  try {
    const names = (await readdir(join(site.root, "public"), { recursive: true })).filter((name) => name.endsWith(".html"));
    const blocks = new Map();
    for (const name of names) {
      const html = await readFile(join(site.root, "public", name), "utf8");
      const found = [...html.matchAll(/<script type="?application\/ld\+json"?>(.*?)<\/script>/g)];
      assert.ok(found.length === 1 || name.endsWith("404.html") || html.includes("http-equiv=\"refresh\""), name);
      for (const [, text] of found) blocks.set(name, JSON.parse(text));
    }
    assert.ok(blocks.size > 150, `${blocks.size} pages`);
    const kinds = new Set([...blocks.values()].flatMap((block) => block["@graph"].map((thing) => thing["@type"])));
    for (const kind of ["BreadcrumbList", "Organization", "Person", "Report", "Event", "Dataset"]) assert.ok(kinds.has(kind), kind);
    const lines = [...blocks].map(([name, block], at) => `// ${name}\nexport const page${at}: Graph = ${JSON.stringify(block)};`);
    await writeFile(join(folder, "pages.ts"), `import type { Graph } from "schema-dts";\n${lines.join("\n")}\n`);
    await symlink(modules, join(folder, "node_modules"));
    const tsc = join(modules, "typescript/bin/tsc");
    const check = () => execFileSync(process.execPath, [tsc, "--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler", "--module", "esnext", "pages.ts"], { cwd: folder, encoding: "utf8" });
    try {
      check();
    } catch (error) {
      assert.fail(error.stdout.slice(0, 2000));
    }
    // The check is one: a property that there is not is refused.
    await writeFile(join(folder, "pages.ts"), `import type { Graph } from "schema-dts";\nexport const page: Graph = {"@context":"https://schema.org","@graph":[{"@type":"Event","nom":"x"}]};\n`);
    assert.throws(check);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await site.stop();
  }
});
