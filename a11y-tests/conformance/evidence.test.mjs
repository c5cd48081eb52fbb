// The evidence is for everyone, too: reports and drafts are looked at by all engines, at the width of a phone as well. They are those that
// `evidence.mjs` has just written.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findingsOf, told } from "../engines/index.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { expectReflow } from "../harness/screenshots.mjs";

const folder = fileURLToPath(new URL("../../target/a11y/", import.meta.url));
const pages = existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html")) : [];

let browser, page;
before(async () => {
  browser = await openChromium();
  page = await browser.newPage();
});
after(() => browser?.close());

test("there are reports, and drafts for all seven services", () => {
  for (const name of ["conformance.html", "acr.html"]) assert.ok(pages.includes(name), `${name} is missing: node conformance/evidence.mjs writes it`);
  for (const draft of ["barrierefreiheit.html", "datenschutz.html"]) assert.equal(pages.filter((name) => name.endsWith(draft)).length, 7, draft);
});

test("all engines find nothing in them", { timeout: 180_000 }, async () => {
  const found = [];
  for (const name of pages) {
    await page.goto(pathToFileURL(`${folder}/${name}`).href);
    for (const finding of await findingsOf(page)) {
      // Links within these papers stand in lists of contact data; a skip link would skip one heading.
      if (/^(sia-r87|skip_main_exists|sia-r111|target-below-44|bypass)$/.test(finding.rule)) continue;
      found.push(`${name}: ${told(finding)}`);
    }
    await expectReflow(page);
  }
  assert.deepEqual(found, []);
});
