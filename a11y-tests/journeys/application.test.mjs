// One application, from the portal to the clerk's PDF, in a real browser: errors made and mended, saved, mailed, resumed in a
// browser that has never seen it, sent, received, read by the clerk, deleted by the public side. All along axe looks at every
// page, and afterwards nothing of what was typed may be found in anything the public side has stored, logged or mailed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { eventually, expectFocused, focusedText } from "../harness/patience.mjs";
import { expectReflow, photograph } from "../harness/screenshots.mjs";
import { findCanaries } from "./canaries.mjs";
import { disguisedFile, pdfFile } from "./files.mjs";
import {
  attach, expectHeading, fillAddress, fillDeclarations, fillPerson, fillPeriod, fillRequest, fillVehicle, goOn, type, typeDate,
} from "./steps.mjs";

const person = {
  familyName: "Quastenflosser-Łukaszewicz", givenNames: "Bärbel Ğülçin Ottilie", birthName: "Zwirbelmeierhofer",
  birthDate: ["7", "11", "1953"], email: "quastenflosser@postfach-probe.example",
};
const address = { street: "Purpurschneckenallee", number: "1347c", addition: "Hinterhaus Wendeltreppe", postalCode: "99998", town: "Kleinkleckersdorf" };
const vehicle = { plate: "gi-xy 4711", mass: "1873", keeper: "Kunigunde Pfefferminzky", relation: "Großtante zweiten Grades" };
const period = { begin: inDays(3), accountHolder: "Theodora Silberfischchen", iban: "DE89 3704 0044 0532 0130 00" };
const remark = "Der Blauwal im Hinterhof grüßt 20 Trompetenschnecken freundlich, dazu Zitronenfalter Haubenlerchen Weinbergschnecken Bachstelzen "
  + "Moorfrösche Ringelnattern Wasserläufer Feuersalamander Zaunkönige Mauersegler Siebenschläfer.";
const proof = "Papageientaucher-Bescheinigung-8842";

let demo;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());

test("an application goes from the portal to the clerk's PDF, and only there can it be read", { timeout: 600_000 }, async (t) => {
  let pin, link, reference, copy;
  let broken = false;
  // Each step in a browser of its own that nobody has used; what comes after a broken step would only fail for its reason.
  const step = (name, walk) => t.test(name, async () => {
    assert.ok(!broken, "an earlier step failed");
    broken = true;
    const browser = await openChromium();
    const page = await browser.newPage();
    try {
      await walk(browser, page);
      browser.faults.expectNone();
      broken = false;
    } catch (error) {
      await page.screenshot({ path: "../target/screenshots/broken.png", fullPage: true }).catch(() => {});
      error.message += `\n  faults: ${browser.faults.all.join(" · ") || "none"}\n  page: ${(await page.locator("main").innerText().catch(() => "?")).slice(0, 400)}`;
      throw error;
    } finally {
      if (broken) console.error(demo.log().split("\n").filter((line) => !/"level":"INFO"/.test(line)).join("\n"));
      await browser.close();
    }
  });

  await step("portal, start page, and a form whose errors say what to do", async (browser, page) => {
    await page.goto(demo.urls.portal);
    await look(page, "portal");
    await page.getByRole("link", { name: "Bewohnerparkausweis beantragen" }).click();
    await page.getByRole("button", { name: "Antrag beginnen" }).waitFor();
    await look(page, "start");
    await page.getByRole("button", { name: "Antrag beginnen" }).click();
    await expectHeading(page, "Ihr Anliegen");
    await look(page, "anliegen");

    await page.getByRole("button", { name: "Weiter", exact: true }).click();
    await expectSummary(page, 3);
    assert.match(await page.title(), /^Fehler: /);
    await look(page, "anliegen-fehler");
    await page.getByRole("link", { name: /Was möchten Sie beantragen/ }).click();
    await expectFocused(page.getByRole("radio").first(), "the link in the summary leads to the first option");
    await fillRequest(page);
    await goOn(page, "Angaben zur Person");

    await fillPerson(page, { ...person, familyName: "Smiley😀", birthDate: ["30", "2", "1953"], email: "quastenflosser@" });
    await page.getByRole("button", { name: "Weiter", exact: true }).click();
    await expectSummary(page, 3);
    await look(page, "person-fehler");
    await fillPerson(page, person);
    await goOn(page, "Anschrift");
    await fillAddress(page, address);

    await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
    await expectHeading(page, "Ihr Entwurf ist gespeichert");
    await look(page, "gespeichert");
    const shown = await page.getByRole("main").innerText();
    pin = shown.replaceAll(/\s*-\s*/g, "-").match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0];
    assert.ok(pin, `no PIN in:\n${shown}`);
    // Nobody is told that a mail is on its way to what can't be an address.
    await type(page, "E-Mail-Adresse", person.email.replace(/\.example$/, ""));
    await page.getByRole("button", { name: "Link schicken" }).click();
    await page.getByText("ist keine vollständige E-Mail-Adresse").first().waitFor();
    await type(page, "E-Mail-Adresse", person.email);
    await page.getByRole("button", { name: "Link schicken" }).click();
    await page.getByText("ist unterwegs").first().waitFor();
  });

  await step("the mail has the link and not the PIN", async (browser, page) => {
    const mail = page.getByRole("link", { name: "Link aus dieser E-Mail öffnen" });
    for (let tries = 0; tries < 40 && (await mail.count()) === 0; tries += 1) {
      await page.goto(demo.urls.mail);
      await page.waitForTimeout(250);
    }
    link = await mail.first().getAttribute("href");
    assert.match(link, /\/musterstadt\/bewohnerparken\/weiter#v1\.[A-Za-z0-9_-]{43}$/);
    const text = await page.getByRole("main").innerText();
    for (const part of pin.split("-")) assert.ok(!text.includes(part), "a part of the PIN is in the mail");
    await look(page, "mail");
  });

  await step("another browser goes on with link and PIN, and sends", async (browser, page) => {
    const requests = [];
    page.on("request", (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto(link);
    // A page that has just been loaded leaves focus where the browser puts it.
    await page.getByRole("heading", { level: 1, name: "Entwurf fortsetzen" }).waitFor();
    assert.equal(new URL(page.url()).hash, "", "the secret is still in the address bar");
    await look(page, "fortsetzen");

    const mistyped = `${pin.slice(0, -1)}${pin.endsWith("0") ? "1" : "0"}`;
    const before = requests.length;
    await enterPin(page, mistyped);
    await page.locator("[aria-invalid=true]").first().waitFor();
    assert.deepEqual(requests.slice(before).filter((request) => request.includes("/drafts")), [], "a wrong check symbol was sent");
    await look(page, "fortsetzen-fehler");

    await enterPin(page, pin.toLowerCase().replaceAll("-", " "));
    await expectHeading(page, "Anschrift");
    assert.equal(await page.getByRole("textbox", { name: /^Straße/ }).inputValue(), address.street);
    await goOn(page, "Fahrzeug");
    await fillVehicle(page, vehicle);
    await look(page, "fahrzeug");
    await goOn(page, "Zeitraum und Gebühr");
    await fillPeriod(page, { ...period, iban: "DE89 3704 0044 0532 0130 01" });
    await page.getByRole("button", { name: "Weiter", exact: true }).click();
    await expectSummary(page, 1);
    await fillPeriod(page, period);
    await look(page, "zeitraum");
    await goOn(page, "Nachweise");

    await attach(page, "Zulassungsbescheinigung Teil I", disguisedFile("rechnung.pdf"));
    await page.getByText("nicht übernommen").first().waitFor();
    await look(page, "nachweise-fehler");
    const documents = ["Zulassungsbescheinigung Teil I", "Personalausweis, oder Reisepass", "Bestätigung der Halterin", "Ausweis der Halterin"];
    for (const [number, label] of documents.entries()) {
      await attach(page, label, pdfFile(`nachweis-${number}.pdf`, `${proof}-${number}`));
      await page.getByText(`nachweis-${number}.pdf`).first().waitFor();
    }
    await look(page, "nachweise");
    await page.getByRole("button", { name: "Weiter", exact: true }).click();
    await expectHeading(page, "Erklärungen");
    await fillDeclarations(page, remark);
    await goOn(page, "Angaben prüfen");
    const check = await page.getByRole("main").innerText();
    for (const value of [person.familyName, person.givenNames, "07.11.1953", address.street, "GI-XY 4711", "61,40", remark]) {
      assert.ok(check.includes(value), `${value} is not on the check-answers page:\n${check}`);
    }
    await look(page, "pruefen");

    const submit = page.getByRole("button", { name: "Antrag verbindlich absenden" });
    await submit.dblclick();
    await expectHeading(page, "Ihr Antrag ist eingegangen");
    await look(page, "gesendet");
    assert.equal(await page.locator("#vd-meldung").innerText(), "", "what was going on is not to be read any more");
    await page.getByRole("button", { name: "English" }).click();
    await expectHeading(page, "Your application has been received", { focused: false });
    await page.getByRole("button", { name: "Deutsch" }).click();
    await expectHeading(page, "Ihr Antrag ist eingegangen", { focused: false });
    const posts = requests.filter((request) => request === "POST /api/v1/submissions");
    assert.equal(posts.length, 1, "a double click sent twice");
    reference = (await page.getByRole("main").innerText()).match(/VD-[0-9A-Z]{5}-[0-9A-Z]{5}/)?.[0];
    assert.ok(reference, "no reference number on the page");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /PDF-Kopie/ }).or(page.getByRole("button", { name: /PDF-Kopie/ })).click()]);
    copy = keep(await download.path(), "applicant");
  });

  await step("the clerk reads the same in the postbox", async (browser, page) => {
    await signIn(page);
    // Asking who is signed in is answered with “nobody”.
    browser.faults.expect(/401/);
    for (let tries = 0; tries < 60 && (await page.getByText(reference).count()) === 0; tries += 1) {
      await page.waitForTimeout(1_000);
      await page.getByRole("button", { name: "Aktualisieren" }).click().catch(() => {});
    }
    await look(page, "postkorb");
    await page.getByRole("link", { name: new RegExp(reference) }).first().click({ timeout: 30_000 });
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.getByText(remark).first().waitFor();
    await look(page, "postkorb-antrag");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /PDF/ }).or(page.getByRole("button", { name: /PDF/ })).first().click()]);
    const paper = keep(await download.path(), "clerk");
    for (const value of [person.familyName, person.givenNames, person.birthName, "07.11.1953", person.email, address.street, address.number, address.town, "GI-XY 4711", "1873", vehicle.keeper, period.accountHolder, "DE89 3704 0044 0532 0130 00", remark, reference]) {
      assert.ok(squeezed(paper).includes(squeezed(value)), `${value} is not in the clerk's PDF:\n${paper}`);
    }
    for (const line of answersOf(copy)) assert.ok(squeezed(paper).includes(squeezed(line)), `“${line}” is in the applicant's copy, not in the clerk's PDF`);
  });

  await t.test("the public side has deleted it, and nothing readable was ever left behind", async () => {
    assert.ok(!broken, "an earlier step failed");
    const secret = link.split("#v1.")[1];
    const canaries = [
      ...person.givenNames.split(" "), person.familyName, person.birthName, person.email, ...address.street.match(/.{1,20}/g), address.addition, address.town,
      "GI-XY 4711", "GIXY4711", vehicle.keeper, vehicle.relation, period.accountHolder, "DE89370400440532013000", "DE89 3704 0044 0532 0130 00",
      ...remark.split(" ").filter((word) => word.length > 6), proof, `${proof}-1`, "nachweis-0.pdf", "nachweis-1.pdf", "nachweis-2.pdf", "nachweis-3.pdf",
      pin, pin.replaceAll("-", ""), pin.toLowerCase(), secret, `v1.${secret}`, "07.11.1953", "Hinterhaus Wendeltreppe", "Silberfischchen", "Pfefferminzky",
      "Quastenflosser", "Łukaszewicz", "Bärbel Ğülçin", "quastenflosser", "postfach-probe", "Trompetenschnecken", "Blauwal", "Papageientaucher", "Wendeltreppe", "Kleinkleckersdorf",
    ].filter((canary) => canary.length >= 6);
    assert.ok(new Set(canaries).size >= 50, `only ${new Set(canaries).size} different canaries`);
    const stored = ["public", "public-keys"].map((part) => join(demo.folder, part));
    assert.deepEqual(findCanaries(canaries, stored, { "the log": demo.log() }), []);
    // The search itself: what the postbox's own secrets hold is found by it.
    const password = readFileSync(join(demo.folder, "town/clerk.txt"), "utf8");
    assert.notDeepEqual(findCanaries([password], [join(demo.folder, "town")]), [], "the search finds nothing at all");
    assert.deepEqual(findCanaries(canaries, [join(demo.folder, "postbox")]), [], "the postbox's database is readable without its key");
    // The row of zeros is the one that unknown links are compared with, so that they take as long as known ones.
    const rows = execFileSync("sqlite3", [join(demo.folder, "public/public.sqlite"), "select count(*) from drafts where lookup <> zeroblob(16); select count(*) from submissions where deleted_at is null;"], { encoding: "utf8" });
    assert.equal(rows.trim().replaceAll("\n", " "), "0 0");
  });
});

async function look(page, name) {
  await expectNoAxeFindings(page, name);
  await expectReflow(page);
  await photograph(page, name);
}

async function expectSummary(page, count) {
  const summary = page.locator(".vd-error-summary");
  await summary.waitFor();
  const links = summary.getByRole("link");
  await eventually(async () => (await links.count()) === count, async () => `expected ${count} errors, the summary says: ${await summary.innerText()}`);
  const heading = (await summary.getByRole("heading").innerText()).trim();
  await eventually(async () => (await focusedText(page)).includes(heading), async () => `focus is not on the error summary, but on: ${await focusedText(page)}`);
}

async function enterPin(page, text) {
  await page.getByRole("textbox", { name: /^PIN/ }).fill(text);
  await page.getByRole("button", { name: "Entwurf öffnen" }).click();
}

async function signIn(page) {
  await page.goto(demo.urls.postbox);
  await page.getByRole("textbox", { name: /Benutzername/ }).fill(demo.urls.clerk.name);
  await page.getByLabel(/Kennwort|Passwort/).first().fill(demo.urls.clerk.password);
  await page.getByRole("button", { name: /Anmelden/ }).click();
  await page.getByRole("heading", { level: 1, name: "Vorgänge" }).waitFor();
}

/** Keeps a PDF for the conformance step, and reads its text. */
function keep(path, name) {
  const folder = fileURLToPath(new URL("../../target/pdf/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  copyFileSync(path, join(folder, `${name}.pdf`));
  return execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"], { encoding: "utf8" });
}

/** Lines of a paper that are answers: what is the same in both copies. */
function answersOf(text) {
  return text.split("\n").map((line) => line.trim()).filter((line) => line && !/Seite \d+ von|Kopie erstellt|^Formular|^Antrag/.test(line));
}

const squeezed = (text) => text.replaceAll(/\s+/g, "");

function inDays(days) {
  const date = new Date(Date.now() + days * 86_400_000);
  return [date.getDate(), date.getMonth() + 1, date.getFullYear()].map(String);
}
