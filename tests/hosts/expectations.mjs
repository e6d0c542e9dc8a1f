// What every server answers, whatever the server: one table. `path` is below the portal's root; `null` stands for a
// header that must not be there, a regular expression for one that must match.
import { odd } from "./sites.mjs";

const page = "text/html; charset=utf-8";
const asked = "no-cache, no-transform";
const kept = "public, max-age=31536000, immutable, no-transform";
const french = /<html lang="?fr-CA/;
const english = /<html lang="?en-CA/;
const varies = /accept-encoding/i;
const anyone = "*";

const pages = [
  { what: "the first page", path: "", status: 200, type: page, cache: asked, vary: varies, cors: null, body: french },
  { what: "an English page", path: "en/members/", status: 200, type: page, cache: asked, vary: varies, cors: null, body: english },
  { what: "a folder without its slash", path: "membres", status: [301, 308], location: "membres/", cache: asked },
  { what: "an English folder without its slash", path: "en/members", status: [301, 308], location: "en/members/", cache: asked },
  { what: "what is not there", path: "nulle-part/", status: 404, type: page, cache: asked, vary: varies, body: french },
  { what: "what is not there in English", path: "en/nowhere/", status: 404, type: page, cache: asked, vary: varies, body: english },
  { what: "a file that is not there", path: "nulle-part.css", status: 404, type: page, cache: asked, body: french },
  { what: "an English file that is not there", path: "en/nowhere.json", status: 404, type: page, cache: asked, body: english },
  { what: "a file of the theme that is not there", path: "theme/absent.0a1b2c3d.css", status: 404, type: page, cache: asked, body: french },
  { what: "a folder without a page", path: "data/", status: 404, type: page, cache: asked, body: french },
  { what: "a name without its ending", path: "404", status: 404, type: page, body: french, except: ["apache"] },
  { what: "a text that was withdrawn", path: "plans-action/2021-2024/commentaires/avis-phare/", status: 410, type: page, cache: asked, body: /<html lang="?fr-CA[^]*retir/ },
  { what: "a text that was withdrawn, in English", path: "en/action-plans/2021-2024/commentary/lighthouse/", status: 410, type: page, cache: asked, body: /<html lang="?en-CA[^]*withdrawn/ },
];

const redirects = [
  { what: "an address that was left", path: "membres/marina/", location: "membres/marina-valmer/" },
  { what: "the same without its slash", path: "membres/marina", location: "membres/marina-valmer/" },
  { what: "an English address that was left", path: "en/members/marina/", location: "en/members/marina-valmer/" },
  { what: "an asset that was left", path: "assets/ancien%20nom.pdf", location: "assets/appels/avis-2021.pdf" },
  { what: "an asset with an accent that was left", path: "assets/%C3%89t%C3%A9.txt", location: "assets/notes/mesure-phare.txt" },
  { what: "an asset that was left, of a name with signs", path: "assets/a%3B%20%7Bb%7D%20%24c%20%23d%20100%25.pdf", location: "assets/appels/avis-2021.pdf" },
  { what: "a citation that was left", path: "data/citations/2021-2024/ancien.json", location: "data/citations/2021-2024/avis-dunes.json" },
].map((row) => ({ status: 301, cache: asked, ...row }));

const files = [
  ["data/members.csv", "text/csv; charset=utf-8", anyone],
  ["data/popolo.json", "application/json", anyone],
  ["data/catalogue.jsonld", "application/ld+json", anyone],
  ["data/catalogue.ttl", "text/turtle; charset=utf-8", anyone],
  ["data/portail.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", anyone],
  ["data/citations/2021-2024/avis-dunes.ris", "application/x-research-info-systems", anyone],
  ["data/citations/2021-2024/avis-dunes.bib", "application/x-bibtex", anyone],
  ["flux.atom", "application/atom+xml; charset=utf-8", anyone],
  ["en/feed.atom", "application/atom+xml; charset=utf-8", anyone],
  ["flux.json", "application/json", anyone],
  ["calendrier.ics", "text/calendar; charset=utf-8", anyone],
  ["en/calendar.ics", "text/calendar; charset=utf-8", anyone],
  ["SHA256SUMS", "text/plain; charset=utf-8", anyone],
  ["SHA256SUMS.minisig", "text/plain; charset=utf-8", anyone],
  ["checkpoint", "text/plain; charset=utf-8", anyone],
  ["editions.json", "application/json", anyone],
  ["sitemap.xml", "application/xml", null],
  ["assets/logo.svg", "image/svg+xml", null],
  ["assets/appels/avis-2021.pdf", "application/pdf", null],
  ["assets/notes/mesure-phare.txt", "text/plain; charset=utf-8", null],
  [`assets/${encodeURIComponent(odd)}`, "text/plain; charset=utf-8", null],
  ["pagefind/pagefind.js", "text/javascript; charset=utf-8", null],
  ["pagefind/pagefind-entry.json", "application/json", anyone],
].map(([path, type, cors]) => ({ what: path, path, status: 200, type, cors, cache: asked }));

/** Files whose names hold a hash: the first of the site that matches. */
const hashed = [
  [/^theme\/style\.[0-9a-f]{8}\.css$/, "text/css; charset=utf-8"],
  [/^theme\/search\.[0-9a-f]{8}\.js$/, "text/javascript; charset=utf-8"],
  [/^theme\/icon\.[0-9a-f]{8}\.svg$/, "image/svg+xml"],
  [/^pagefind\/fragment\/.*\.pf_fragment$/, "application/octet-stream"],
  [/^pagefind\/index\/.*\.pf_index$/, "application/octet-stream"],
  [/^pagefind\/.*\.pf_meta$/, "application/octet-stream"],
].map(([find, type]) => ({ what: `${find}`, find, status: 200, type, cors: null, cache: kept }));

const hidden = [".secret", ".git/config", "data/.brouillon.csv", "en/.secret", ".htaccess"].map((path) => ({
  what: `a hidden file: ${path}`, path, type: page, cache: asked,
  // Apache forbids these by itself.
  status: path.startsWith(".ht") ? [403, 404] : 404,
  body: path.startsWith("en/") ? english : french,
}));

const ofHost = [
  { what: "robots.txt at the root of a host", path: "robots.txt", at: "root", status: 200, type: "text/plain; charset=utf-8", body: /^Sitemap: /m },
  { what: "security.txt at the root of a host", path: ".well-known/security.txt", at: "root", status: 200, type: "text/plain; charset=utf-8", body: /^Contact: mailto:/m },
  { what: "robots.txt under a path", path: "robots.txt", at: "path", status: 404, type: page },
  { what: "security.txt under a path", path: ".well-known/security.txt", at: "path", status: 404, type: page },
];

export const table = [...pages, ...redirects, ...files, ...hashed, ...hidden, ...ofHost];

/** What every answer says, whatever its status. */
export const always = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": /camera=\(\)/,
  "cross-origin-opener-policy": "same-origin",
  "content-security-policy": /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; .*frame-ancestors 'none'$/,
  "content-language": null,
};

/** The texts that are asked for in each encoding. */
export const compressed = ["", "en/members/", "nulle-part/", "data/members.csv", "flux.atom", "data/popolo.json", "assets/logo.svg"];
