// axe-core on every kind of page, in both languages, light and dark, at three widths; no sideways
// scroll at 320 px; text spacing loses nothing; a walk by keyboard.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { published } from "./portal.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const kinds = [
  "/", "/membres/", "/membres/quebec-numerique/", "/mandat/", "/composition/", "/composition/2021-12-31/", "/composition/ecarts/", "/composition/comparer/", "/obligations/", "/a-venir/", "/changements/", "/nomination/",
  "/nomination/appel-2021/", "/fonctionnement/", "/rencontres/", "/rencontres/2022-03-15/", "/plans-action/", "/plans-action/2021-2023/",
  "/plans-action/2021-2023/engagements/1/", "/plans-action/2021-2023/commentaires/donnees-ouvertes/",
  "/plans-action/2021-2023/commentaires/logiciel-libre/", "/recommandations/", "/a-propos/", "/plan-du-site/", "/recherche/", "/registre/", "/404.html",
];
const widths = [320, 768, 1280];
// Pictures of the pages, for people to look at; git does not keep them.
const pictures = new URL("../../artifacts/", import.meta.url);
let browser, site;

// What axe cannot tell, with the reason it is sound: on narrow screens it does not see the background
// of what is scrolled out of view in a table, or wraps. Colours do not depend on the width, and all
// are measured at the widest.
const explained = (id, target, width) => id === "color-contrast" && width < 1280;

before(async () => {
  browser = await launch();
  site = await published(async (write) => {
    await write("content/meetings/2022-03-15.yaml", "date: 2022-03-15\nmode: {fr: Essai., en: Trial.}\nagenda: [{fr: Un}]\npresent: [quebec-numerique]\ndocuments: [{title: {fr: Ordre}, file: assets/ordre.pdf}]\n");
    await write("content/assets/ordre.pdf", "%PDF");
    // A term with its dates, which the real sources do not give: so that there is a composition of another day.
    await write("content/members/organisme-essai.yaml", "name: \"Organisme d’essai\"\nsector: civil-society\nterms:\n  - seat: civil-society\n    start_date: 2021\n    end_date: 2022-03\n");
  });
});
after(async () => {
  await browser.close();
  await site.stop();
});

const open = async (path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("request", (request) => request.url().startsWith(site.address) || complaints.push(`outside: ${request.url()}`));
  await page.goto(site.address + path);
  return { page, complaints, close: () => context.close() };
};

/** The English page of a French one, by its own link. */
const twin = async (page) => page.locator("a.language-link").getAttribute("href");

for (const path of kinds) {
  test(`axe finds nothing on ${path} and its twin`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const { page, complaints, close } = await open(path, { colorScheme });
      for (const address of [path, await twin(page)]) {
        await page.goto(site.address + address);
        await page.evaluate(axe);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          const { violations, incomplete } = await page.evaluate(() =>
            axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
          const short = (found, pass = () => false) =>
            found.flatMap(({ id, nodes }) =>
              nodes.filter(({ target }) => !pass(id, target, width)).map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`));
          assert.deepEqual(short(violations), [], `${address} ${colorScheme} ${width}`);
          assert.deepEqual(short(incomplete, explained), [], `${address} ${colorScheme} ${width}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${address} scrolls sideways by ${wide} px at ${width} px`);
          if ((width === 1280) === (colorScheme === "light") && width !== 768) {
            const name = address.replaceAll("/", "_").replace(/^_|_$/g, "") || "accueil";
            await page.screenshot({ path: new URL(`${name}.${colorScheme}.${width}.png`, pictures).pathname, fullPage: true });
          }
        }
      }
      assert.deepEqual(complaints.filter((text) => !text.includes("404")), []);
      await close();
    }
  });
}

test("a page prints with its address, its sources and no navigation", async () => {
  for (const path of ["/plans-action/2021-2023/commentaires/donnees-ouvertes/", "/registre/"]) {
    const { page, close } = await open(path);
    await page.emulateMedia({ media: "print" });
    const shown = (selector) => page.locator(selector).first().isVisible();
    assert.ok((await shown(".print-only")) && (await shown("#s_sources")) && (await shown("h1")), path);
    for (const selector of [".main-nav-wide", ".menu-toggle", ".header-search", ".language-link", ".breadcrumb", ".to-top", ".skip-link"]) {
      assert.ok(!(await shown(selector)), `${path} prints ${selector}`);
    }
    await page.pdf({ path: new URL(`${path.split("/").at(-2)}.pdf`, pictures).pathname, format: "Letter" });
    await close();
  }
});

test("text spacing loses nothing (WCAG 1.4.12)", async () => {
  for (const path of kinds) {
    const { page, close } = await open(path, { viewport: { width: 320, height: 900 }, bypassCSP: true });
    await page.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }" });
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll("main *, header *, footer *")]
        .filter((element) => {
          const style = getComputedStyle(element);
          const hides = style.overflow === "hidden" && !element.classList.contains("visually-hidden");
          return hides && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
        })
        .map((element) => element.outerHTML.slice(0, 100)));
    assert.deepEqual(lost, [], path);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, path);
    await close();
  }
});

test("the keyboard reaches everything, in order, and always sees where it is", async () => {
  const walks = [
    ["/", 1280, "light"], ["/plans-action/2021-2023/engagements/1/", 1280, "dark"], ["/membres/", 360, "light"],
    ["/plans-action/2021-2023/commentaires/donnees-ouvertes/", 768, "light"], ["/registre/", 1280, "dark"], ["/recherche/", 360, "dark"],
  ];
  for (const [path, width, colorScheme] of walks) {
    const { page, close } = await open(path, { viewport: { width, height: 700 }, colorScheme });
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip-link");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.goto(site.address + path);
    const reachable = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter((element) => element.checkVisibility()).length);
    for (let step = 0; step < reachable; step += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const middle = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.x + Math.min(box.width, 10) / 2)), Math.min(innerHeight - 1, Math.max(0, box.y + Math.min(box.height, 10) / 2)));
        // The ring has two colours: one of them stands out at 3:1 from what is behind it.
        const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
        const light = (color) => {
          const [r, g, b] = channels(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
        let behind = element.parentElement;
        while (behind && channels(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
        const background = behind ? getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)";
        const colors = [style.outlineColor, ...(style.boxShadow.match(/rgba?\([^)]*\)/g) ?? [])];
        return {
          contrast: Math.max(...colors.map((color) => contrast(color, background))),
          what: element.outerHTML.slice(0, 80),
          inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
          ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
          uncovered: !middle || element.contains(middle) || middle.contains(element),
        };
      });
      assert.ok(seen.inside && seen.ring && seen.uncovered && seen.contrast >= 3, `${path}: ${JSON.stringify(seen)}`);
    }
    await close();
  }
});

test("the menu of a narrow screen works without JavaScript", async () => {
  const { page, close } = await open("/", { viewport: { width: 360, height: 700 }, javaScriptEnabled: false });
  await page.locator("summary", { hasText: "Menu" }).click();
  await page.locator(".menu-toggle a", { hasText: /^Membres$/ }).click();
  await page.waitForURL("**/membres/");
  await close();
});
