// Lighthouse on the main pages, both languages, three runs each: prints the median of each score and
// fails below 100 in accessibility, best practices and SEO, and below 98 in performance.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { published } from "../browser/portal.mjs";

const pages = ["/", "/membres/", "/plans-action/2021-2023/commentaires/donnees-ouvertes/", "/recherche/?q=donnees"];
const twins = ["/en/", "/en/members/", "/en/action-plans/2021-2023/commentary/open-data/", "/en/search/?q=data"];
const least = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

// What is published names its own host as canonical; here it stands under another.
const site = await published(() => {}, ["--base-url", "http://127.0.0.1:4319/"], 4319);
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", chromeFlags: flags });
let failed = false;
try {
  for (const path of [...pages, ...twins]) {
    const runs = [];
    for (let run = 0; run < 3; run += 1) {
      const { lhr } = await lighthouse(site.address + path, { port: chrome.port, logLevel: "error" });
      runs.push(lhr);
    }
    const scores = Object.fromEntries(
      Object.keys(least).map((key) => [key, Math.round(100 * median(runs.map((lhr) => lhr.categories[key].score)))]),
    );
    console.log(`${path}  ${Object.entries(scores).map(([key, score]) => `${key} ${score}`).join(", ")}`);
    for (const [key, score] of Object.entries(scores)) {
      if (score >= least[key]) continue;
      failed = true;
      const { categories, audits } = runs[0];
      const lost = categories[key].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1);
      console.log(lost.map(({ id }) => `    ${id}: ${audits[id].displayValue ?? audits[id].title}`).join("\n"));
    }
  }
} finally {
  await chrome.kill();
  await site.stop();
}
process.exitCode = failed ? 1 : 0;
