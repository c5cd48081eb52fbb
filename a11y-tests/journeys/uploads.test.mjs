// Proofs: what may be chosen is said before, what is not taken says why, photos arrive without the place they were taken at, in the order of the form, and an
// upload that is interrupted goes on where it was.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { eventually, expectFocused, expectSaid } from "../harness/patience.mjs";
import { startPreview } from "../harness/preview.mjs";
import { expectReflow, photograph } from "../harness/screenshots.mjs";
import { disguisedFile, heicPhoto, jpegFacts, largePdf, pdfFile, photo, place, protectedPdf } from "./files.mjs";
import { attach, expectHeading, fillDeclarations, goOn, goToProofs, openAtClerk, save, sendFromProofs } from "./steps.mjs";

const registration = "Zulassungsbescheinigung Teil I";
const identity = "Personalausweis, oder Reisepass";

let demo, browser, page;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());
beforeEach(async () => {
  browser = await openChromium();
  page = await browser.newPage();
});
afterEach(async (t) => {
  if (t.error) await page.screenshot({ path: "../target/screenshots/broken-uploads.png", fullPage: true }).catch(() => {});
  await browser?.close();
  browser?.faults.expectNone();
});

test("files are told by content, photos shrink and lose their place, and the clerk gets them in the order of the form", { timeout: 300_000 }, async () => {
  await goToProofs(page, demo.urls.services.bewohnerparken);
  const input = page.getByLabel(registration, { exact: false }).first();
  const described = await input.getAttribute("aria-describedby");
  const limits = await page.evaluate((ids) => ids.split(" ").map((id) => document.getElementById(id).innerText).join(" "), described);
  assert.match(limits, /PDF, JPEG, PNG oder HEIC, je Datei höchstens 10 MB, höchstens 3 Dateien/, "the limits are not said before choosing");

  for (const [file, words] of [
    [disguisedFile("rechnung.pdf"), /hat keinen passenden Inhalt\. Wählen Sie eine Datei dieser Art: PDF/],
    [largePdf("buch.pdf", 11 << 20), /„buch\.pdf“ ist zu groß\. Wählen Sie eine Datei mit höchstens 10 MB/],
    [protectedPdf("geheim.pdf"), /mit einem Passwort geschützt\. Die Behörde könnte sie nicht öffnen/],
    [{ ...pdfFile("leer.pdf", ""), buffer: Buffer.alloc(0) }, /„leer\.pdf“ ist leer/],
  ]) {
    await input.setInputFiles(file);
    const row = rowOf(page, file.name);
    await row.getByText("nicht übernommen").waitFor();
    assert.match(await row.innerText(), words);
    await expectSaid(page, words);
  }
  await look(page, "dateien-abgelehnt");

  // The form asks for the registration first; the answers are ordered by the ids of the questions, which begin with the identity card.
  // Names of files come in every script; the paper has letters for some of them only, and the application arrives all the same.
  const card = "паспорт صورة 😀.pdf";
  await attach(page, identity, pdfFile(card, "Ausweis"));
  await rowOf(page, card).getByText(/hinzugefügt/).waitFor();
  const small = await photo(page, "schein-hinten.jpg", { width: 800, height: 600 });
  const large = await photo(page, "schein-vorn.jpg", { width: 5000, height: 4000 });
  assert.ok(small.buffer.includes(place) && large.buffer.includes(place), "the photos of this test have no place");
  await input.setInputFiles([large, small]);
  await rowOf(page, "schein-vorn.jpg").getByText(/hinzugefügt/).waitFor({ timeout: 60_000 });
  await rowOf(page, "schein-hinten.jpg").getByText(/hinzugefügt/).waitFor();
  await expectSaid(page, /2 Dateien sind hinzugefügt\./);

  const remove = rowOf(page, "schein-hinten.jpg").getByRole("button", { name: /^Entfernen ?: schein-hinten\.jpg$/ });
  await remove.click();
  await page.getByText("schein-hinten.jpg ist entfernt.").first().waitFor();
  const undo = page.getByRole("button", { name: /^Entfernen rückgängig machen ?: schein-hinten\.jpg$/ });
  await undo.waitFor();
  await expectFocused(undo, "focus is not on the way back");
  await page.keyboard.press("Enter");
  await rowOf(page, "schein-hinten.jpg").getByText(/hinzugefügt/).waitFor();
  await expectFocused(remove, "focus does not go back to the file");
  await page.keyboard.press("Enter");
  await undo.waitFor();
  await look(page, "datei-entfernt");
  await undo.press("Enter");
  await rowOf(page, "schein-hinten.jpg").getByText(/hinzugefügt/).waitFor();
  await look(page, "dateien");

  // This browser cannot decode it, and the form accepts it as it is.
  const heic = heicPhoto("ausweis-hinten.heic");
  assert.ok(heic.buffer.includes(place), "the photo of this test has no place");
  await attach(page, identity, heic);
  await rowOf(page, heic.name).getByText(/hinzugefügt/).waitFor();

  const reference = await sendFromProofs(page);
  const { names, take } = await openAtClerk(page, demo, reference);
  browser.faults.expect(/401/);
  const proofs = names.filter((name) => !name.startsWith("Kopie"));
  assert.deepEqual(proofs, ["schein-vorn.jpg", "schein-hinten.jpg", card, heic.name]);
  const [vorn, hinten] = [readFileSync(await take("schein-vorn.jpg")), readFileSync(await take("schein-hinten.jpg"))];
  for (const bytes of [vorn, hinten]) assert.ok(!bytes.includes("Giessen") && !bytes.includes(place.slice(0, 8)), "the clerk learns where a photo was taken");
  const asItWas = readFileSync(await take(heic.name));
  assert.ok(asItWas.length === heic.buffer.length && asItWas.includes("ftypheic"), "it has become something else");
  assert.ok(!asItWas.includes("Giessen") && !asItWas.includes(place.slice(0, 8)), "the clerk learns where an iPhone's photo was taken");
  const shrunk = jpegFacts(vorn);
  assert.deepEqual([shrunk.width, shrunk.height, shrunk.orientation], [2806, 3508, 1], "drawn upright, its longer edge as long as A4 at 300 dpi");
  const kept = jpegFacts(hinten);
  assert.deepEqual([kept.width, kept.height, kept.orientation], [800, 600, 6], "not drawn anew, and still said to lie on its side");
});

test("an upload that is interrupted goes on where it was", { timeout: 300_000 }, async () => {
  await goToProofs(page, demo.urls.services.bewohnerparken);
  await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
  await expectHeading(page, "Ihr Entwurf ist gespeichert");
  await page.getByRole("button", { name: "Jetzt weitermachen" }).click();
  await expectHeading(page, "Nachweise");

  const offsets = [];
  let isBroken = false;
  let asked = 0;
  await page.context().route("**/api/v1/drafts/*/attachments/*", async (route) => {
    const request = route.request();
    if (request.method() === "HEAD") asked += 1;
    if (request.method() === "PUT") {
      offsets.push(Number(await request.headerValue("upload-offset")));
      if (offsets.length === 9) isBroken = true;
    }
    return isBroken ? route.abort("internetdisconnected") : route.continue();
  });
  await attach(page, registration, largePdf("schein.pdf", 6 << 20));
  const row = rowOf(page, "schein.pdf");
  await row.getByText(/unterbrochen bei \d+ %/).waitFor({ timeout: 60_000 });
  await expectSaid(page, /Keine Verbindung\. schein\.pdf wird weiter hochgeladen/);
  const bar = row.getByRole("progressbar");
  const reached = Number(await bar.getAttribute("value"));
  assert.ok(reached > 10 && reached < 90, `${reached} %`);
  assert.match(await row.locator("label").innerText(), /unterbrochen bei \d+ % von 6/);
  await look(page, "datei-unterbrochen");

  isBroken = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await row.getByText("hinzugefügt und hochgeladen").waitFor({ timeout: 60_000 });
  assert.ok(asked >= 1, "nobody asked the server where to go on");
  assert.equal(offsets.filter((offset) => offset === 0).length, 1, `it began again: ${offsets}`);
  assert.deepEqual([...offsets].sort((a, b) => a - b), offsets, "it went back");
  await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
  await expectHeading(page, "Ihr Entwurf ist gespeichert");
  await page.getByRole("button", { name: "Jetzt weitermachen" }).click();
  await expectHeading(page, "Nachweise");
  await rowOf(page, "schein.pdf").waitFor();
});

test("how far the first save and sending are is shown, and said now and then", { timeout: 300_000 }, async () => {
  // A slow line: each piece takes a while.
  let millis = 450;
  await page.context().route(/\/api\/v1\/(drafts\/.*\/attachments|uploads)\//, async (route) => {
    await new Promise((done) => setTimeout(done, millis));
    await route.continue();
  });
  await goToProofs(page, demo.urls.services.bewohnerparken);
  for (const [label, name] of [[registration, "schein.pdf"], [identity, "ausweis.pdf"]]) {
    await attach(page, label, largePdf(name, 5 << 20));
    await rowOf(page, name).getByText(/hinzugefügt/).waitFor({ timeout: 30_000 });
  }
  await page.getByRole("button", { name: "Speichern und später weitermachen" }).click();
  await expectProgress();
  await look(page, "speichern-fortschritt");
  await expectSaid(page, /^(2[5-9]|[3-9]\d) Prozent sind übertragen\.$/);
  await page.getByRole("heading", { level: 1, name: "Ihr Entwurf ist gespeichert" }).waitFor({ timeout: 60_000 });
  assert.ok((await sayings(page)) <= 3, "a sentence for every piece is too many");

  await page.getByRole("button", { name: "Jetzt weitermachen" }).click();
  await expectHeading(page, "Nachweise");
  await goOn(page, "Erklärungen");
  await fillDeclarations(page, "");
  await goOn(page, "Angaben prüfen");
  millis = 100;
  await page.getByRole("button", { name: "Antrag verbindlich absenden" }).click();
  await expectProgress();
  await expectNoAxeFindings(page, "while it is being sent");
  await page.getByRole("heading", { level: 1, name: "Ihr Antrag ist eingegangen" }).waitFor({ timeout: 60_000 });
});

test("what a resumed draft has to fetch before it is sent is part of the percentage", { timeout: 300_000 }, async () => {
  await goToProofs(page, demo.urls.services.bewohnerparken);
  for (const [label, name] of [[registration, "schein.pdf"], [identity, "ausweis.pdf"]]) {
    await attach(page, label, largePdf(name, 5 << 20));
    await rowOf(page, name).getByText(/hinzugefügt/).waitFor({ timeout: 30_000 });
  }
  const { link, pin } = await save(page);
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("textbox", { name: /^PIN/ }).fill(pin);
  await page.getByRole("button", { name: "Entwurf öffnen" }).click();
  await expectHeading(page, "Nachweise");
  await goOn(page, "Erklärungen");
  await fillDeclarations(page, "");
  await goOn(page, "Angaben prüfen");
  // The first of the two comes, the second waits until the bar was seen.
  let [fetched, uploaded, release] = [0, 0];
  const seen = new Promise((done) => { release = done; });
  await page.context().route(/\/api\/v1\/drafts\/.*\/attachments\//, async (route) => {
    fetched += 1;
    if (fetched === 2) await seen;
    await route.continue();
  });
  await page.context().route(/\/api\/v1\/uploads\//, async (route) => {
    uploaded += 1;
    await route.continue();
  });
  await page.getByRole("button", { name: "Antrag verbindlich absenden" }).click();
  const bar = page.getByRole("progressbar", { name: /^Wird übertragen: \d+ % von 2\d/ });
  await bar.waitFor({ timeout: 60_000 });
  const percent = Number(await bar.getAttribute("value"));
  assert.ok(percent > 0 && percent < 50, `${percent} %`);
  assert.deepEqual([fetched, uploaded], [2, 0], "it is sent before all is there");
  release();
  await page.getByRole("heading", { level: 1, name: "Ihr Antrag ist eingegangen" }).waitFor({ timeout: 60_000 });
});

/** A bar with words that say the same, and it grows. */
async function expectProgress() {
  const bar = page.getByRole("progressbar", { name: /^Wird übertragen: \d+ % von 10/ });
  await bar.waitFor({ timeout: 30_000 });
  const value = async () => Number(await bar.getAttribute("value"));
  const first = await value();
  await eventually(async () => (await value()) > first, async () => `it stays at ${first} %`);
}

const sayings = (page) => page.evaluate(() => globalThis.vordruckSaid.filter((sentence) => /Prozent sind übertragen/.test(sentence)).length);

test("who goes on while a photo is still being read need not wait for it", { timeout: 120_000 }, async () => {
  await goToProofs(page, demo.urls.services.bewohnerparken);
  await attach(page, identity, pdfFile("ausweis.pdf", "Ausweis"));
  await attach(page, registration, await photo(page, "schein.jpg", { width: 5000, height: 4000 }));
  await rowOf(page, "schein.jpg").waitFor();
  await goOn(page, "Erklärungen");
});

test("a photo that this browser cannot convert is refused where the form takes no HEIC, with what to do", async () => {
  const folder = mkdtempSync(join(tmpdir(), "vordruck-photo-"));
  writeFileSync(join(folder, "process.xml"), onlyPhotos);
  const preview = await startPreview(folder);
  try {
    await page.goto(preview.url);
    const form = page.frameLocator("iframe[title=Formular]");
    await form.getByRole("button", { name: "Antrag beginnen" }).click();
    await form.getByLabel("Foto", { exact: false }).first().setInputFiles(heicPhoto("IMG_0001.HEIC"));
    const row = form.locator(".vd-file", { hasText: "IMG_0001.HEIC" });
    await row.getByText("nicht übernommen").waitFor();
    const words = await row.innerText();
    assert.match(words, /Format, das dieser Browser nicht umwandeln kann\. Speichern Sie es als JPEG/);
    assert.match(words, /auf dem iPhone selbst, mit „Foto mit dem Handy hinzufügen“: Dort wird es umgewandelt/);
    assert.match(words, /Einstellungen, Kamera, Formate, „Maximale Kompatibilität“/);
  } finally {
    // The panel asks for changes as long as it is open.
    await page.close();
    await preview.end();
    rmSync(folder, { recursive: true, force: true });
  }
});

const onlyPhotos = `<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
  <page id="seite"><title>Seite</title><field id="foto" type="file" accept="jpeg png"><label>Foto</label></field></page>
  <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>`;

test("what is dragged or pasted is taken like what is chosen", { timeout: 120_000 }, async () => {
  await goToProofs(page, demo.urls.services.bewohnerparken);
  for (const kind of ["drop", "paste"]) {
    await page.getByLabel(registration, { exact: false }).first().evaluate((input, [kind, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], `${kind}.pdf`, { type: "application/pdf" }));
      const options = { bubbles: true, cancelable: true };
      input.dispatchEvent(kind === "drop" ? new DragEvent("drop", { ...options, dataTransfer: transfer }) : new ClipboardEvent("paste", { ...options, clipboardData: transfer }));
    }, [kind, pdfFile("x.pdf", "x").buffer.toString("base64")]);
    await rowOf(page, `${kind}.pdf`).getByText(/hinzugefügt/).waitFor();
  }
});

function rowOf(page, name) {
  return page.locator(".vd-file", { hasText: name });
}

async function look(page, name) {
  await expectNoAxeFindings(page, name);
  await expectReflow(page);
  await photograph(page, name);
}
