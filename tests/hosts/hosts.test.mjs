// Every server against the one table of what it must answer, and the configurations of the hosts that cannot be run
// here against the readers of others.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { parseAllHeaders } from "@netlify/headers-parser";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { parseAllRedirects } from "netlify-redirect-parser";
import { launch } from "../browser/chromium.mjs";
import { always, compressed, table } from "./expectations.mjs";
import { serveAll } from "./servers.mjs";
import { left, portal, publish, run } from "./sites.mjs";

let home, own, sites, servers;

before(async () => {
  home = await mkdtemp(join(tmpdir(), "clairevoie-servers-"));
  execFileSync("chmod", ["755", home]);
  own = await portal();
  sites = [await publish(own.root, "/a/b/", home), await publish(own.root, "/", home)];
  servers = await serveAll(own.root, sites, join(home, "servers"));
});
after(async () => {
  await servers?.stop();
  await own?.remove();
  await rm(home, { recursive: true, force: true });
});

const ask = (port, path, headers = {}, method = "GET") =>
  new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers: { host: "hote.exemple.test", ...headers } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts) }));
    });
    asked.on("error", reject);
    asked.end();
  });

const holds = (found, expected) =>
  expected === null ? found === undefined : expected instanceof RegExp ? expected.test(found ?? "") : found === expected;

/** What an answer says otherwise than a row of the table. */
const differences = (row, answer, { base, url }) => {
  const told = [];
  const compare = (name, found, expected) => {
    if (expected !== undefined && !holds(found, expected)) told.push(`${name}: ${found} instead of ${expected}`);
  };
  if (![row.status].flat().includes(answer.status)) told.push(`status: ${answer.status} instead of ${row.status}`);
  // Apache cannot send a relative address: the portal's own is right too, since it holds the scheme.
  const own = answer.headers.location?.startsWith(`${url}`) ? base + answer.headers.location.slice(url.length) : answer.headers.location;
  compare("location", own, row.location && base + row.location);
  for (const [name, header] of [["type", "content-type"], ["cache", "cache-control"], ["vary", "vary"], ["cors", "access-control-allow-origin"]]) {
    compare(header, answer.headers[header], row[name]);
  }
  for (const [header, expected] of Object.entries(always)) compare(header, answer.headers[header], expected);
  if (row.body && !row.body.test(answer.bytes.toString("utf8"))) told.push(`body: ${answer.bytes.toString("utf8").slice(0, 120)}`);
  return told;
};

const named = ({ server, site }) => `${server} at ${site.base}`;

test("every server answers as the table says", async (t) => {
  for (const instance of servers.instances) {
    await t.test(named(instance), async () => {
      const { base, paths } = instance.site;
      const told = [];
      for (const row of table) {
        if ((row.at === "root" && base !== "/") || (row.at === "path" && base === "/") || row.except?.includes(instance.server)) continue;
        const path = row.path ?? paths.find((one) => row.find.test(one));
        assert.ok(path !== undefined, row.what);
        const answer = await ask(instance.port, base + path);
        told.push(...differences(row, answer, instance.site).map((one) => `${row.what} (${base}${path}): ${one}`));
      }
      assert.deepEqual(told, []);
    });
  }
});

test("the path of the portal without its slash leads to it", async () => {
  for (const { server, site, port } of servers.instances.filter((one) => one.site.base !== "/")) {
    const answer = await ask(port, site.base.slice(0, -1));
    assert.equal(answer.status, 301, server);
    assert.ok([site.base, site.url].includes(answer.headers.location), `${server}: ${answer.headers.location}`);
  }
});

test("each encoding gives the same bytes, and says so to caches", async () => {
  const open = { br: brotliDecompressSync, gzip: gunzipSync };
  for (const instance of servers.instances) {
    for (const path of compressed) {
      const at = instance.site.base + path;
      const plain = await ask(instance.port, at);
      assert.equal(plain.headers["content-encoding"], undefined, `${named(instance)} ${at}`);
      for (const [encoding, unpack] of Object.entries(open)) {
        const packed = await ask(instance.port, at, { "accept-encoding": encoding });
        assert.equal(packed.headers["content-encoding"], encoding, `${named(instance)} ${at}`);
        assert.match(packed.headers.vary ?? "", /accept-encoding/i, `${named(instance)} ${at}`);
        assert.deepEqual([packed.status, packed.headers["content-type"]], [plain.status, plain.headers["content-type"]]);
        assert.ok(unpack(packed.bytes).equals(plain.bytes), `${named(instance)} ${at} ${encoding}`);
      }
      const both = await ask(instance.port, at, { "accept-encoding": "gzip, deflate, br" });
      assert.equal(both.headers["content-encoding"], "br", `${named(instance)} ${at}`);
    }
  }
});

test("what did not change is not sent again, and what did is, whatever its size", async () => {
  for (const instance of servers.instances) {
    const { folder, base } = instance.site;
    const file = join(folder, "data/members.csv");
    const first = await ask(instance.port, `${base}data/members.csv`);
    assert.ok(first.headers.etag, named(instance));
    const tag = { "if-none-match": first.headers.etag };
    const again = await ask(instance.port, `${base}data/members.csv`, tag);
    assert.equal(again.status, 304, named(instance));
    assert.equal(again.headers["cache-control"], "no-cache, no-transform", named(instance));
    const before = await stat(file);
    const bytes = await readFile(file);
    const changed = Buffer.from(bytes);
    changed[changed.length - 3] ^= 1;
    await writeFile(file, changed);
    await utimes(file, before.atime, new Date(before.mtimeMs + 2000));
    const after = await ask(instance.port, `${base}data/members.csv`, tag);
    assert.equal(after.status, 200, named(instance));
    assert.ok(after.bytes.equals(changed), named(instance));
    await writeFile(file, bytes);
    await utimes(file, before.atime, before.mtime);
  }
});

test("no request but those for reading is taken", async () => {
  for (const instance of servers.instances) {
    const answer = await ask(instance.port, instance.site.base, {}, "POST");
    assert.ok([405, 200].includes(answer.status), `${named(instance)}: ${answer.status}`);
    assert.equal(answer.headers["x-content-type-options"], "nosniff", named(instance));
  }
});

test("a precompressed file is given as it is to whoever asks for it by its name", async () => {
  for (const instance of servers.instances) {
    const { folder, base } = instance.site;
    const answer = await ask(instance.port, `${base}data/members.csv.br`, { "accept-encoding": "identity" });
    assert.equal(answer.status, 200, named(instance));
    assert.ok(answer.bytes.equals(await readFile(join(folder, "data/members.csv.br"))), named(instance));
  }
});

test("a browser has nothing to say: no console message, no violation, no other host, and the search works", async (t) => {
  const browser = await launch();
  const words = { French: ["recherche/?q=phare", "fr-CA"], English: ["en/search/?q=lighthouse", "en-CA"] };
  const visited = ["", "en/", "composition/comparer/", "en/composition/compare/", "nulle-part/", "donnees-ouvertes/"];
  for (const instance of servers.instances.filter(({ site, server }) => site.base !== "/" || server === "nginx")) {
    await t.test(named(instance), async () => {
      const origin = `http://127.0.0.1:${instance.port}`;
      const context = await browser.newContext();
      const told = [];
      await context.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => console.error(`violation: ${event.violatedDirective} ${event.blockedURI}`));
      });
      const page = await context.newPage();
      // Chromium itself says that a page answers 404.
      page.on("console", (message) => message.text().includes("status of 404") || told.push(message.text()));
      page.on("pageerror", (error) => told.push(error.message));
      page.on("requestfailed", (failed) => told.push(`failed: ${failed.url()}`));
      page.on("request", (asked) => asked.url().startsWith(origin) || told.push(`outside: ${asked.url()}`));
      for (const path of visited) {
        await page.goto(`${origin}${instance.site.base}${path}`);
        const hashes = await page.evaluate(() =>
          [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((element) => element.integrity),
        );
        assert.ok(hashes.length > 0 && hashes.every((hash) => /^sha384-/.test(hash)), `${path}: ${hashes}`);
        assert.ok(await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0)), path);
      }
      for (const [path, tag] of Object.values(words)) {
        await page.goto(`${origin}${instance.site.base}${path}`);
        await page.waitForFunction(() => document.querySelectorAll(".search-title a").length > 0);
        assert.equal(await page.evaluate(() => document.documentElement.lang), tag);
        const to = await page.locator(".search-title a").first().getAttribute("href");
        assert.ok(to.startsWith(instance.site.base), to);
      }
      assert.deepEqual(told, []);
      await context.close();
    });
  }
  await browser.close();
});

test("on a host without headers the pages carry the policy, and a browser holds to it", async () => {
  const plain = await portal((text) => text.replace(/^(  kind: ).*$/m, "$1none"));
  const site = await publish(plain.root, "/a/b/", join(home, "none"));
  const { createServer } = await import("node:http");
  const types = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml", json: "application/json" };
  const server = createServer(async (asked, answer) => {
    const path = decodeURIComponent(new URL(asked.url, "http://localhost").pathname).slice(site.base.length);
    const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const bytes = await readFile(join(site.folder, name)).catch(() => null);
    if (bytes === null) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": types[name.split(".").pop()] ?? "application/octet-stream" }).end(bytes);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}${site.base}`;
  const browser = await launch();
  const page = await browser.newPage();
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  await page.goto(`${origin}recherche/?q=phare`);
  await page.waitForFunction(() => document.querySelectorAll(".search-title a").length > 0);
  assert.deepEqual(told, []);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = 1" })));
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.ok(told.some((text) => /content security policy/i.test(text)), told.join());
  await page.goto(`${origin}membres/marina/`);
  await page.waitForURL("**/membres/marina-valmer/");
  await browser.close();
  server.closeAllConnections();
  server.close();
  await plain.remove();
});

test("the policy leaves nothing that an evaluator of policies would call severe", async () => {
  const answer = await ask(servers.instances[0].port, servers.instances[0].site.base);
  const policy = new CspParser(answer.headers["content-security-policy"]).csp;
  const findings = new CspEvaluator(policy).evaluate();
  // 10: high; 20: syntax; 30: medium; 40 and more are remarks. `'self'` is all right where no file comes from a reader.
  const severe = findings.filter(({ severity, value }) => severity <= 40 && value !== "'self'");
  assert.deepEqual(severe.map(({ description }) => description), []);
});

test("Netlify reads both files, without a fault", async () => {
  const out = join(home, "netlify");
  await mkdir(out, { recursive: true });
  run(own.root, "host", "netlify", "--base-url", sites[0].url, "--out", out);
  const rules = await parseAllHeaders({ headersFiles: [join(out, "_headers")], configHeaders: [], minimal: true });
  assert.deepEqual(rules.errors, []);
  const of = (path) => rules.headers.find((rule) => rule.for === path)?.values ?? {};
  assert.match(of("/a/b/*")["Content-Security-Policy"], /frame-ancestors 'none'/);
  assert.match(of("/a/b/theme/*")["Cache-Control"], /immutable/);
  assert.equal(of("/a/b/data/*")["Access-Control-Allow-Origin"], "*");
  assert.equal(of("/a/b/SHA256SUMS")["Content-Type"], "text/plain; charset=utf-8");
  const read = await parseAllRedirects({ redirectsFiles: [join(out, "_redirects")], configRedirects: [], minimal: true });
  assert.deepEqual(read.errors, []);
  const found = read.redirects.map(({ from, path, to, status, force }) => [from ?? path, to, status, force]);
  const has = (row) => assert.ok(found.some((one) => JSON.stringify(one) === JSON.stringify(row)), `${row}\n${found.join("\n")}`);
  has(["/a/b/membres/marina/", "/a/b/membres/marina-valmer/", 301, true]);
  has(["/a/b/assets/ancien%20nom.pdf", `/a/b/${left[0][1]}`, 301, true]);
  has(["/a/b/en/*", "/a/b/en/404.html", 404, false]);
  has(["/a/b/*", "/a/b/404.html", 404, false]);
  const gone = "/a/b/plans-action/2021-2024/commentaires/avis-phare/";
  has([gone, `${gone}index.html`, 410, true]);
});

test("the file of IIS is well formed, and says what the others say", async () => {
  const out = join(home, "iis");
  await mkdir(out, { recursive: true });
  run(own.root, "host", "iis", "--base-url", sites[0].url, "--out", out);
  const script = [
    "import json, sys, xml.etree.ElementTree as tree",
    "root = tree.parse(sys.argv[1]).getroot()",
    "server = root.find('system.webServer')",
    "maps = {one.get('fileExtension'): one.get('mimeType') for one in server.iter('mimeMap')}",
    "order = [one.tag for one in server.find('staticContent') if isinstance(one.tag, str)]",
    "headers = {one.get('name'): one.get('value') for one in server.find('httpProtocol/customHeaders').findall('add')}",
    "rules = [[one.find('match').get('url'), dict(one.find('action').attrib)] for one in server.iter('rule')]",
    "places = {one.get('path'): [dict(two.attrib) for two in one.iter() if two.tag in ('add', 'error')] for one in root.findall('location')}",
    "print(json.dumps([root.tag, maps, order, headers, rules, places]))",
  ].join("\n");
  const read = execFileSync("python3", ["-c", script, join(out, "web.config")], { encoding: "utf8" });
  const [tag, maps, order, headers, rules, places] = JSON.parse(read);
  assert.equal(tag, "configuration");
  assert.equal(maps[".csv"], "text/csv; charset=utf-8");
  assert.equal(maps["."], "text/plain; charset=utf-8");
  assert.ok(order.every((name, at) => name === (at % 2 === 0 ? "remove" : "mimeMap")), order.join());
  assert.match(headers["Content-Security-Policy"], /frame-ancestors 'none'/);
  const rule = (url) => rules.find(([matched]) => new RegExp(matched).test(url))?.[1];
  assert.deepEqual(rule("membres/marina/"), { type: "Redirect", url: "/a/b/membres/marina-valmer/", redirectType: "Permanent" });
  assert.equal(rule("plans-action/2021-2024/commentaires/avis-phare/").statusCode, "410");
  assert.equal(rule(".git/config").statusCode, "404");
  assert.equal(rule(".well-known/security.txt"), undefined);
  assert.equal(places.en[0].path, "/a/b/en/404.html");
  assert.match(places.theme[0].value, /immutable/);
  assert.equal(places.data[0].value, "*");
});

test("security.txt is as its standard says, for a reader of others", async () => {
  const script = [
    "import json, sys",
    "from sectxt import Parser",
    "with open(sys.argv[1], 'rb') as file:",
    "    read = Parser(file.read(), urls=[sys.argv[2]])",
    "print(json.dumps([one['code'] for one in read.errors + read.recommendations]))",
  ].join("\n");
  const { folder } = sites.find(({ base }) => base === "/");
  const file = join(folder, ".well-known/security.txt");
  const read = execFileSync(process.env.CLAIREVOIE_JUDGES, ["-c", script, file, "https://hote.exemple.test/.well-known/security.txt"], { encoding: "utf8" });
  // The day of the reader's clock is not that of the example; and a signature is the publisher's to make.
  const ofTheDay = ["expired", "long_expiry", "not_signed", "no_encryption"];
  assert.deepEqual(JSON.parse(read).filter((code) => !ofTheDay.includes(code)), []);
});

test("what is for the administrator is written apart, and only what is not the portal's to say", async () => {
  for (const [at, site] of sites.entries()) {
    const text = await readFile(join(home, `servers/nginx/${at}/administrator.txt`), "utf8");
    assert.match(text, /Strict-Transport-Security: max-age=\d+/);
    assert.equal(/Sitemap: https:\/\/hote\.exemple\.test\/a\/b\/sitemap\.xml/.test(text), site.base !== "/");
    assert.equal(/Contact: mailto:/.test(text), site.base !== "/");
  }
});
