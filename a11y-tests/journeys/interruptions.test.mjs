// What goes wrong around an application: a wrong PIN, an expired draft, two windows, a lost answer, a server that dies, no
// JavaScript. In each case the person is told what happened, and nothing entered is lost.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { photograph } from "../harness/screenshots.mjs";
import { pdfFile } from "./files.mjs";
import { attach, expectHeading, fillDeclarations, fillRequest, goFromPeriodToProofs, goOn, goToPeriod, save, type } from "./steps.mjs";

let demo, browser, page;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());
beforeEach(async () => {
  browser = await openChromium();
  page = await browser.newPage();
});
afterEach(async () => {
  await browser?.close();
  browser?.faults.expectNone();
});

test("without JavaScript the start page says so and names other ways", async () => {
  await browser.close();
  browser = await openChromium({ javaScriptEnabled: false });
  page = await browser.newPage();
  await page.goto(demo.urls.services.bewohnerparken);
  const text = await page.getByRole("main").innerText();
  assert.match(text, /JavaScript/);
  assert.match(text, /schriftlich oder persönlich/);
  assert.equal(await page.getByRole("button", { name: "Antrag beginnen" }).count(), 0, "a button that cannot work");
  assert.equal(await page.getByText("Das Formular wird geladen").isVisible(), false, "nothing is being loaded without scripts");
});

test("when the program does not come, the page says after a while what to do", async () => {
  await page.route("**/assets/*.js", () => {});
  await page.goto(demo.urls.services.bewohnerparken, { waitUntil: "commit" });
  const late = page.getByText("Das dauert länger als üblich");
  await page.getByText("Das Formular wird geladen").waitFor();
  assert.equal(await late.isVisible(), false);
  await late.waitFor({ timeout: 20_000 });
});

test("a wrong PIN and an unknown link are answered alike, and the draft still opens", async () => {
  const { link, pin } = await savedDraft(page);
  const refusals = [];
  for (const address of [link, `${link.split("#")[0]}#v1.${"A".repeat(43)}`]) {
    await page.goto("about:blank");
    await page.goto(address);
    await openDraft(page, address === link ? otherPin(pin) : pin);
    await page.getByRole("alert").or(page.locator(".kern-alert--danger")).first().waitFor();
    refusals.push(await page.locator(".kern-alert--danger").first().innerText());
  }
  assert.equal(refusals[0], refusals[1]);
  await page.goto("about:blank");
  await page.goto(link);
  await openDraft(page, pin);
  await expectHeading(page, "Angaben zur Person");
});

test("two windows: the second save asks, and neither side's answers are lost", async () => {
  const { link, pin } = await savedDraft(page);
  const other = await browser.newPage();
  await other.goto(link);
  await openDraft(other, pin);
  await expectHeading(other, "Angaben zur Person");
  await type(other, "Familienname", "Zweitfenster");
  await save(other);
  await page.bringToFront();
  await page.getByRole("button", { name: "Jetzt weitermachen" }).click();
  await expectHeading(page, "Angaben zur Person");
  await type(page, "Familienname", "Erstfenster");
  await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
  const dialog = page.getByRole("dialog", { name: "Dieser Entwurf wurde woanders gespeichert" });
  await dialog.waitFor();
  await expectNoAxeFindings(page, "conflict dialog");
  await photograph(page, "konflikt");
  await dialog.getByRole("button", { name: "Die anderen Angaben laden" }).click();
  await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "Zweitfenster"));
  await page.getByRole("button", { name: "Doch meine Angaben verwenden" }).click();
  await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "Erstfenster"));
  await save(page);
});

test("the server dies and comes back: what was entered is still there and can be saved", async () => {
  const { link, pin } = await savedDraft(page);
  await page.getByRole("button", { name: "Jetzt weitermachen" }).click();
  await expectHeading(page, "Angaben zur Person");
  await type(page, "Familienname", "Unverwüstlich");
  await demo.restart();
  await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
  await expectHeading(page, "Ihr Entwurf ist gespeichert");
  await page.goto("about:blank");
  await page.goto(link);
  await openDraft(page, pin);
  await expectHeading(page, "Angaben zur Person");
  assert.equal(await page.getByRole("textbox", { name: /^Familienname/ }).inputValue(), "Unverwüstlich");
});

test("a lost answer and a second try make one application", async () => {
  await begin(page);
  await fillAll(page);
  let lost = 0;
  await page.route("**/api/v1/submissions", async (route) => {
    if (lost === 0) {
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    } else {
      await route.continue();
    }
  });
  const submit = page.getByRole("button", { name: "Antrag verbindlich absenden" });
  await submit.click();
  await page.locator(".kern-alert--danger").or(page.getByRole("heading", { level: 1, name: "Ihr Antrag ist eingegangen" })).first().waitFor({ timeout: 30_000 });
  if (await submit.isVisible()) await submit.click();
  await expectHeading(page, "Ihr Antrag ist eingegangen");
  assert.equal(lost, 1);
  const count = execFileSync("sqlite3", [join(demo.folder, "public/public.sqlite"), "select count(*) from submissions"], { encoding: "utf8" });
  assert.equal(count.trim(), "1");
});

test("the draft can be deleted by the applicant, and is gone then", async () => {
  const { link, pin } = await savedDraft(page);
  await page.getByRole("button", { name: "Entwurf löschen" }).click();
  await page.getByRole("button", { name: "Ja, Entwurf löschen" }).click();
  await page.getByText("Der Entwurf ist gelöscht").first().waitFor();
  await page.goto("about:blank");
  await page.goto(link);
  await openDraft(page, pin);
  await page.locator(".kern-alert--danger").first().waitFor();
});

test("after 31 days a draft does not open any more", async () => {
  const { link, pin } = await savedDraft(page);
  await demo.restart(["--days-ahead", "31"]);
  await page.goto("about:blank");
  await page.goto(link);
  await openDraft(page, pin);
  await page.locator(".kern-alert--danger").first().waitFor();
  await demo.restart([]);
});

async function begin(page) {
  await page.goto(demo.urls.services.bewohnerparken);
  await page.getByRole("button", { name: "Antrag beginnen" }).click();
  await expectHeading(page, "Ihr Anliegen");
}

/** A draft saved on the second page: its link and PIN. */
async function savedDraft(page) {
  await begin(page);
  await fillRequest(page);
  await goOn(page, "Angaben zur Person");
  await type(page, "Familienname", "Muster");
  return save(page);
}

async function openDraft(page, pin) {
  await page.getByRole("textbox", { name: /^PIN/ }).fill(pin);
  await page.getByRole("button", { name: "Antrag öffnen" }).click();
}

/** Another PIN whose check symbol fits: two symbols changed so that their weights cancel. */
function otherPin(pin) {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const weights = [2, 4, 8, 16, 5, 10, 20, 13, 26, 17, 7];
  const multiply = (a, b) => {
    let product = 0;
    for (let bit = 0; bit < 5; bit += 1) if (b & (1 << bit)) product ^= a << bit;
    for (let bit = 8; bit >= 5; bit -= 1) if (product & (1 << bit)) product ^= 0b100101 << (bit - 5);
    return product;
  };
  const symbols = [...pin.replaceAll("-", "")].map((symbol) => alphabet.indexOf(symbol));
  symbols[0] = (symbols[0] + 1) % 32;
  const check = symbols.slice(0, 11).reduce((sum, symbol, index) => sum ^ multiply(weights[index], symbol), 0);
  const text = [...symbols.slice(0, 11), check].map((symbol) => alphabet[symbol]).join("");
  return text.match(/.{4}/g).join("-");
}

async function fillAll(page) {
  // Its name stands there before it is read.
  const taken = (name) => page.locator(".vd-file", { hasText: name }).getByText(/hinzugefügt/).waitFor();
  await goToPeriod(page);
  await goFromPeriodToProofs(page);
  await attach(page, "Zulassungsbescheinigung Teil I", pdfFile("schein.pdf", "Schein"));
  await taken("schein.pdf");
  await attach(page, "Personalausweis, oder Reisepass", pdfFile("ausweis.pdf", "Ausweis"));
  await taken("ausweis.pdf");
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await expectHeading(page, "Erklärungen");
  await fillDeclarations(page, "");
  await goOn(page, "Angaben prüfen");
}
