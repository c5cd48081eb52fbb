// A part of the app that does not come, however often it is asked for: the person is told what happened, what to do and that there are other ways; nothing
// entered is lost; and as soon as the part comes, trying again works. Each part in its turn, from the start page to the receipt.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { expectFocusedText, expectSoon } from "../harness/patience.mjs";
import { photograph } from "../harness/screenshots.mjs";
import { choose, concludeReport, expectHeading, goOn, save, type } from "./steps.mjs";

const words = /Das hat nicht geklappt[^]*Ein Teil der Anwendung konnte nicht geladen werden\. Ihre Angaben sind noch da\.[^]*noch einmal\. Andere Wege stehen/;

let demo, browser, page, missing;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());
beforeEach(async () => {
  browser = await openChromium();
  page = await browser.newPage();
  missing = undefined;
  // Of the context: workers ask for their parts themselves.
  await page.context().route("**/assets/**", (route) => (missing?.test(route.request().url()) ? route.abort("connectionreset") : route.continue()));
});
afterEach(async () => {
  await browser?.close();
  // That it did not come stands on the console, and nothing else does.
  browser?.faults.expect(/ERR_CONNECTION_RESET|Failed to fetch|NetworkError/);
  browser?.faults.expectNone();
});

test("what a form needs before it opens does not come: the start page says so, and its button tries again", async () => {
  missing = /\/assets\/(kinds|computing)-/;
  await page.goto(demo.urls.services.bewohnerparken);
  const begin = page.getByRole("button", { name: "Antrag beginnen" });
  await begin.press("Enter");
  await expectTold();
  await page.waitForFunction(() => document.title.startsWith("Fehler: "));
  await page.getByText("Kann ich das auch anders erledigen?").click();
  await page.getByText("schriftlich oder persönlich").first().waitFor();
  await expectNoAxeFindings(page, "a part of the form is missing");
  await photograph(page, "teil-fehlt-start");
  // Only one of them is still missing: that is not enough.
  missing = /\/assets\/kinds-/;
  await begin.press("Enter");
  await expectTold();
  missing = undefined;
  await begin.press("Enter");
  await expectHeading(page, "Ihr Anliegen");
  await page.waitForFunction(() => document.title.startsWith("Ihr Anliegen"));
});

test("the form of a draft needs what does not come: link and PIN open it as soon as it does", async () => {
  await page.goto(demo.urls.services.bewohnerparken);
  await page.getByRole("button", { name: "Antrag beginnen" }).click();
  await expectHeading(page, "Ihr Anliegen");
  await choose(page, "Was möchten Sie beantragen?", "Neuer Ausweis");
  const { link, pin } = await save(page);
  await page.goto("about:blank");

  // First what is drawn around link and PIN, then what the form needs.
  missing = /\/assets\/later-/;
  await page.goto(link);
  await expectTold();
  const again = page.getByRole("button", { name: "Noch einmal versuchen" });
  await again.press("Enter");
  await expectTold();
  missing = /\/assets\/kinds-/;
  await again.press("Enter");
  await expectHeading(page, "Entwurf fortsetzen");
  assert.equal(await page.getByText("Das hat nicht geklappt").count(), 0, "what has come is still said to be missing");
  const input = page.getByRole("textbox", { name: /^PIN/ });
  await input.fill(pin);
  const open = page.getByRole("button", { name: "Entwurf öffnen" });
  await open.press("Enter");
  await expectTold();
  await expectSoon(async () => (await input.inputValue()).replaceAll("-", ""), pin.replaceAll("-", ""), "the PIN would have to be typed again");
  missing = undefined;
  await open.press("Enter");
  await expectHeading(page, "Ihr Anliegen");
  await page.getByRole("radio", { name: "Neuer Ausweis", checked: true }).waitFor();
});

test("what comes after the first page, saves, seals and draws the copy does not come: each says so, keeps what was entered, and is tried again", async () => {
  missing = /\/assets\/later-/;
  await page.goto(demo.urls.services.maengelmelder);
  await page.getByRole("button", { name: "Meldung beginnen" }).click();
  await expectHeading(page, "Was ist Ihnen aufgefallen?");
  await choose(page, "Sind Menschen in Gefahr?", "Nein");
  await page.getByLabel(/^Worum geht es\?/).selectOption({ label: "Straßenlaterne" });
  await choose(page, "Ist der Mangel im öffentlichen Raum?", "Ja");
  await type(page, "Was ist beschädigt, verschmutzt oder gefährlich?", "Die Laterne flackert.");
  const saving = page.getByRole("button", { name: "Speichern und später weitermachen" });
  for (const way of [page.getByRole("button", { name: "Weiter", exact: true }), saving]) {
    await way.press("Enter");
    await expectTold();
    await expectEntered();
  }
  await expectNoAxeFindings(page, "what comes after the first page is missing");
  await photograph(page, "teil-fehlt");
  missing = undefined;
  await goOn(page, "Wo ist der Mangel?");

  // The worker that seals: its script, then its program.
  for (const part of [/\/assets\/sealing_worker-\w+\.js/, /\/assets\/sealing_worker-\w+\.wasm/]) {
    missing = part;
    await saving.press("Enter");
    await expectTold();
  }
  missing = undefined;
  await save(page);
  await page.getByRole("button", { name: "Jetzt weitermachen" }).click();
  await expectHeading(page, "Wo ist der Mangel?");
  await page.getByRole("link", { name: "Zurück" }).first().click();
  await expectHeading(page, "Was ist Ihnen aufgefallen?");
  await expectEntered();
  await goOn(page, "Wo ist der Mangel?");
  await choose(page, "Wie möchten Sie den Ort angeben?", "Mit einer Beschreibung");
  await type(page, "Beschreibung des Orts", "Am Teich");
  await goOn(page, "Fotos");
  await concludeReport(page);

  missing = /\/assets\/document_maker-/;
  const send = page.getByRole("button", { name: "Meldung absenden" });
  await send.press("Enter");
  await expectTold();
  missing = undefined;
  await send.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Ihre Meldung ist eingegangen" }).waitFor({ timeout: 30_000 });
});

/** The note says what is wrong, what to do and that there are other ways; focus is on it, so that it is read. */
async function expectTold() {
  await expectFocusedText(page, words, "nobody is told that a part is missing");
  // The next one is to be a note of its own.
  await page.evaluate(() => document.activeElement.blur());
}

async function expectEntered() {
  assert.equal(await page.getByRole("textbox", { name: /^Was ist beschädigt/ }).inputValue(), "Die Laterne flackert.");
  assert.ok(await page.getByRole("radio", { name: "Ja", exact: true }).last().isChecked());
}
