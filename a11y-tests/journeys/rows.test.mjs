// Rows of a repeated group, on the dog tax: a dog is added with its own title and inputs, an error leads into it, one is removed and
// brought back with everything that was entered; and all of it is still there after saving and coming back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { eventually, expectFocusedText, focusedText } from "../harness/patience.mjs";
import { photograph } from "../harness/screenshots.mjs";
import { beginDogTax } from "./steps.mjs";

let demo, browser, page;
before(async () => {
  demo = await startDemo();
  browser = await openChromium();
  page = await browser.newPage();
});
after(async () => {
  await browser?.close();
  browser?.faults.expectNone();
  await demo?.end();
});

test("two dogs, and one less, and two again", async () => {
  await beginDogTax(page, demo);

  const first = row("Hund 1");
  await first.getByLabel("Name des Hundes").fill("Ada");
  await row("Hund 1: Ada").waitFor();
  assert.equal(await page.getByRole("button", { name: /entfernen/ }).count(), 0, "the only dog there must be can be removed");

  await page.getByRole("button", { name: "Weiteren Hund angeben" }).click();
  const second = row("Hund 2");
  await second.waitFor();
  await expectFocusedText(page, /Hund 2/, "focus goes to the new row");
  await second.getByLabel("Name des Hundes").fill("Bello");
  await row("Hund 2: Bello").waitFor();
  await expectNoAxeFindings(page, "two rows");
  await photograph(page, "rows");

  await page.getByRole("button", { name: "Hund 1 entfernen" }).click();
  await row("Hund 1: Bello").waitFor();
  await expectFocusedText(page, /rückgängig machen/, "focus goes to the way back");
  await expectNoAxeFindings(page, "a row removed");
  await page.getByRole("button", { name: "Entfernen rückgängig machen" }).click();
  await row("Hund 1: Ada").waitFor();
  await row("Hund 2: Bello").waitFor();

  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  const summary = page.getByRole("alert").or(page.locator(".vd-error-summary")).first();
  await summary.waitFor();
  await summary.getByRole("link").last().click();
  await eventually(
    async () => (await row("Hund 2: Bello").locator(":focus").count()) > 0,
    async () => `the last error leads into the second row, focus is on: ${await focusedText(page)}`,
  );
});

const row = (title) => page.getByRole("group", { name: title, exact: true });
