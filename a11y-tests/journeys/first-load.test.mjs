// What a visitor's browser fetches before the first question of the resident parking permit can be answered, as it comes over the line.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";

// Program, scripts, styles, fonts and form together. The library that rustup ships makes the program a twelfth larger; see .ci/web/report.mjs.
const limit = process.env.VORDRUCK_WASM_BIN === "" ? 172_000 : 160_000;
// Fetched while the first page is being read. What it shares with other parts (chunk_…) is counted: some of it comes before.
const later = /\/assets\/later-/;

let demo, browser;
before(async () => { demo = await startDemo(); });
after(async () => {
  await browser?.close();
  await demo?.end();
});

test(`the first question can be answered after ${limit.toLocaleString("en")} bytes`, async () => {
  browser = await openChromium();
  const page = await browser.newPage();
  const fetched = [];
  page.on("requestfinished", (request) => {
    if (/\/(assets|api\/v1\/forms)\//.test(request.url()) && !later.test(request.url())) fetched.push(weigh(request));
  });
  await page.goto(demo.urls.services.bewohnerparken);
  await page.getByRole("button", { name: "Antrag beginnen" }).click();
  await page.getByRole("radiogroup", { name: "Was möchten Sie beantragen?" }).waitFor();
  // What stands in the page itself is part of the load, too.
  const style = await page.locator("style").textContent();
  const inPage = { path: "style in the page", bytes: brotliCompressSync(style).length };
  const parts = [inPage, ...(await Promise.all(fetched))];
  const together = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const list = parts.map(({ bytes, path }) => `${bytes.toLocaleString("en").padStart(9)}  ${path}`).join("\n");
  console.log(`${list}\n${together.toLocaleString("en").padStart(9)}  together`);
  for (const kind of [".wasm", ".js", ".css", ".woff2", "/forms/"]) {
    assert(parts.some(({ path }) => path.includes(kind)), `no ${kind} was fetched: what is measured has changed\n${list}`);
  }
  assert(together <= limit, `${together} bytes, at most ${limit}\n${list}`);
});

async function weigh(request) {
  const { responseBodySize } = await request.sizes();
  // What the browser had already counts as less than nothing.
  return { path: new URL(request.url()).pathname, bytes: Math.max(0, responseBodySize) };
}
