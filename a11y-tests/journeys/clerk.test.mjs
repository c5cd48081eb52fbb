// A clerk's day with the keyboard alone: signing in, searching, reading, taking an item, filing it, several items in one file, from item to item, filing several,
// handing several to somebody and undoing both; then, as administrator, inviting a colleague, who accepts and signs in, and looking after an interface. Focus is moved by Tab and never set; axe looks at every page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { expectReflow, photograph } from "../harness/screenshots.mjs";
import * as keys from "./keys.mjs";
import { concludeReport, expectHeading, report } from "./steps.mjs";

const reports = ["Die Laterne am Quastenweg flackert.", "Am Teich\tliegt eine Matratze, aus einer Tabelle kopiert.", "Der Gully an der Ecke ist verstopft."];
const colleague = { name: "b.beispiel", displayName: "Berta Beispiel", password: "siebzehn blaue Regenschirme" };

let demo, browser, page;
before(async () => {
  demo = await startDemo();
  browser = await openChromium();
  page = await browser.newPage();
  for (const what of reports) await submit(what);
});
after(async () => {
  await browser?.close();
  await demo?.end();
});

test("a clerk's day needs no mouse", { timeout: 600_000 }, async (t) => {
  await t.test("signing in, with what is missing said first", async () => {
    await page.goto(demo.urls.postbox);
    await page.getByRole("heading", { level: 1, name: "Anmelden" }).waitFor();
    await press("Anmelden");
    await focusOn(/Benutzernamen ein/, "the error summary");
    await look("postkorb-anmelden-fehler");
    await enter("Benutzername", demo.urls.clerk.name);
    await enter("Passwort", demo.urls.clerk.password);
    await page.keyboard.press("Enter");
    await expectHeading(page, "Vorgänge");
    await waitForRows(3);
    const [, days, ...date] = (await page.getByRole("row").nth(1).innerText()).match(/noch (\d+) Tage \((\d+)\.(\d+)\.(\d+)\)/);
    const [day, month, year] = date.map(Number);
    const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" });
    assert.equal(Number(days), (Date.UTC(year, month - 1, day) - Date.parse(today)) / 86_400_000, "days that are left fit the day beside them");
    await look("postkorb-liste");
  });

  await t.test("what is looked for is found, and how much is said", async () => {
    await enter("Suchen", "quastenweg");
    await page.keyboard.press("Enter");
    await waitForRows(1);
    assert.match(page.url(), /\?q=quastenweg$/, "what was looked for is in the address");
    await said("Ein Vorgang.");
    await enter("Suchen", "gibtesnicht");
    await page.keyboard.press("Enter");
    await page.getByText("Dazu passt kein Vorgang").waitFor();
    await look("postkorb-nichts-gefunden");
    // What Alt and the left arrow do; a browser without a window does not hear them.
    await page.goBack();
    await waitForRows(1);
    await oldestFirst();
    await waitForRows(1);
    await look("postkorb-gesucht");
  });

  await t.test("an item is read, taken and filed", async () => {
    await tabTo(/^VD-[0-9A-Z]+-[0-9A-Z]+$/);
    await page.keyboard.press("Enter");
    await page.getByText(reports[0]).first().waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "H1", undefined, { timeout: 15_000 });
    await look("postkorb-vorgang");
    await tabTo("Bearbeitung");
    await page.keyboard.type("Sach");
    await press("Zuweisen");
    await said(/^Bearbeitung: Sachbearbeitung/);
    await press("Als erledigt ablegen", { backwards: true });
    await said("Der Vorgang ist als erledigt abgelegt.");
    await focusOn(/Wieder öffnen/, "the button that was pressed");
    await page.reload();
    await page.getByText("Bearbeitung zugewiesen").waitFor();
    await page.getByText("Als erledigt abgelegt").first().waitFor();
    await press("Zu den Vorgängen");
    await waitForRows(3);
    await press("Erledigt");
    await waitForRows(1);
    await page.getByText("Sachbearbeitung (Vorführung)").nth(1).waitFor();
  });

  await t.test("boxes stand in line with what they tick, and on a narrow screen all can be ticked, too", async () => {
    await press("Alle", { exact: true });
    await waitForRows(3);
    const all = await middle(page.getByLabel("Alle auf dieser Seite auswählen"));
    const one = await middle(page.locator("main tbody input").first());
    const [head, link] = [await middle(page.getByRole("columnheader", { name: "Eingang" })), await middle(page.locator("main tbody th a").first())];
    assert.ok(Math.abs(all.x - one.x) < 1, `one below the other: ${all.x}, ${one.x}`);
    assert.ok(Math.abs(all.y - head.y) < 5 && Math.abs(one.y - link.y) < 3, `in their rows: ${all.y}, ${head.y}; ${one.y}, ${link.y}`);
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 700 });
    await page.waitForFunction(() => document.querySelector("main thead label")?.innerText.includes("Alle auf dieser Seite"), undefined, { timeout: 15_000 });
    const ticksAll = page.locator("main thead label");
    await ticksAll.scrollIntoViewIfNeeded();
    await ticksAll.click();
    await page.getByText("3 Vorgänge ausgewählt.").waitFor();
    await ticksAll.click();
    await page.getByText("Nichts ausgewählt.").waitFor();
    await page.setViewportSize(size);
  });

  await t.test("several items come in one file", async () => {
    await tabTo("Alle auf dieser Seite auswählen");
    await page.keyboard.press("Space");
    await page.getByText("3 Vorgänge ausgewählt.").waitFor();
    await look("postkorb-ausgewaehlt");
    const downloading = page.waitForEvent("download");
    await press("Auswahl als ZIP herunterladen", { backwards: true });
    const listed = execFileSync("unzip", ["-Z1", await (await downloading).path()], { encoding: "utf8" }).trim().split("\n");
    assert.equal(listed.filter((name) => /^VD-[^/]+\/Vorgang-VD-[^/]+\.pdf$/.test(name)).length, 3, listed.join(" "));
    await said(/gespeichert/);
  });

  await t.test("from item to item, and back to where one was in the list", async () => {
    await oldestFirst();
    await waitForRows(3);
    const [first, second] = await page.locator("main tbody th a").allInnerTexts();
    await press(first);
    await page.getByText("1 von 3 auf dieser Seite der Liste").waitFor();
    await expectItem(first);
    await look("postkorb-vorgang-der-liste");
    await press("Nächster Vorgang", { fromTop: true });
    await page.getByText("2 von 3 auf dieser Seite der Liste").waitFor();
    await expectItem(second);
    await press("Zu den Vorgängen", { fromTop: true });
    await page.waitForURL(/sort=oldest/);
    await waitForRows(3);
    await focusOn(new RegExp(second), "the item one comes back from");
  });

  await t.test("several items are filed at once, and that is undone", async () => {
    await tabTo("Alle auf dieser Seite auswählen", { fromTop: true });
    await page.keyboard.press("Space");
    await page.getByText("3 Vorgänge ausgewählt.").waitFor();
    await press("Auswahl als erledigt ablegen", { backwards: true });
    // One of them is filed already.
    await focusOn(/^2 Vorgänge sind als erledigt abgelegt\.$/, "what came of it");
    await look("postkorb-abgelegt");
    await press("Rückgängig machen");
    await focusOn(/^2 Vorgänge sind wieder geöffnet\.$/, "what came of undoing it");
    assert.equal(await page.getByRole("button", { name: "Rückgängig machen" }).count(), 0);
    await press("Alle", { exact: true, fromTop: true });
    await waitForRows(3);
  });

  await t.test("several items are handed to somebody at once, and that is taken back", async () => {
    await press("Auswahl zuweisen", { fromTop: true });
    await said("Wählen Sie zuerst Vorgänge aus.");
    await tabTo("Alle auf dieser Seite auswählen");
    await page.keyboard.press("Space");
    await page.getByText("3 Vorgänge ausgewählt.").waitFor();
    await press("Auswahl zuweisen", { backwards: true });
    await focusOn(/Sachbearbeitung \(Vorführung\) \(ich\)/, "the list of colleagues");
    await look("postkorb-zuweisen");
    await press("Zuweisen", { exact: true });
    await focusOn(/^3 Vorgänge sind Ihnen zugewiesen\.$/, "what came of it");
    assert.equal(await assigned(), 3);
    await look("postkorb-zugewiesen");
    await press("Rückgängig machen");
    await focusOn(/^Bei 3 Vorgängen ist die Bearbeitung wieder wie vorher\.$/, "what came of undoing it");
    // One of them was taken before, on its own page.
    assert.equal(await assigned(), 1);
  });

  await t.test("the own account shows where one is signed in", async () => {
    await press(/Sachbearbeitung \(Vorführung\)/, { fromTop: true });
    await expectHeading(page, "Mein Konto");
    await page.getByText("(diese Sitzung)").waitFor();
    await look("postkorb-konto");
  });

  await t.test("an administrator invites a colleague, who sets a password and signs in", async () => {
    await press("Verwaltung", { fromTop: true });
    await expectHeading(page, "Berechtigte Personen");
    await page.getByRole("row", { name: /demo/ }).waitFor();
    await press("Person einladen");
    await focusOn(/Namen der Person ein/, "the error summary");
    await look("postkorb-einladen-fehler");
    await enter("Name", colleague.displayName);
    await enter("Benutzername", colleague.name);
    await tabTo("Mangel melden");
    await page.keyboard.press("Space");
    await press("Person einladen");
    await page.getByText(`Link für ${colleague.displayName}`).waitFor();
    await look("postkorb-eingeladen");
    const link = await page.getByText(/\/einladung#/).innerText();
    await press("Protokoll", { fromTop: true });
    await expectHeading(page, "Protokoll");
    await page.getByText("Einladung erstellt").waitFor();
    await look("postkorb-protokoll");
    await press("Abmelden", { fromTop: true });
    await page.getByText("Sie sind abgemeldet").waitFor();

    await page.goto(link);
    await page.getByText(`${colleague.displayName}, wählen Sie ein Passwort`).waitFor();
    assert.equal(new URL(page.url()).hash, "", "the secret is still in the address bar");
    await look("postkorb-einladung");
    await enter("Neues Passwort", colleague.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Anmelden" }).waitFor();
    await enter("Benutzername", colleague.name);
    await enter("Passwort", colleague.password);
    await page.keyboard.press("Enter");
    await expectHeading(page, "Vorgänge");
    await waitForRows(3);
    assert.equal(await page.getByRole("link", { name: "Verwaltung" }).count(), 0);
  });

  await t.test("an interface that takes nothing is seen, and tried again once it does", async () => {
    await press("Abmelden", { fromTop: true });
    await page.getByText("Sie sind abgemeldet").waitFor();
    const folder = join(demo.folder, "uebergabe");
    await demo.restart(["--drop", `maengelmelder=${folder}`]);
    await submit("Die Bank am Brunnen ist zerbrochen.");
    await page.goto(demo.urls.postbox);
    await page.getByRole("heading", { level: 1, name: "Anmelden" }).waitFor();
    await enter("Benutzername", demo.urls.clerk.name);
    await enter("Passwort", demo.urls.clerk.password);
    await page.keyboard.press("Enter");
    await expectHeading(page, "Vorgänge");
    await press("Verwaltung", { fromTop: true });
    await expectHeading(page, "Berechtigte Personen");
    await press("Übermittlung", { fromTop: true });
    await expectHeading(page, "Übermittlung");
    await refreshUntil(/1 mit Störung/);
    await page.getByText("Die Gegenstelle antwortet nicht oder nimmt zurzeit nichts an.").waitFor();
    await look("postkorb-uebermittlung");
    await press(/^Jetzt erneut versuchen/);
    await said(/^Jetzt erneut versucht: 1/);
    await focusOn(/Jetzt erneut versuchen/, "the button that was pressed");
    mkdirSync(folder);
    await page.keyboard.press("Enter");
    await refreshUntil(/Nichts wartet, nichts ist gescheitert/);
    assert.equal(readdirSync(folder).filter((name) => name.endsWith(".done")).length, 1);
    await look("postkorb-uebermittelt");
    await press("Zu den Berechtigten", { fromTop: true });
    await press("Protokoll", { fromTop: true });
    await page.getByText("Übermittlung erneut angestoßen").first().waitFor();
  });
  // Asking who is signed in is answered with “nobody” when nobody is.
  browser.faults.expect(/401/);
  browser.faults.expectNone();
});

const tabTo = (name, options) => keys.tabTo(page, name, options);
const press = (name, options) => keys.press(page, name, options);
const enter = (label, text) => keys.enter(page, label, text);

/** Of a control, or of the words in a cell. */
const middle = (locator) => locator.evaluate((element) => {
  const words = document.createRange();
  words.selectNodeContents(element);
  const { x, y, width, height } = (element.matches("th, td") ? words : element).getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
});

const assigned = () => page.locator("main tbody").getByText("Sachbearbeitung (Vorführung)").count();

async function oldestFirst() {
  await tabTo("Zeitraum, Bearbeitung und Reihenfolge");
  await page.keyboard.press("Enter");
  await tabTo("Reihenfolge");
  await page.keyboard.press("ArrowDown");
  await press("Anzeigen");
  await page.waitForURL(/sort=oldest/);
}

/** An item is there, and its heading is read first. */
async function expectItem(reference) {
  await page.waitForFunction(
    (reference) => document.activeElement?.matches("h1") && document.activeElement.textContent.includes(reference), reference, { timeout: 15_000 },
  ).catch(async () => assert.fail(`focus is not on the heading of ${reference} but on “${await keys.focusedName(page)}”`));
}

async function focusOn(pattern, what) {
  await page.waitForFunction(
    ([source]) => document.activeElement !== document.body && new RegExp(source).test(document.activeElement?.innerText ?? ""), [pattern.source], { timeout: 15_000 },
  ).catch(async () => assert.fail(`focus is not on ${what} but on “${await keys.focusedName(page)}”`));
}

async function said(sentence) {
  const live = page.locator("[aria-live], [role=status]");
  await live.filter({ hasText: sentence }).first().waitFor({ state: "attached", timeout: 10_000 });
}

/** Presses “Aktualisieren” until the page says it: the transfer happens when it is due, not when one looks. */
async function refreshUntil(sentence) {
  const has = () => page.getByRole("main").getByText(sentence).count();
  await tabTo("Aktualisieren", { fromTop: true });
  for (let presses = 0; presses < 300 && await has() === 0; presses += 1) {
    const answer = page.waitForResponse((response) => response.url().includes("/api/v1/transport/"));
    await page.keyboard.press("Enter");
    await answer;
    await new Promise((done) => setTimeout(done, 500));
  }
  await page.getByRole("main").getByText(sentence).first().waitFor({ timeout: 5_000 })
    .catch(async () => assert.fail(`never said: ${sentence}. ${await page.getByRole("main").innerText()}`));
}

async function waitForRows(count) {
  await page.waitForFunction((count) => document.querySelectorAll("main tbody tr").length === count, count, { timeout: 30_000 })
    .catch(async () => assert.fail(`expected ${count} rows: ${await page.getByRole("main").innerText()}`));
}

async function look(name) {
  await expectNoAxeFindings(page, name);
  await expectReflow(page);
  await photograph(page, name);
}

/** An application to have something in the postbox; this part may use the mouse. */
async function submit(what) {
  await report(page, demo.urls.services.maengelmelder, what);
  await concludeReport(page);
  await page.getByRole("button", { name: /absenden/ }).click();
  await expectHeading(page, "Ihre Meldung ist eingegangen");
}
