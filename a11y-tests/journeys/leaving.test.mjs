// Nothing entered is lost on the way: back and forward walk through the pages, the browser asks before a window with unsaved answers is
// closed and only then, and what was said before need not be typed again.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { expectFocused, expectSaid, expectSoon } from "../harness/patience.mjs";
import { photograph } from "../harness/screenshots.mjs";
import { choose, expectHeading, fillRequest, goOn, goToPeriod, type } from "./steps.mjs";

let demo, browser, page;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());
beforeEach(async () => {
  browser = await openChromium();
  page = await browser.newPage();
  await page.goto(demo.urls.services.bewohnerparken);
  await page.getByRole("button", { name: "Antrag beginnen" }).click();
  await expectHeading(page, "Ihr Anliegen");
});
afterEach(async () => {
  await browser?.close();
  browser?.faults.expectNone();
});

test("back and forward walk through the pages, and every answer is still there", async () => {
  await fillRequest(page);
  await goOn(page, "Angaben zur Person");
  await type(page, "Familienname", "Muster");
  await page.goBack();
  await expectHeading(page, "Ihr Anliegen");
  assert.ok(await page.getByRole("radio", { name: "Neuer Ausweis" }).isChecked());
  await page.goBack();
  await page.getByRole("button", { name: "Antrag fortsetzen" }).waitFor();
  await page.goForward();
  await expectHeading(page, "Ihr Anliegen");
  await page.goForward();
  await expectHeading(page, "Angaben zur Person");
  assert.equal(await page.getByRole("textbox", { name: /^Familienname/ }).inputValue(), "Muster");
});

test("the browser asks before a window with unsaved answers is closed, and only then", async () => {
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    return dialog.dismiss();
  });
  await fillRequest(page);
  await page.close({ runBeforeUnload: true });
  await page.waitForTimeout(500);
  assert.deepEqual(asked, ["beforeunload"]);
  await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
  await expectHeading(page, "Ihr Entwurf ist gespeichert");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
  assert.deepEqual(asked, ["beforeunload"], "after saving nobody is asked");
});

test("a window in which nothing was entered closes without a question", async () => {
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    return dialog.accept();
  });
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
  assert.deepEqual(asked, []);
});

test("who has given a name takes it over as the account's", async () => {
  await goToPeriod(page);
  await choose(page, "Wie möchten Sie die Gebühr bezahlen?", "Lastschrift von meinem Konto");
  const offer = page.getByRole("button", { name: "„Erika Muster“ übernehmen" });
  await offer.waitFor();
  await expectNoAxeFindings(page, "an answer is offered");
  await photograph(page, "uebernehmen");
  await offer.click();
  const holder = page.getByRole("textbox", { name: /^Kontoinhaberin/ });
  await expectSoon(() => holder.inputValue(), "Erika Muster");
  await expectFocused(holder, "focus goes to what was filled in");
  await offer.waitFor({ state: "detached" });
  await expectSaid(page, /„Erika Muster“ ist übernommen\./);
});
