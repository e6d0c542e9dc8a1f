// The invented committee, which uses every field, in Chromium: axe on its richest pages, dates that lead to periods, two
// dates side by side, redirects, and the same without JavaScript.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { published } from "./portal.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser, site, base;

before(async () => {
  browser = await launch();
  site = await published(() => {}, ["--as-of", "2026-06-15", "--no-search", "--base-url", "https://littoral.exemple.test/"], 0, "examples/comite-invente", "publish");
  // A second edition, so that there are differences to show.
  const record = join(site.root, "content/committee.yaml");
  await writeFile(record, (await readFile(record, "utf8")).replace("Se réunir une fois par trimestre.", "Se réunir au moins chaque trimestre."));
  site.run("publish", "--as-of", "2026-06-20", "--no-search", "--base-url", "https://littoral.exemple.test/");
  base = site.address;
});
after(async () => {
  await browser.close();
  await site.stop();
});

const open = async (path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(base + path);
  return { page, close: () => context.close() };
};

test("axe finds nothing on any page of the example", async () => {
  const { page, close } = await open("/plan-du-site/");
  const paths = await page.evaluate(() => [...document.querySelectorAll("main a[href^='/']")].map((link) => link.getAttribute("href")));
  assert.ok(paths.length > 80, `${paths.length} pages`);
  const kinds = [...new Set(paths)];
  for (const path of kinds) {
    const answer = await page.goto(base + path);
    assert.equal(answer.status(), 200, path);
    await page.evaluate(axe);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await page.evaluate(() =>
        axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes[0].target}`), [], `${path} ${width}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${path} scrolls sideways by ${wide} px at ${width} px`);
    }
  }
  await close();
});

test("a date leads to the period that it belongs to", async () => {
  const { page, close } = await open("/composition/");
  await page.locator("#s_date").fill("2020-01-15");
  await page.locator(".date-field button").click();
  await page.waitForURL(/composition\/\d{4}-\d\d-\d\d\/$/);
  const first = page.url().match(/(\d{4}-\d\d-\d\d)\/$/)[1];
  assert.ok(first <= "2020-01-15", first);
  const next = await page.locator(".neighbours a").last().getAttribute("href");
  assert.ok(next.match(/(\d{4}-\d\d-\d\d)/)[1] > "2020-01-15", next);
  await page.goto(`${base}/composition/`);
  await page.locator("#s_date").fill("1999-01-01");
  await page.locator(".date-field button").click();
  assert.match(await page.locator(".date-field [role=status]").textContent(), /n’existait pas encore/);
  await close();
});

test("two dates are set side by side: who came, who left", async () => {
  const { page, close } = await open("/composition/comparer/");
  const rows = await page.evaluate(() => [...document.querySelectorAll("[data-stretches] [data-first]")].map((row) => ({ ...row.dataset, member: row.querySelector("a").href })));
  const sits = (date) => new Set(rows.filter(({ first, last }) => first <= date && (!last || date <= last)).map(({ member }) => member));
  await page.locator("#s_one").fill("2018-01-01");
  await page.locator("#s_other").fill("2025-01-01");
  await page.locator(".date-field button").click();
  const found = await page.evaluate(() => [...document.querySelectorAll("[data-result] ul")].map((list) => [...list.querySelectorAll("a")].map((link) => link.href)));
  const [before, after] = [sits("2018-01-01"), sits("2025-01-01")];
  const came = [...after].filter((member) => !before.has(member)).sort();
  assert.deepEqual([...found[0]].sort(), came);
  assert.match(await page.locator(".date-field [role=status]").textContent(), new RegExp(`Arrivés ${came.length}; Partis`));
  await close();
});

test("without JavaScript every period and stretch is listed, and a redirect leads on", async () => {
  const { page, close } = await open("/composition/", { javaScriptEnabled: false });
  assert.ok(!(await page.locator(".date-field").isVisible()));
  assert.ok((await page.locator(".periods a").count()) > 10);
  await close();
  const other = await open("/changements/2/", { javaScriptEnabled: false });
  assert.match(await other.page.locator("main").innerText(), /Obligations/);
  assert.ok((await other.page.locator("ins").count()) > 0 && (await other.page.locator("del").count()) > 0);
  await other.close();
});
