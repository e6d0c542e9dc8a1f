// What a page weighs on its way to a reader, compressed as any host compresses.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { published } from "./portal.mjs";

let site;
before(async () => {
  site = await published();
});
after(() => site.stop());

const fetched = async (path) => Buffer.from(await (await fetch(site.address + path)).arrayBuffer());

test("no page is heavier than 14 kB, nor than 30 kB with its stylesheet", async () => {
  const map = (await fetched("/sitemap.xml")).toString();
  const paths = [...map.matchAll(/<loc>https?:\/\/[^/]+([^<]*)<\/loc>/g)].map(([, path]) => path);
  assert.ok(paths.length > 70);
  let heaviest = { html: 0 };
  for (const path of paths) {
    const html = await fetched(path);
    const sheet = html.toString().match(/<link [^>]*href="?([^ ">]+\.css)/)[1];
    const weight = { path, html: gzipSync(html).length, css: gzipSync(await fetched(sheet)).length };
    assert.ok(weight.html < 14_000 && weight.html + weight.css < 30_000, JSON.stringify(weight));
    if (weight.html > heaviest.html) heaviest = weight;
  }
  console.log(`heaviest: ${JSON.stringify(heaviest)}`);
});
