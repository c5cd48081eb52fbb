// Every example of every component, as the natively written gallery shows it: axe has nothing to say in any language and mode, and nothing
// has to be scrolled sideways. Dialogs are looked at open.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { expectReflow, photograph } from "../harness/screenshots.mjs";

const folder = new URL("../../target/gallery/", import.meta.url);

describe("the gallery", () => {
  let browser, page;
  before(async () => {
    assert.ok(existsSync(fileURLToPath(new URL("de.html", folder))), "there is no gallery. Run: .ci/steps/test-native");
    browser = await openChromium();
    page = await browser.newPage();
  });
  after(() => browser?.close());

  for (const language of ["de", "de-simple", "en"]) {
    for (const [mode, media] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" } })) {
      test(`${language}, ${mode}`, async () => {
        await page.emulateMedia({ colorScheme: "light", forcedColors: "none", ...media });
        await page.goto(new URL(`${language}.html`, folder).href);
        await expectNoAxeFindings(page, mode);
        await expectReflow(page);
        await page.evaluate(() => document.querySelectorAll("dialog").forEach((dialog) => dialog.showModal()));
        await expectNoAxeFindings(page, `${mode}, dialog open`);
      });
    }
  }

  test("pictures", async () => {
    await page.goto(new URL("de.html", folder).href);
    await photograph(page, "gallery");
  });
});
