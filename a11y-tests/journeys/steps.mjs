// What a person does on the pages of the resident parking permit, by what the person sees: labels, buttons, headings. In: a
// Playwright page. Knows no CSS class and no id.
import assert from "node:assert/strict";

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

/** Goes on; the heading of the page that follows says that it worked. */
export async function goOn(page, heading) {
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await expectHeading(page, heading);
}

/** The page says where one is: in its heading, which has focus, and in the title of the window. */
export async function expectHeading(page, heading) {
  const found = page.getByRole("heading", { level: 1, name: heading });
  await found.waitFor({ timeout: 15_000 });
  await page.waitForFunction((text) => document.title.startsWith(text) && document.activeElement?.textContent.includes(text), heading, { timeout: 5_000 })
    .catch(async () => assert.fail(`focus or title do not follow to “${heading}”: title “${await page.title()}”, focus on “${await focusedText(page)}”`));
}

export async function focusedText(page) {
  return page.evaluate(() => document.activeElement?.innerText?.slice(0, 200) ?? "");
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
