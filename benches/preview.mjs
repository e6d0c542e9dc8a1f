#!/usr/bin/env node
// Save to new text visible in a real Chromium, on a large portal: node benches/preview.mjs [PAIRS] [SAVES].
// Needs tests/run to have been run once (npm packages, Chromium), and benches/run's build.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { launch } from "../tests/browser/chromium.mjs";

const top = fileURLToPath(new URL("..", import.meta.url));
const [pairs, saves] = [process.argv[2] ?? "5000", Number(process.argv[3] ?? 100)];
const folder = `${top}target/visible-${pairs}`;
execFileSync(`${top}target/release/examples/corpus`, [folder, pairs, "200", "10"]);
const server = spawn(`${top}target/release/clairevoie`, ["--root", folder, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
const browser = await launch();
try {
  const address = await new Promise((resolve) => server.stdout.on("data", (data) => resolve(String(data).match(/http:\/\/[^/]+/)[0])));
  const page = await browser.newPage();
  await page.goto(`${address}/plans-action/p1/commentaires/c1/`);
  await page.locator("clairevoie-bar .bar").waitFor();
  const file = `${folder}/content/plans/p1/commentary/c1.fr.md`;
  const original = readFileSync(file, "utf8");
  const times = [];
  for (let number = 0; number < saves; number += 1) {
    await pause(150);
    const since = performance.now();
    writeFileSync(file, original.replace("\n## ", `\nÉdition ${number}.\n\n## `));
    await page.getByText(`Édition ${number}.`).waitFor();
    times.push(performance.now() - since);
  }
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.ceil(times.length * part) - 1].toFixed(0);
  console.log(`save to visible (${saves}): median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
