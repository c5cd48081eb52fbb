// One form in three languages: each visitor loads the one they read, the address says which, and changing it keeps what was entered. And
// the form itself is fetched once, however early somebody begins.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { expectFocused, expectSaid, expectSoon } from "../harness/patience.mjs";
import { expectReflow, photograph } from "../harness/screenshots.mjs";
import { expectHeading } from "./steps.mjs";

let demo, browser, page, fetched;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());
beforeEach(async () => {
  browser = await openChromium();
  page = await browser.newPage();
  fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
});
afterEach(async () => {
  await browser?.close();
  browser?.faults.expectNone();
});

test("in Leichte Sprache the app speaks Leichte Sprache, and no other language is loaded", async () => {
  await page.goto(`${demo.urls.services.bewohnerparken}?lang=de-simple`);
  await page.getByRole("button", { name: "Antrag anfangen" }).click();
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await page.getByRole("heading", { name: "Hier stimmen 3 Sachen nicht" }).waitFor();
  await page.waitForFunction(() => /^Fehler: /.test(document.title));
  await expectSoon(() => language(page), "de-simple");
  await expectNoAxeFindings(page, "Leichte Sprache, errors");
  await expectReflow(page);
  await photograph(page, "leichte-sprache");
  assert.ok(parts("simple") === 1 && parts("english") === 0, fetched.join("\n"));
});

test("the language can be changed with errors on the screen; the address follows, and reloading keeps it", async () => {
  await page.goto(demo.urls.services.bewohnerparken);
  await page.getByRole("button", { name: "Antrag beginnen" }).click();
  await page.getByRole("radio", { name: "Neuer Ausweis" }).check();
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await page.getByRole("heading", { name: "2 Angaben fehlen oder stimmen nicht" }).waitFor();
  assert.equal(parts("simple") + parts("english"), 0, fetched.join("\n"));

  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Continue", exact: true }).waitFor();
  await expectSoon(() => language(page), "en");
  await expectSoon(() => new URL(page.url()).search, "?lang=en");
  await page.waitForFunction(() => /^Error: /.test(document.title));
  await expectFocused(page.getByRole("button", { name: "English" }), "focus stays on the switch");
  assert.equal(await page.getByRole("radio").first().isChecked(), true, "what was entered is still there");
  await expectSaid(page, /The page is now in English/);
  // What the public side has written around the app follows; its links lead to pages in this language.
  const statement = page.getByRole("contentinfo").getByRole("link", { name: "Accessibility statement" });
  await statement.waitFor();
  assert.match(await statement.getAttribute("href"), /barrierefreiheit\?lang=en$/);

  await page.getByRole("button", { name: "Leichte Sprache" }).click();
  await page.getByRole("heading", { name: "Hier stimmen 2 Sachen nicht" }).waitFor();
  await expectSoon(() => new URL(page.url()).search, "?lang=de-simple");
  await page.getByRole("contentinfo").getByRole("link", { name: "Erklärung zur Barriere·freiheit" }).waitFor();
  // Going back leads to an entry from before the change: the page stays in its language, and the address says so. So does the start page.
  await page.goBack();
  await page.waitForFunction(() => location.search === "?lang=de-simple");
  await page.getByRole("heading", { name: "Bewohner·park·ausweis beantragen" }).waitFor();
  // Changed here, it changes here.
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Apply for a resident parking permit" }).waitFor();
  await page.getByRole("button", { name: "Continue application" }).waitFor();
  await expectSoon(() => language(page), "en");
  await page.getByRole("button", { name: "Leichte Sprache" }).click();
  await page.getByRole("heading", { level: 1, name: "Bewohner·park·ausweis beantragen" }).waitFor();

  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await page.getByRole("button", { name: "Antrag anfangen" }).waitFor();
});

test("a saved draft changes language, and who does so before typing the PIN keeps the link", async () => {
  await page.goto(demo.urls.services.maengelmelder);
  await page.getByRole("button", { name: "Meldung beginnen" }).click();
  await expectHeading(page, "Was ist Ihnen aufgefallen?");
  await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
  await expectHeading(page, "Ihr Entwurf ist gespeichert");
  await page.getByRole("textbox", { name: "E-Mail-Adresse" }).fill("erika@");
  await page.getByRole("button", { name: "English" }).click();
  await expectHeading(page, "Your draft has been saved", { focused: false });
  assert.equal(await page.getByRole("textbox", { name: "E-mail address" }).inputValue(), "erika@", "what was entered is still there");
  const text = await page.getByRole("main").innerText();
  const pin = text.replaceAll(/\s*-\s*/g, "-").match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)[0];
  const link = text.replaceAll(/\s/g, "").match(/https?:\/\/[^#]*#v1\.[A-Za-z0-9_-]{43}/)[0];

  const other = await browser.newPage();
  await other.goto(link);
  await other.getByRole("link", { name: "Leichte Sprache" }).click();
  await other.getByRole("heading", { level: 1, name: "Mit dem Formular weiter·machen" }).waitFor();
  assert.equal(new URL(other.url()).hash, "", "the secret is still in the address bar");
  await other.getByRole("link", { name: "Leichte Sprache" }).click();
  await other.getByRole("textbox", { name: /^PIN/ }).fill(pin);
  assert.equal(await other.getByRole("textbox", { name: /Link/ }).count(), 0, "the link is asked for, although it led here");
  await other.getByRole("button", { name: "Formular öffnen" }).click();
  await other.getByRole("heading", { level: 1, name: "Was ist kaputt?" }).waitFor();
});

test("who begins while the form is still on its way waits for it, and it is fetched once", async () => {
  let let_go;
  const held = new Promise((done) => { let_go = done; });
  await page.route("**/api/v1/forms/**", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(demo.urls.services.bewohnerparken);
  await page.getByRole("button", { name: "Antrag beginnen" }).click();
  await page.getByText("Das Formular wird geladen.").waitFor();
  let_go();
  await page.getByRole("radiogroup", { name: "Was möchten Sie beantragen?" }).waitFor();
  assert.equal(fetched.filter((path) => path.startsWith("/api/v1/forms/")).length, 1, fetched.join("\n"));
});

const language = (page) => page.evaluate(() => document.documentElement.lang);
/** How many requests there were for a part of the app. */
const parts = (name) => fetched.filter((path) => path.includes(`/assets/${name}-`)).length;
