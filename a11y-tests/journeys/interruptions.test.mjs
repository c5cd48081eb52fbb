// What goes wrong around an application: a wrong PIN, an expired draft, two windows, a lost answer, a server that dies, no
// JavaScript. In each case the person is told what happened, and nothing entered is lost.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { eventually, expectSaid } from "../harness/patience.mjs";
import { photograph } from "../harness/screenshots.mjs";
import { pdfFile } from "./files.mjs";
import {
  attach, concludeReport, expectHeading, fillDeclarations, fillRequest, goFromPeriodToProofs, goOn, goToPeriod, report, save, type,
} from "./steps.mjs";

/** In the worker: signals that are over when they are told, instead of after a minute. */
const patience = `{
  const given = [];
  AbortSignal.timeout = () => {
    const controller = new AbortController();
    given.push(controller);
    return controller.signal;
  };
  const channel = new BroadcastChannel("patience");
  channel.onmessage = ({ data }) => {
    if (data === "asked") channel.postMessage("heard");
    if (data === "over") for (const controller of given.splice(0)) controller.abort();
  };
}`;

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

test("nobody answers: after a while it says that nothing is lost, then it is given up, and a second try saves", { timeout: 180_000 }, async () => {
  await page.clock.install();
  // Where requests are made, time is over when the test says so.
  await page.route("**/assets/sealing_worker-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${patience}\n${await response.text()}` });
  });
  await savedDraft(page);
  await page.getByRole("button", { name: "Jetzt weitermachen" }).click();
  await expectHeading(page, "Angaben zur Person");
  await type(page, "Familienname", "Geduldig");
  const saving = page.getByRole("button", { name: "Speichern und später weitermachen" });
  const late = page.getByRole("main").getByText(/^Das dauert ungewöhnlich lange\. Ihre Angaben sind noch da\./);
  // From here on the server takes connections and says nothing.
  demo.pause();
  try {
    await saving.click();
    assert.equal(await late.count(), 0);
    await page.clock.fastForward(10_000);
    await late.waitFor();
    await expectSaid(page, /^Das dauert ungewöhnlich lange/);
    await expectNoAxeFindings(page, "it takes unusually long");
    await photograph(page, "ungewoehnlich-lange");

    const told = page.locator(".kern-alert--danger", { hasText: "Es besteht keine Verbindung zum Server." });
    await eventually(async () => {
      await page.evaluate(() => new BroadcastChannel("patience").postMessage("over"));
      return (await told.count()) > 0;
    }, async () => "it is not given up", 60_000);
    await late.waitFor({ state: "detached" });
    // No "over" is still on its way: it would end the second try.
    await page.evaluate(() => new Promise((heard) => {
      const channel = new BroadcastChannel("patience");
      channel.onmessage = ({ data }) => { if (data === "heard") heard(); };
      channel.postMessage("asked");
    }));
    assert.equal(await page.getByRole("textbox", { name: /^Familienname/ }).inputValue(), "Geduldig");
  } finally {
    demo.goOn();
  }
  await saving.click();
  await expectHeading(page, "Ihr Entwurf ist gespeichert");
});

test("loading the page again keeps the receipt and says what is gone; going back and forth finds it, ending forgets it", { timeout: 120_000 }, async () => {
  await report(page, demo.urls.services.maengelmelder, "Die Laterne flackert.");
  await concludeReport(page);
  await page.getByRole("button", { name: "Meldung absenden" }).click();
  await expectHeading(page, "Ihre Meldung ist eingegangen");
  const number = page.locator("#vd-vorgangsnummer");
  const reference = await number.getAttribute("data-value");
  assert.match(reference, /^VD-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  const received = await page.getByText(/^Eingegangen am/).innerText();
  await page.getByRole("button", { name: "PDF-Kopie Ihrer Meldung speichern" }).waitFor();

  await page.reload();
  await expectHeading(page, "Ihre Meldung ist eingegangen");
  assert.equal(await number.getAttribute("data-value"), reference);
  assert.equal(await page.getByText(/^Eingegangen am/).innerText(), received);
  await page.getByText("Die Seite wurde neu geladen. Die PDF-Kopie und Ihre Angaben sind jetzt nicht mehr in diesem Browser.").waitFor();
  await page.getByText("Sind Sie an einem fremden Gerät? Drücken Sie auf „Beenden“.", { exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: /PDF-Kopie/ }).count(), 0, "a button that cannot work");
  assert.ok(!(await page.evaluate(() => JSON.stringify(history.state))).includes("Laterne"), "an answer is in the history");
  await expectNoAxeFindings(page, "a receipt after loading the page again");
  await photograph(page, "eingang-neu-geladen");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Eingangsbestätigung speichern" }).click()]);
  assert.match(readFileSync(await download.path(), "utf8"), new RegExp(`${reference}[^]*JWS: \\S{100,}`));

  await page.goBack();
  await page.getByRole("button", { name: "Meldung beginnen" }).waitFor();
  await page.goForward();
  await expectHeading(page, "Ihre Meldung ist eingegangen");
  await page.getByRole("button", { name: /^Beenden/ }).click();
  await page.getByRole("button", { name: "Meldung beginnen" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Meldung beginnen" }).waitFor();
  assert.equal(await page.evaluate(() => history.state), null);
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
  await page.getByRole("button", { name: "Entwurf öffnen" }).click();
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
