// The preview as an editor sees it, in a real browser.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { preview } from "./portal.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const artifacts = new URL("../../artifacts/", import.meta.url).pathname;
const commentary = "content/plans/2021-2023/commentary/donnees-ouvertes.fr.md";
const address = "/plans-action/2021-2023/commentaires/donnees-ouvertes/";
let browser, portal;

before(async () => {
  await mkdir(artifacts, { recursive: true });
  browser = await launch();
});
after(() => browser.close());

// Each test has a portal and a page of its own; nothing may be said on the console, nor asked elsewhere.
const walk = (name, body) =>
  test(name, async () => {
    portal = await preview();
    const page = await browser.newPage();
    const complaints = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(portal.address)) complaints.push(`asked for ${request.url()}`);
    });
    try {
      await body(page);
      assert.deepEqual(complaints.filter((text) => !text.includes("404")), []);
    } finally {
      await page.close();
      await portal.stop();
    }
  });

walk("a save shows at once, the scroll position and the focus stay", async (page) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await page.goto(portal.address + address);
  await page.locator("clairevoie-bar .bar").waitFor();
  const link = page.locator(".sources a").first();
  await link.focus();
  await page.evaluate(() => scrollTo(0, 400));
  await portal.edit(commentary, "Le comité fait le même constat", "Le comité fait ce même constat");
  await page.getByText("Le comité fait ce même constat").waitFor();
  await page.waitForFunction(() => document.activeElement?.matches(".sources a"));
  await page.waitForFunction(() => Math.abs(scrollY - 400) < 3);
});

walk("an edit elsewhere leaves the page alone", async (page) => {
  await page.goto(portal.address + address);
  await page.locator("clairevoie-bar .bar").waitFor();
  await page.evaluate(() => (window.untouched = true));
  await portal.edit("content/nominations/appel-2021.yaml", "fr: \"l’expérience\"", "fr: \"une expérience\"");
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => window.untouched), true);
});

walk("a stylesheet is swapped in place", async (page) => {
  await page.goto(portal.address + address);
  await page.locator("clairevoie-bar .bar").waitFor();
  await page.evaluate(() => (window.untouched = true));
  await portal.theme("themes/quebec/static/style.css", "body { background: rgb(1, 2, 3) }");
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
  assert.equal(await page.evaluate(() => window.untouched), true);
});

walk("the bar is never shown without its style, nor styled anew when it is drawn again", async (page) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/preview.css", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(portal.address + address, { waitUntil: "domcontentloaded" });
  const bar = page.locator("clairevoie-bar .bar");
  await bar.waitFor({ state: "attached" });
  assert.equal(await bar.isVisible(), false);
  release();
  await bar.waitFor();
  const style = await page.locator("clairevoie-bar link").elementHandle();
  await portal.edit(commentary, "kind: summary", "kind: resume");
  await page.locator("clairevoie-bar .panel").waitFor();
  assert.equal(await style.evaluate((link) => link.isConnected), true);
  await portal.edit(commentary, "kind: resume", "kind: summary");
  await page.locator("clairevoie-bar .panel").waitFor({ state: "hidden" });
});

walk("errors open a panel beside the last good page, and it goes away when they are mended", async (page) => {
  await page.goto(portal.address + address);
  await page.locator("clairevoie-bar .bar").waitFor();
  await portal.edit(commentary, "kind: summary", "kind: <b>resume</b>");
  const panel = page.locator("clairevoie-bar .panel");
  await panel.waitFor();
  const text = await panel.innerText();
  assert.match(text, /donnees-ouvertes\.fr\.md:4:7/);
  assert.match(text, /<b>resume<\/b>/);
  assert.match(await panel.locator("a.editor").first().getAttribute("href"), /^vscode:\/\/file\/.*donnees-ouvertes\.fr\.md:4:7$/);
  await page.getByRole("heading", { name: "État à la fin de l’engagement" }).waitFor();
  await page.screenshot({ path: `${artifacts}preview-errors.png` });
  await portal.edit(commentary, "kind: <b>resume</b>", "kind: summary");
  await panel.waitFor({ state: "hidden" });
});

walk("a deleted page says so, a renamed one leads to its new address", async (page) => {
  await page.goto(`${portal.address}/membres/votepour-ca/`);
  await page.locator("clairevoie-bar .bar").waitFor();
  await portal.rename("content/members/votepour-ca.yaml", "content/members/votepour.yaml");
  await page.waitForURL("**/membres/votepour/");
  await page.locator("clairevoie-bar .bar").waitFor();
  await portal.remove("content/members/votepour.yaml");
  await page.locator("clairevoie-bar .gone").waitFor();
  assert.match(await page.locator("clairevoie-bar .gone").innerText(), /n’existe plus/);
});

walk("the bar names the source, and ? lists the keys", async (page) => {
  await page.goto(portal.address + address);
  const bar = page.locator("clairevoie-bar .bar");
  await bar.waitFor();
  assert.match(await bar.innerText(), /donnees-ouvertes\.fr\.md:2:8[^]*traduite/);
  await page.keyboard.press("?");
  await page.locator("clairevoie-bar .keys").waitFor();
  await page.screenshot({ path: `${artifacts}preview-keys.png` });
  await page.keyboard.press("Escape");
  await page.locator("clairevoie-bar .keys").waitFor({ state: "hidden" });
  await page.keyboard.press("l");
  await page.waitForURL("**/en/action-plans/2021-2023/commentary/open-data/");
});

walk("both languages stand side by side and scroll together", async (page) => {
  await page.setViewportSize({ width: 1300, height: 500 });
  await page.goto(portal.address + address);
  await page.locator("clairevoie-bar .bar").waitFor();
  await page.keyboard.press("c");
  await page.waitForURL("**/_clairevoie/beside?**");
  const [french, english] = [0, 1].map((at) => page.frameLocator("iframe").nth(at));
  await french.getByRole("heading", { level: 1 }).waitFor();
  await english.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => [0, 1].every((at) => frames[at].document.readyState === "complete"));
  await page.evaluate(() => {
    const heading = frames[0].document.querySelectorAll("main h2")[1];
    frames[0].scrollTo(0, heading.offsetTop);
  });
  await page.waitForFunction(() => Math.abs(frames[1].document.querySelectorAll("main h2")[1].getBoundingClientRect().top) < 40);
  await page.screenshot({ path: `${artifacts}preview-beside.png` });
});

walk("both versions stand sentence by sentence, and say in words where they differ", async (page) => {
  await page.goto(portal.address + address);
  await page.locator("clairevoie-bar .bar").waitFor();
  const english = commentary.replace(".fr.md", ".en.md");
  await portal.edit(english, "more than 1,200 datasets", "more than 1,300 datasets");
  await page.locator("clairevoie-bar .panel", { hasText: "CV611" }).waitFor({ state: "attached" });
  await page.keyboard.press("s");
  await page.waitForURL("**/_clairevoie/sentences?**");
  await page.getByRole("heading", { level: 1, name: "Phrase par phrase" }).waitFor();
  const row = page.locator("tr.differs", { has: page.locator("mark", { hasText: "1,300" }) });
  assert.match(await row.locator("td").first().innerText(), /1.200/);
  const told = page.locator("tr.difference", { hasText: "CV611" });
  assert.match(await told.innerText(), /Différence CV611[^]*1.200[^]*1,300[^]*translate accept .*donnees-ouvertes\.en\.md:17 --code CV611/);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${width}`);
    await page.evaluate(axe);
    const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    assert.deepEqual(result.violations.map((violation) => violation.id), []);
    await page.screenshot({ path: `${artifacts}preview-sentences-${width}.png`, fullPage: true });
  }
  await page.keyboard.press("Escape");
  await page.waitForURL(`**${address}`);
});

test("a portal that is broken from the start is shown as soon as it is mended", async () => {
  const broken = await preview((edit) => edit("content/portal.yaml", "theme: quebec", "thème: quebec"));
  const page = await browser.newPage();
  try {
    await page.goto(`${broken.address}/mandat/`);
    await page.getByText("content/portal.yaml:").first().waitFor();
    await page.screenshot({ path: `${artifacts}preview-broken.png` });
    await broken.edit("content/portal.yaml", "thème: quebec", "theme: quebec");
    await page.getByRole("heading", { level: 1, name: "Mandat" }).waitFor();
  } finally {
    await page.close();
    await broken.stop();
  }
});
