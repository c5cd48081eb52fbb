// On paper: the check page, the sheet with the PIN and the receipt have everything that counts and nothing that can only be clicked; in the dark, too,
// paper is white.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { entered, walk } from "./walk.mjs";

const folder = fileURLToPath(new URL("../../target/print/", import.meta.url));

let demo, browser, page;
before(async () => {
  mkdirSync(folder, { recursive: true });
  demo = await startDemo();
  browser = await openChromium();
  page = await browser.newPage();
});
after(async () => {
  await browser?.close();
  await demo?.end();
});

/** The text of the page as it is printed on A4. */
async function paper(name) {
  const path = `${folder}${name}.pdf`;
  writeFileSync(path, await page.pdf({ format: "A4" }));
  return execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"], { encoding: "utf8" });
}

const squeezed = (text) => text.replaceAll(/\s+/g, "");

test("paper has all that counts", { timeout: 300_000 }, async () => {
  const seen = [];
  await walk(demo, page, async (stop) => {
    if (!["start", "saved", "check", "receipt"].includes(stop)) return;
    seen.push(stop);
    const text = await paper(stop);
    if (stop === "start") for (const part of ["Marktplatz 1", "+49 3999 123456"]) assert.ok(text.includes(part), `${part} is not on paper:\n${text}`);
    if (stop === "check") for (const value of entered) assert.ok(squeezed(text).includes(squeezed(value)), `${value} is not on paper:\n${text}`);
    if (stop === "saved") {
      // Whoever finds one sheet must not have both: not on one page, nor on the two sides of one sheet.
      const pages = text.split("\f");
      const pin = pages.findIndex((page) => /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.test(page.replaceAll(/\s*-\s*/g, "-")));
      const link = pages.findIndex((page) => squeezed(page).includes("#v1."));
      assert.ok(pin >= 0 && link >= 0, `PIN and link are printed:\n${text}`);
      assert.notEqual(pin >> 1, link >> 1, `PIN and link are on one sheet:\n${text}`);
      assert.match(pages[pin], /Bewahren Sie dieses Blatt nicht zusammen/);
      assert.match(pages[link], /Link zu Ihrem Entwurf:\s+Bewohnerparkausweis/);
    }
    if (stop === "receipt") assert.match(text, /VD-[0-9A-Z]{5}-[0-9A-Z]{5}/, "the reference number");
    for (const button of ["Antrag verbindlich absenden", "Speichern und später weitermachen", "Zum Inhalt springen", ...(stop === "start" ? ["Antrag beginnen"] : [])]) {
      assert.ok(!text.includes(button), `“${button}” is on paper (${stop})`);
    }
    // What the dark scheme sets is for screens.
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    const colours = await page.evaluate(() => ["background-color", "color"].map((name) => getComputedStyle(document.body).getPropertyValue(name)));
    await page.emulateMedia({ colorScheme: "light", media: null });
    assert.ok(/255, 255, 255|0, 0, 0, 0/.test(colours[0]) && /rgb\((\d|[1-5]\d), /.test(colours[1]), `paper in the dark: ${colours}`);
  });
  assert.deepEqual(seen, ["start", "saved", "check", "receipt"]);
});
