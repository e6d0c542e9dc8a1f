// The search in a real browser, under the strict policy: accents, languages, kinds, filters, the
// keyboard, what is announced, and what there is without JavaScript.
import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { preview, published } from "./portal.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser, site;

const commentary = (title, words, rest = "") =>
  `---\ntitle: ${title}\ndate: 2023-02\nkind: advice\ncommitments: [2]\nauthors: [quebec-numerique]\n${rest}---\n\n## Une partie\n\n${words}\n`;

before(async () => {
  browser = await launch();
  site = await published(async (write) => {
    const folder = "content/plans/2021-2023/commentary";
    await write(`${folder}/equite.fr.md`, commentary("Équité numérique", "L’équité d’accès compte."));
    await write(`${folder}/equite.en.md`, commentary("Digital fairness", "Fair access matters."));
    for (let at = 1; at <= 7; at += 1) {
      await write(`${folder}/avis-${at}.fr.md`, commentary(`Avis ${at}`, "Les mots <balise> kiwi & compagnie.".replace("<balise>", "`<b>`")));
      await write(`${folder}/avis-${at}.en.md`, commentary(`Advice ${at}`, "The words kiwi and company."));
    }
  });
});
after(async () => {
  await browser.close();
  await site.stop();
});

const open = async (path, options = {}, address = site.address) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("response", (response) => response.status() < 400 || complaints.push(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => request.url().startsWith(address) || complaints.push(`outside: ${request.url()}`));
  await page.goto(address + path);
  return { page, complaints, close: () => context.close() };
};
const told = async (page, words) =>
  page.waitForFunction((wanted) => document.getElementById("search-status").textContent.replaceAll("\u00a0", " ").includes(wanted), words);
const titles = (page) => page.locator(".search-title a").allTextContents();

test("words without accents find words with them, and inflections their words", async () => {
  for (const [query, found] of [["equite", "Équité numérique"], ["équité", "Équité numérique"], ["equites", "Équité numérique"]]) {
    const { page, complaints, close } = await open(`/recherche/?q=${encodeURIComponent(query)}`);
    await told(page, `1 résultat pour « ${query} »`);
    assert.deepEqual(await titles(page), [found], query);
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("French and English are searched apart", async () => {
  const { page, complaints, close } = await open("/en/search/?q=kiwi");
  await told(page, "7 results for “kiwi”");
  assert.ok((await titles(page)).every((title) => title.startsWith("Advice")));
  assert.ok((await page.locator(".search-title a").first().getAttribute("href")).startsWith("/en/"));
  assert.deepEqual(complaints, []);
  await close();
});

test("typing, filters, groups and the address go together", async () => {
  const { page, complaints, close } = await open("/recherche/");
  await page.fill("#query", "données");
  await told(page, "résultats pour « données »");
  const kinds = await page.locator("#search-results h2").allTextContents();
  assert.ok(kinds.length > 1 && kinds.some((kind) => kind.startsWith("Engagements")), kinds.join());
  await page.locator(".search-filters summary").click();
  await page.selectOption("#filter-kind", { label: "Engagements" });
  await page.waitForFunction(() => document.querySelectorAll("#search-results h2").length === 1);
  assert.equal(new URL(page.url()).search, "?q=donn%C3%A9es&kind=Engagements");
  await page.reload();
  await told(page, "pour « données »");
  assert.equal(await page.inputValue("#filter-kind"), "Engagements");
  assert.deepEqual(complaints, []);
  await close();
});

test("a filter alone lists what it lets through", async () => {
  const { page, close } = await open("/recherche/?member=Qu%C3%A9bec+num%C3%A9rique");
  await told(page, "résultats pour « Québec numérique »");
  const kinds = await page.locator("#search-results h2").allTextContents();
  assert.ok(kinds.some((kind) => kind.startsWith("Commentaires (8")) && kinds.some((kind) => kind.startsWith("Membres (1")), kinds.join());
  await close();
});

test("markup in a text stays text in an excerpt", async () => {
  const { page, close } = await open("/recherche/?q=kiwi");
  await told(page, "7 résultats");
  const excerpt = page.locator(".search-list > li > p:nth-child(2)").first();
  assert.match(await excerpt.textContent(), /<b> kiwi & compagnie/);
  assert.equal(await excerpt.locator("b").count(), 0);
  await close();
});

test("the keyboard does everything, and more results take the focus", async () => {
  const { page, close } = await open("/");
  await page.locator(".header-search input").focus();
  await page.keyboard.type("kiwi");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/recherche/?q=kiwi");
  await told(page, "7 résultats");
  assert.equal((await titles(page)).length, 5);
  const more = page.locator("#search-results button");
  await more.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".search-title").length === 7);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), (await titles(page))[5]);
  assert.ok(await more.isHidden());
  await page.keyboard.press("Enter");
  await page.waitForURL("**/commentaires/avis-*/**");
  await close();
});

test("two clicks at once show nothing twice, and signs in a question stay signs", async () => {
  const { page, close } = await open("/recherche/?q=kiwi");
  await told(page, "7 résultats");
  await page.evaluate(() => {
    const more = document.querySelector("#search-results button");
    more.click();
    more.click();
  });
  await page.waitForFunction(() => document.querySelectorAll(".search-title").length >= 7);
  await page.waitForTimeout(300);
  assert.equal((await titles(page)).length, 7);
  await page.locator("#search input[name=q]").fill("xyzzyq $& {count}");
  await told(page, "xyzzyq $& {count}");
  await close();
});

test("a search that finds nothing says so, and axe finds nothing in either state", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const [query, words] of [["xyzzyq", "Aucun résultat"], ["kiwi", "7 résultats"]]) {
      for (const width of [320, 1280]) {
        const { page, close } = await open(`/recherche/?q=${query}`, { colorScheme, viewport: { width, height: 900 } });
        await told(page, words);
        await page.locator(".search-filters summary").click();
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run(document));
        assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target)}`), []);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
        await close();
      }
    }
  }
});

test("without JavaScript the page leads to the site map", async () => {
  const { page, close } = await open("/recherche/", { javaScriptEnabled: false });
  assert.ok(await page.locator("#search").isHidden());
  await page.locator("#search-alone a").click();
  await page.waitForURL("**/plan-du-site/");
  await close();
});

test("the preview searches what was just written", async () => {
  const portal = await preview();
  const { page, close } = await open("/recherche/?q=mangoustan", {}, portal.address);
  await told(page, "Aucun résultat");
  await portal.edit("content/pages/a-propos.fr.md", "\n## ", "\nUn mangoustan.\n\n## ");
  await page.waitForFunction(async () => (await fetch("/a-propos/")).text().then((text) => text.includes("mangoustan")));
  await page.reload();
  await told(page, "1 résultat pour « mangoustan »");
  await close();
  await portal.stop();
});

test("the script stays under 15 kB", async () => {
  const script = new URL("../../themes/quebec/static/search.js", import.meta.url);
  assert.ok((await stat(script)).size < 15_000);
});
