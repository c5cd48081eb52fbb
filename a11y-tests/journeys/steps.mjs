// What a person does on the pages of the resident parking permit and of the report of a defect, by what the person sees: labels, buttons, headings. In: a
// Playwright page. Knows no CSS class and no id.
import assert from "node:assert/strict";
import { focusedText } from "../harness/patience.mjs";

/** The first page: what is applied for. */
export async function fillRequest(page) {
  await choose(page, "Was möchten Sie beantragen?", "Neuer Ausweis");
  await choose(page, "Ist Ihr Hauptwohnsitz in der Parkzone?", "Ja");
  await choose(page, "Haben Sie einen eigenen Stellplatz oder eine Garage?", "Nein");
}

export async function fillPerson(page, person) {
  await choose(page, "Für wen stellen Sie den Antrag?", "Für mich selbst");
  await type(page, "Familienname", person.familyName);
  await type(page, "Vornamen", person.givenNames);
  await type(page, "Geburtsname", person.birthName);
  await typeDate(page, "Geburtsdatum", person.birthDate);
  await tick(page, "Wie dürfen wir Sie bei Fragen erreichen?", "per E-Mail");
  await type(page, "E-Mail-Adresse", person.email);
}

export async function fillAddress(page, address) {
  await type(page, "Straße", address.street);
  await type(page, "Hausnummer", address.number);
  await type(page, "Zusatz zur Anschrift", address.addition);
  await type(page, "Postleitzahl", address.postalCode);
  await type(page, "Ort", address.town);
  await page.getByLabel("Parkzone", { exact: false }).selectOption({ label: "Zone N: Nordstadt" });
}

export async function fillVehicle(page, vehicle) {
  await type(page, "Amtliches Kennzeichen", vehicle.plate);
  await choose(page, "Um was für ein Fahrzeug geht es?", "Pkw");
  await type(page, "Zulässige Gesamtmasse in Kilogramm", vehicle.mass);
  await choose(page, "Auf wen ist das Fahrzeug zugelassen?", "Auf eine andere Person");
  await type(page, "Name der Person oder Firma", vehicle.keeper);
  await type(page, "In welchem Verhältnis stehen Sie zueinander?", vehicle.relation);
  await page.getByLabel("Ich nutze das Fahrzeug dauerhaft").check();
}

export async function fillPeriod(page, period) {
  await typeDate(page, "Ab wann soll der Ausweis gelten?", period.begin);
  await choose(page, "Wie lange soll der Ausweis gelten?", "2 Jahre");
  await choose(page, "Wie möchten Sie die Gebühr bezahlen?", "Lastschrift von meinem Konto");
  await type(page, "Kontoinhaberin oder Kontoinhaber", period.accountHolder);
  await type(page, "IBAN", period.iban);
  await page.getByLabel("Ich ermächtige die Stadt").check();
  await choose(page, "Wie möchten Sie den Ausweis bekommen?", "Per Post an meine Anschrift");
}

export async function fillDeclarations(page, remark) {
  await type(page, "Möchten Sie uns noch etwas mitteilen?", remark);
  await page.getByLabel("Ich habe keinen weiteren Bewohnerparkausweis").check();
  await page.getByLabel("Ich habe die Hinweise zum Datenschutz gelesen").check();
  await page.getByLabel("Ich versichere").check();
}

/** A report of a defect, from the start page's address to the page for photos. */
export async function report(page, address, what) {
  // From the receipt of the one before the same address would be a reload, which keeps the receipt.
  await page.goto("about:blank");
  await page.goto(address);
  await page.getByRole("button", { name: "Meldung beginnen" }).click();
  await expectHeading(page, "Was ist Ihnen aufgefallen?");
  await choose(page, "Sind Menschen in Gefahr?", "Nein");
  await page.getByLabel("Worum geht es?").selectOption({ label: "Etwas anderes" });
  await choose(page, "Ist der Mangel im öffentlichen Raum?", "Ja");
  await type(page, "Was ist beschädigt, verschmutzt oder gefährlich?", what);
  await goOn(page, "Wo ist der Mangel?");
  await choose(page, "Wie möchten Sie den Ort angeben?", "Mit Straße und Hausnummer");
  await type(page, "Straße", "Marktplatz");
  await goOn(page, "Fotos");
}

/** The rest of it, to the answers read back; without `email` whoever reports stays unknown. */
export async function concludeReport(page, email) {
  await choose(page, "Dürfen wir Ihre Meldung auf der öffentlichen Karte zeigen?", "Nein");
  await goOn(page, "Rückmeldung");
  await choose(page, "Dürfen wir uns bei Ihnen melden?", email ? "Ja, Sie dürfen mich erreichen" : "Nein, ich möchte anonym bleiben");
  if (email) await type(page, "E-Mail-Adresse", email);
  await page.getByLabel("Ich habe die Hinweise zum Datenschutz gelesen").check();
  await goOn(page, "Angaben prüfen");
}

/** Saves; returns what is read on the page: link and PIN, as they are typed. */
export async function save(page) {
  await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
  await expectHeading(page, "Ihr Entwurf ist gespeichert");
  const text = await page.getByRole("main").innerText();
  const pin = text.replaceAll(/\s*-\s*/g, "-").match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0];
  const link = text.replaceAll(/\s/g, "").match(/https?:\/\/[^#]*#v1\.[A-Za-z0-9_-]{43}/)?.[0];
  return { pin, link };
}

/** Goes on; the heading of the page that follows says that it worked. */
export async function goOn(page, heading) {
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await expectHeading(page, heading);
}

/**
 * The page says where one is: in the title of the window and in its heading, which itself has focus (while focus is nowhere, the whole page would have its words),
 * unless only the language has changed.
 */
export async function expectHeading(page, heading, { focused = true } = {}) {
  const found = page.getByRole("heading", { level: 1, name: heading });
  await found.waitFor({ timeout: 15_000 });
  const isThere = ([text, focused]) => {
    const there = document.activeElement;
    return document.title.startsWith(text) && (!focused || (there?.matches("h1") && there.textContent.includes(text)));
  };
  await page.waitForFunction(isThere, [heading, focused], { timeout: 15_000 })
    .catch(async () => assert.fail(`focus or title do not follow to “${heading}”: title “${await page.title()}”, focus on “${await focusedText(page)}”`));
}

/** The same of a page that the browser has just loaded: it is read from its top, and nobody has moved focus. */
export async function expectOpened(page, heading) {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor({ timeout: 15_000 });
  await page.waitForFunction((text) => document.title.startsWith(text) && document.activeElement === document.body, heading, { timeout: 15_000 })
    .catch(async () => assert.fail(`“${heading}” is not opened from its top: title “${await page.title()}”, focus on “${await focusedText(page)}”`));
}

export async function choose(page, question, option) {
  await page.getByRole("radiogroup", { name: question }).getByRole("radio", { name: option }).check();
}

export async function tick(page, question, option) {
  await page.getByRole("group", { name: question }).getByLabel(option).check();
}

/** Types into the input whose label begins with the words (the label may go on with “(freiwillig)”). */
export async function type(page, label, text) {
  await page.getByRole("textbox", { name: new RegExp(`^${escape(label)}(\\s|$)`) }).first().fill(text);
}

export async function typeDate(page, question, [day, month, year]) {
  const group = page.getByRole("group", { name: question });
  await group.getByLabel("Tag").fill(day);
  await group.getByLabel("Monat").fill(month);
  await group.getByLabel("Jahr").fill(year);
}

export async function attach(page, label, files) {
  await page.getByLabel(label, { exact: false }).first().setInputFiles(files);
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const someone = { familyName: "Muster", givenNames: "Erika", birthName: "Gabler", birthDate: ["12", "8", "1964"], email: "erika@muster.example" };
const home = { street: "Heidestraße", number: "17", addition: "", postalCode: "51147", town: "Köln" };

/** From the first page of the parking permit to the one that asks for the period. */
export async function goToPeriod(page) {
  await fillRequest(page);
  await goOn(page, "Angaben zur Person");
  await fillPerson(page, someone);
  await goOn(page, "Anschrift");
  await fillAddress(page, home);
  await goOn(page, "Fahrzeug");
  await type(page, "Amtliches Kennzeichen", "K-EM 1964");
  await choose(page, "Um was für ein Fahrzeug geht es?", "Pkw");
  await type(page, "Zulässige Gesamtmasse in Kilogramm", "1500");
  await choose(page, "Auf wen ist das Fahrzeug zugelassen?", "Auf mich");
  await goOn(page, "Zeitraum und Gebühr");
}

/** From the page that asks for the period to the one with the proofs: it begins tomorrow. */
export async function goFromPeriodToProofs(page) {
  const tomorrow = new Date(Date.now() + 86_400_000);
  const begin = [tomorrow.getDate(), tomorrow.getMonth() + 1, tomorrow.getFullYear()].map(String);
  await fillPeriod(page, { begin, accountHolder: "Erika Muster", iban: "DE89370400440532013000" });
  await goOn(page, "Nachweise");
}

/** From the start page to the page with the proofs. */
export async function goToProofs(page, start) {
  await page.goto(start);
  await page.getByRole("button", { name: "Antrag beginnen" }).click();
  await expectHeading(page, "Ihr Anliegen");
  await goToPeriod(page);
  await goFromPeriodToProofs(page);
}

/** From the page with the proofs to the receipt; gives the reference number. */
export async function sendFromProofs(page) {
  await goOn(page, "Erklärungen");
  await fillDeclarations(page, "");
  await goOn(page, "Angaben prüfen");
  await page.getByRole("button", { name: "Antrag verbindlich absenden" }).click();
  await page.getByRole("heading", { level: 1, name: "Ihr Antrag ist eingegangen" }).waitFor({ timeout: 30_000 });
  return (await page.getByRole("main").innerText()).match(/VD-[0-9A-Z]{5}-[0-9A-Z]{5}/)?.[0];
}

/** The clerk opens an application: the names of its attachments in order, and a way to have one. */
export async function openAtClerk(page, demo, reference) {
  await page.goto(demo.urls.postbox);
  await page.getByRole("textbox", { name: /Benutzername/ }).fill(demo.urls.clerk.name);
  await page.getByLabel(/Kennwort|Passwort/).first().fill(demo.urls.clerk.password);
  await page.getByRole("button", { name: /Anmelden/ }).click();
  const link = page.getByRole("link", { name: new RegExp(reference) }).first();
  for (let tries = 0; tries < 60 && (await link.count()) === 0; tries += 1) {
    await page.waitForTimeout(1_000);
    await page.getByRole("button", { name: "Aktualisieren" }).click().catch(() => {});
  }
  await link.click();
  await page.getByRole("heading", { name: "Anlagen" }).waitFor();
  const names = await page.locator(".vd-files .vd-file__name").allInnerTexts();
  const take = async (name) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".vd-file", { hasText: name }).getByRole("button").click(),
    ]);
    return download.path();
  };
  return { names, take };
}

/** The dog tax of the demo from its start page to the page of the dogs, for somebody who registers the first one. */
export async function beginDogTax(page, demo) {
  await page.goto(demo.urls.services.hundesteuer);
  await page.getByRole("button", { name: "Anmeldung beginnen" }).click();
  await expectHeading(page, "Halterin oder Halter");
  await choose(page, "Für wen melden Sie den Hund an?", "Für mich selbst");
  await type(page, "Familienname", "Muster");
  await type(page, "Vornamen", "Erika");
  await typeDate(page, "Geburtsdatum", ["12", "8", "1964"]);
  await type(page, "Straße", "Heidestraße");
  await type(page, "Hausnummer", "17");
  await type(page, "Postleitzahl", "51147");
  await type(page, "Ort", "Köln");
  await type(page, "Wie viele Hunde sind in Ihrem Haushalt schon angemeldet?", "0");
  await goOn(page, "Hunde");
}
