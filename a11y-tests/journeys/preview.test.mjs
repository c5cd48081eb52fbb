// An author at work: the panel says what is wrong, the form follows the files, pages can be jumped to and filled in.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, describe, it } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { shipped, startPreview } from "../harness/preview.mjs";

const SCENARIO = "Neuer Ausweis für ein Jahr";

describe("the preview of a process", () => {
  let folder;
  let preview;
  let browser;
  let page;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "vordruck-process-"));
    cpSync(shipped("bewohnerparken"), folder, { recursive: true });
    preview = await startPreview(folder);
  });
  after(async () => {
    await preview?.end();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    browser = await openChromium();
    page = await browser.newPage();
    await page.goto(preview.url);
    await status(/Keine Fehler/);
  });
  afterEach(() => browser.close());

  const status = (words) => page.getByRole("status").filter({ hasText: words }).waitFor();
  const form = () => page.frameLocator("iframe[title=Formular]");
  const heading = (words) => form().getByRole("heading", { level: 1, name: words, exact: true }).waitFor({ timeout: 20_000 });
  const choose = () => page.getByLabel("Szenario").selectOption(SCENARIO);
  const edit = (from, to) => {
    const file = join(folder, "process.xml");
    const text = readFileSync(file, "utf8");
    assert.ok(text.includes(from), from);
    writeFileSync(file, text.replace(from, to));
  };

  it("jumps to a page, fills it in, and comes back to it when a file changed", async () => {
    await choose();
    await page.getByRole("button", { name: "Fahrzeug", exact: true }).click();
    await heading("Fahrzeug");
    assert.equal(await form().getByLabel("Amtliches Kennzeichen").inputValue(), "");
    await page.getByRole("button", { name: "Diese Seite ausfüllen" }).click();
    await page.waitForFunction(() => document.querySelector("iframe").contentDocument.getElementById("kennzeichen").value === "gi-ab 123");
    // A busy machine makes one of them slow, but not all.
    const took = [];
    for (let minutes = 10; minutes > 5 && !took.some((milliseconds) => milliseconds < 1000); minutes -= 1) {
      await form().locator("html").evaluate((root) => { root.dataset.before = "yes"; });
      const began = Date.now();
      edit(`<duration>etwa ${minutes} Minuten</duration>`, `<duration>etwa ${minutes - 1} Minuten</duration>`);
      await page.waitForFunction(() => {
        const frame = document.querySelector("iframe").contentDocument;
        return frame?.getElementById("vd-beginnen") && !frame.documentElement.dataset.before;
      });
      took.push(Date.now() - began);
    }
    assert.ok(took.some((milliseconds) => milliseconds < 1000), `the form was there again after ${took.join(", ")} ms`);
    await heading("Fahrzeug");
    browser.faults.expectNone();
  });

  it("shows an error beside the last form without one, with its line and what to do, and forgets it when it is mended", async () => {
    edit('field="beginn">Der Beginn liegt in', 'field="begin">Der Beginn liegt in');
    await status(/1 Fehler: Sie sehen die letzte Fassung ohne Fehler/);
    const message = page.getByRole("listitem").filter({ hasText: "VD0037" });
    assert.match(await message.innerText(), /process\.xml:\d+:\d+[^]*Meinten Sie „beginn“/);
    await expectNoAxeFindings(page, "with an error");
    await form().getByRole("heading", { level: 1 }).waitFor();
    edit('field="begin">Der Beginn liegt in', 'field="beginn">Der Beginn liegt in');
    await status(/Keine Fehler/);
    assert.equal(await page.getByRole("listitem").filter({ hasText: "VD0037" }).count(), 0);
    browser.faults.expectNone();
  });

  it("is worked with the keyboard, and reads well in a narrow window", async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    await choose();
    await page.getByRole("button", { name: "Angaben zur Person", exact: true }).focus();
    await page.keyboard.press("Enter");
    await heading("Angaben zur Person");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    await expectNoAxeFindings(page, "narrow");
  });
});
