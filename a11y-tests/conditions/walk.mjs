// One application from the town's page to the receipt, and the door of the postbox, with a stop at everything that looks different. In: a running demo, a Playwright
// page, what to do at each stop. Knows nothing of what is looked for there.
import { pdfFile } from "../journeys/files.mjs";
import {
  attach, expectHeading, fillAddress, fillDeclarations, fillPerson, fillPeriod, fillRequest, fillVehicle, goOn,
} from "../journeys/steps.mjs";

const person = { familyName: "Mustermann-Längstername", givenNames: "Erika", birthName: "Gabler", birthDate: ["12", "8", "1964"], email: "e@example.org" };
const address = { street: "Heidestraße", number: "17", addition: "Hinterhaus", postalCode: "51147", town: "Köln" };
const vehicle = { plate: "GI-XY 4711", mass: "1873", keeper: "Kunigunde Beispiel", relation: "Großtante" };
const remark = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/** `stop(name)` is called where something new is on the screen. */
export async function walk(demo, page, stop) {
  const form = demo.urls.services.bewohnerparken;
  await page.goto(demo.urls.portal);
  await stop("portal");
  await page.goto(demo.urls.towns.beispielhausen);
  await stop("town");
  await page.goto(`${form}einbinden`);
  await stop("embedding");
  await page.goto(`${form}absprung`);
  await stop("gateway");
  await page.goto(`${form}weiter`);
  await page.getByRole("textbox", { name: /^PIN/ }).waitFor();
  await stop("resume");
  await page.goto(form);
  await page.getByRole("button", { name: "Antrag beginnen" }).waitFor();
  await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
  await stop("start");
  await page.getByRole("button", { name: "Antrag beginnen" }).click();
  await expectHeading(page, "Ihr Anliegen");
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await page.locator(".vd-error-summary").waitFor();
  await stop("errors");
  await fillRequest(page);
  await goOn(page, "Angaben zur Person");
  await fillPerson(page, person);
  await stop("person");
  await goOn(page, "Anschrift");
  await fillAddress(page, address);
  await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
  await expectHeading(page, "Ihr Entwurf ist gespeichert");
  await stop("saved");
  await page.getByRole("button", { name: /weitermachen|Weiter/ }).first().click();
  await expectHeading(page, "Anschrift");
  await goOn(page, "Fahrzeug");
  await fillVehicle(page, vehicle);
  await goOn(page, "Zeitraum und Gebühr");
  await fillPeriod(page, { begin: inDays(3), accountHolder: "Erika Mustermann", iban: "DE89 3704 0044 0532 0130 00" });
  await stop("period");
  await goOn(page, "Nachweise");
  for (const [number, label] of ["Zulassungsbescheinigung Teil I", "Personalausweis, oder Reisepass", "Bestätigung der Halterin", "Ausweis der Halterin"].entries()) {
    await attach(page, label, pdfFile(`ein-sehr-langer-dateiname-${number}.pdf`, "Nachweis"));
    await page.getByText(`ein-sehr-langer-dateiname-${number}.pdf`).first().waitFor();
  }
  await stop("files");
  await goOn(page, "Erklärungen");
  await fillDeclarations(page, remark);
  await goOn(page, "Angaben prüfen");
  await stop("check");
  await page.getByRole("button", { name: "Antrag verbindlich absenden" }).click();
  await expectHeading(page, "Ihr Antrag ist eingegangen");
  await stop("receipt");
  await page.goto(demo.urls.postbox);
  await page.getByRole("textbox", { name: /Benutzername/ }).waitFor();
  await stop("sign-in");
}

/** What was entered and has to be on the check page, the receipt or their paper. */
export const entered = [person.familyName, person.givenNames, "12.08.1964", address.street, "GI-XY 4711", "61,40", remark];

function inDays(days) {
  const date = new Date(Date.now() + days * 86_400_000);
  return [date.getDate(), date.getMonth() + 1, date.getFullYear()].map(String);
}
