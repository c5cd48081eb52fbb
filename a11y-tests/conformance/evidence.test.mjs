// The evidence is for everyone, too: reports and drafts are looked at by all engines, at the width of a phone as well. They are those that
// `evidence.mjs` has just written.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findingsOf, told } from "../engines/index.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { expectReflow } from "../harness/screenshots.mjs";
import { draft, measured, settings } from "./statements.mjs";

const folder = fileURLToPath(new URL("../../target/a11y/", import.meta.url));
const pages = existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html")) : [];

let browser, page;
before(async () => {
  browser = await openChromium();
  page = await browser.newPage();
});
after(() => browser?.close());

test("there are reports, and drafts for all seven services in three languages", () => {
  for (const name of ["conformance.html", "acr.html"]) assert.ok(pages.includes(name), `${name} is missing: node conformance/evidence.mjs writes it`);
  for (const page of ["barrierefreiheit", "datenschutz"]) {
    for (const draft of [`${page}.html`, `${page}.en.html`, `${page}.de-simple.html`]) assert.equal(pages.filter((name) => name.endsWith(`/${draft}`)).length, 7, draft);
  }
});

test("all engines find nothing in them", { timeout: 180_000 }, async () => {
  const found = [];
  // Drafts differ from service to service in names alone.
  const [service] = pages.filter((name) => name.includes("/")).map((name) => name.replace(/[^/]*$/, "")).sort();
  for (const name of pages.filter((name) => !name.includes("/") || name.startsWith(service))) {
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

test("what the tests have found stands in every language, and nothing is claimed beyond it", () => {
  const rows = [{ clause: "9.1.1.1", title: { de: "Alternativtext", en: "Text alternatives" }, verdict: "tested" }, { clause: "9.4.1.2", title: { de: "Name", en: "Name, role" }, verdict: "open" }, { verdict: "not" }];
  const failing = rows.map((row) => (row.verdict === "tested" ? { ...row, verdict: "fails" } : row));
  const about = { at: "2026-11-02 10:00" };
  for (const [language, day, none, title] of [["de", "02.11.2026", "Bekannte Barrieren gibt es nicht. 1 von 2", "Alternativtext"], ["en", "2 November 2026", "1 of 2", "Text alternatives"], ["de-simple", "02.11.2026", "Wir kennen kein Hindernis. Es gibt 2 Regeln. 1 Regeln", "Alternativtext"]]) {
    const words = measured(rows, about, language);
    assert.ok(words.assessment[0].includes(none), words.assessment[0]);
    assert.ok(words.basis[0].includes(day), words.basis[0]);
    const missed = measured(failing, about, language)["not-accessible"];
    assert.deepEqual(missed.slice(1), [`9.1.1.1 ${title}`]);
    const html = draft(`<html><article><h1>T</h1><strong data-gap="not-accessible">[x]</strong> <a class="l" href="/a/b/datenschutz?lang=en" hreflang="en">EN</a> <a href="/a/b/">F</a></article></html>`, { "not-accessible": missed }, language, { en: "d.en.html" });
    assert.ok(html.includes(`<html lang="${language}">`) && html.includes(title) && !html.includes("data-gap"), html);
    assert.ok(html.includes('<a href="d.en.html" hreflang="en">EN</a> F'), html);
    assert.equal(html.includes('<span lang="de">9.1.1.1'), language === "de-simple");
  }
  assert.match(settings({ de: { basis: ["a", "b"] }, en: { basis: ["c"] } }), /\[statements\]\nbasis = "a\\nb"\n\n\[statements-in\.en\]\nbasis = "c"/);
});
