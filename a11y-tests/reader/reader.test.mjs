// A whole application by ear alone: found, answered, mended, checked and sent by what the virtual screen reader says. What is heard on each
// page is kept as a transcript.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { Window } from "../states/window.mjs";
import { answerByEar } from "./answering.mjs";
import { Ear } from "./ear.mjs";
import { expectTranscript } from "./transcript.mjs";

const PAGES = {
  "Was ist Ihnen aufgefallen?": {
    "Sind Menschen in Gefahr?": "Nein",
    "Worum geht es?": "Straßenlaterne",
    "Ist der Mangel im öffentlichen Raum?": "Ja",
    "Was ist beschädigt, verschmutzt oder gefährlich?": "Die Laterne flackert seit gestern.",
    "Seit wann besteht der Mangel?": { Tag: "20", Monat: "11", Jahr: "2026" },
  },
  "Wo ist der Mangel?": { "Wie möchten Sie den Ort angeben?": "Mit Straße und Hausnummer", "Straße": "Marktplatz", "Hausnummer": "12", "Nummer oder Aufschrift": "L-4711" },
  "Fotos": { "Dürfen wir Ihre Meldung auf der öffentlichen Karte zeigen?": "Nein" },
  "Rückmeldung": { "Dürfen wir uns bei Ihnen melden?": "Nein", "Ich habe die Hinweise zum Datenschutz gelesen.": true },
};

describe("by ear alone", () => {
  let demo, browser, page, ear, window;
  before(async () => {
    demo = await startDemo();
    browser = await openChromium();
    page = await browser.newPage();
    [ear, window] = [new Ear(page), new Window(page)];
  });
  after(async () => {
    await browser?.close();
    await demo?.end();
  });

  it("a defect is reported, from the start page to the receipt", { timeout: 300_000 }, async () => {
    const heard = [];
    const listen = async (title) => heard.push({ title, phrases: await ear.wholePage() });

    await page.goto(demo.urls.services.maengelmelder);
    await window.shown("vd-beginnen");
    await listen("Start page");
    await ear.start();
    await ear.until((phrase) => phrase === "button, Meldung beginnen");
    await ear.act();

    for (const [at, [title, answers]] of Object.entries(PAGES).entries()) {
      await onPage(title);
      await listen(title);
      if (at === 0) {
        await answerByEar(ear, {});
        await page.waitForFunction(() => document.title.startsWith("Fehler"));
        await listen(`${title}: nothing answered`);
        assert.ok(heard.at(-1).phrases.some((phrase) => /^link, .*fehlt|^link, .*noch nicht beantwortet/.test(phrase)), "the errors are heard as links");
        assert.ok(heard.at(-1).phrases.some((phrase) => /^(textbox|radiogroup), .*Fehler:.*, invalid/.test(phrase)), "the error is heard with its input");
      }
      await answerByEar(ear, answers);
    }

    await onPage("Angaben prüfen");
    await listen("Angaben prüfen");
    for (const answer of ["Straßenlaterne", "Die Laterne flackert seit gestern.", "Marktplatz", "L-4711"]) {
      assert.ok(heard.at(-1).phrases.some((phrase) => phrase.includes(answer)), `${answer} is not read back`);
    }
    await ear.start();
    await ear.until((phrase) => /^button, .*absenden/.test(phrase));
    await ear.act();
    await onPage("Ihre Meldung ist eingegangen");
    await listen("Receipt");
    assert.ok(heard.at(-1).phrases.some((phrase) => /VD-?|V D/.test(phrase)), "the reference is heard");
    expectTranscript("maengelmelder", heard);
    browser.faults.expectNone();
  });

  async function onPage(title) {
    await window.until(`the page “${title}”`, (title) => document.getElementById("vd-titel")?.textContent.trim() === title, title);
  }
});
