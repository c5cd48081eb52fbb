// Whole applications by keyboard alone, from the start page to the receipt: every stop can be seen, nothing holds focus, and it arrives where
// the page says. In both browsers.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pdfFile, smallPicture } from "../journeys/files.mjs";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { openFirefox } from "../harness/firefox.mjs";
import { processes } from "../states/scenarios.mjs";
import { Window, playAt } from "../states/window.mjs";
import { answerPage } from "./answering.mjs";
import { Hands } from "./hands.mjs";

const all = Object.fromEntries(processes().map((one) => [one.service, one]));
const BROWSERS = {
  chromium: { open: openChromium, prepare: (page, moment) => page.addInitScript(playAt, moment), dialog: playwrightDialog, services: ["maengelmelder", "bewohnerparken", "hundesteuer"] },
  firefox: { open: openFirefox, prepare: (page, moment) => page.evaluateOnNewDocument(playAt, moment), dialog: puppeteerDialog, services: ["maengelmelder"] },
};

let demo;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());

for (const [name, { open, prepare, dialog, services }] of Object.entries(BROWSERS)) {
  describe(`by keyboard alone in ${name}`, () => {
    let browser, page, hands, window;
    before(async () => { browser = await open(); });
    after(() => browser?.close());
    const fresh = async (moment) => {
      page = await browser.newPage();
      await prepare(page, moment);
      [hands, window] = [new Hands(page), new Window(page)];
    };
    const begin = async (address) => {
      await page.goto(address);
      await window.shown("vd-beginnen");
      await hands.tabTo("vd-beginnen");
      await hands.press("Enter");
      await hands.arrives("vd-titel");
    };

    for (const service of services) {
      it(`${service}: from the start page to the receipt`, { timeout: 300_000 }, async () => {
        const { whole: [scenario], spare } = all[service];
        const answers = { ...spare, ...scenario.answers };
        await fresh(scenario.moment);
        await page.goto(demo.urls.services[service]);
        await window.shown("vd-beginnen");

        const skip = await hands.tab();
        assert.match(skip.where, /^a /, "the first stop is the skip link");
        await hands.press("Enter");
        await hands.tabTo("vd-beginnen");
        await hands.press("Enter");
        await hands.arrives("vd-titel");

        // Nothing entered: focus goes to the summary, and its links to the questions.
        await hands.tabTo("vd-weiter");
        await hands.press("Enter");
        await hands.arrives("vd-fehler");
        const link = await hands.tab();
        assert.equal(link.tag, "a", "the summary begins with a link");
        await hands.press("Enter");
        const question = await hands.focused();
        assert.match(question.tag, /^(input|select|textarea)$/, `the link leads to ${question.where}`);
        await begin(demo.urls.services[service]);

        let attached = 0;
        const attach = async (stop, files) => {
          await chooseFiles(page, hands, dialog, files);
          await removeAndHaveBack(window, hands, `${stop.id}-datei-`);
          attached += 1;
        };
        for (let pages = 0; pages < 20; pages += 1) {
          await answerPage(hands, answers, attach);
          const here = await window.heading();
          await hands.press("Enter");
          await window.until(`the page after “${here}”`, (here) => {
            const heading = document.getElementById("vd-titel")?.textContent.trim();
            return heading && heading !== here;
          }, here);
          await hands.arrives("vd-titel");
          if (await window.has("vd-absenden")) break;
        }
        if (service === "maengelmelder") assert.ok(attached > 0, "its question for photos was passed by");
        await hands.tabTo("vd-absenden");
        await hands.press("Enter");
        await window.shown("vd-vorgangsnummer");
        await hands.arrives("vd-titel");
      });
    }

    it("a draft is saved, its deletion asked for and called off, and it goes on", { timeout: 120_000 }, async () => {
      await fresh(all.hundesteuer.whole[0].moment);
      await begin(demo.urls.services.hundesteuer);
      await hands.tabTo("vd-speichern");
      await hands.press("Enter");
      await window.shown("vd-pin");
      await hands.arrives("vd-titel");
      await hands.tabTo("vd-loeschen");
      await hands.press("Enter");
      await window.until("the dialog", () => document.querySelector("dialog[open]"));
      assert.ok((await hands.focused()).inDialog, "focus goes into the dialog");
      for (let stops = 0; stops < 6; stops += 1) {
        const stop = await hands.tab();
        assert.ok(stop.inDialog || stop.atEnd, `focus leaves the open dialog for ${stop.where}`);
      }
      await hands.press("Escape");
      await window.until("the dialog closed", () => !document.querySelector("dialog[open]"));
      await hands.arrives("vd-loeschen");
    });

    it("an address given before is taken over with one key, had back, and changed afterwards", { timeout: 120_000 }, async () => {
      const { whole, spare } = all.meldebescheinigung;
      const scenario = whole.find(({ answers }) => answers.vertretung_anschrift_strasse);
      const given = { ...spare, ...scenario.answers, zustellung: { text: "post" }, empfangsort: { text: "inland" } };
      const answers = Object.fromEntries(Object.entries(given).filter(([path]) => !path.startsWith("liefer_")));
      await fresh(scenario.moment);
      await page.goto(demo.urls.services.meldebescheinigung);
      await window.shown("vd-beginnen");
      await window.press("vd-beginnen");
      await window.shown("vd-titel");
      for (;;) {
        await window.fill(answers);
        if (await window.has("liefer_strasse")) break;
        const here = await window.heading();
        await window.press("vd-weiter");
        await window.until(`the page after “${here}”`, (here) => ![here, undefined].includes(document.getElementById("vd-titel")?.textContent.trim()), here);
      }
      await window.shown("liefer-uebernehmen");
      const { vertretung_anschrift_strasse: street, vertretung_anschrift_ort: town } = answers;
      assert.match(await window.text(), new RegExp(`Ihre Anschrift: ${street.text}, .*${town.text}`), "what would be taken over cannot be read");
      await expectNoAxeFindings(page, "an address is offered");

      await hands.tabTo("liefer-uebernehmen");
      await hands.press("Enter");
      await holds(window, town.text, "rückgängig", "sind übernommen");
      await expectNoAxeFindings(page, "an address is taken over");
      await hands.press("Enter");
      await holds(window, "", "Angaben aus", "was vorher da stand");
      await hands.press("Enter");
      await holds(window, town.text, "rückgängig", "sind übernommen");
      // What is changed afterwards stays; the way back is gone, and the address is offered again.
      await hands.tabTo("liefer_hausnummer");
      await hands.press("Delete");
      await hands.type("98");
      await window.until("the offer to come back", () => document.getElementById("liefer-uebernehmen")?.textContent.includes("Angaben aus"));
      assert.deepEqual(await page.evaluate(() => ["liefer_hausnummer", "liefer_ort"].map((id) => document.getElementById(id).value)), ["98", town.text]);
    });

    it("the tab key goes through a page as it is read, and out of it again", { timeout: 120_000 }, async () => {
      await fresh(all.hundesteuer.whole[0].moment);
      await begin(demo.urls.services.hundesteuer);
      const order = await page.evaluate(() => {
        const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) => one.getClientRects().length && one.tabIndex >= 0 && !one.closest("dialog"));
        const radios = new Set();
        return stops.filter((one) => one.type !== "radio" || (!radios.has(one.name) && radios.add(one.name))).map((one, at) => { one.dataset.stop = String(at); return at; });
      });
      const at = () => page.evaluate(() => Number(document.activeElement.dataset.stop ?? -1));
      for (let stops = 0; stops < order.length && (await at()) !== 0; stops += 1) await hands.tabBack();
      const passed = [await at()];
      while (passed.length < order.length) {
        await hands.tab();
        passed.push(await at());
      }
      assert.deepEqual(passed, order);
      assert.ok((await hands.tab()).atEnd || (await at()) <= 0, "the tab key leads out of the page, or to its beginning");
    });
  });
}

/** The town of the second address, the words on the button that has focus, and the sentence that was said last. */
function holds(window, town, words, said) {
  return window.until(`“${town}” and “${words}”`, ([town, words, said]) => {
    const button = document.activeElement;
    return document.getElementById("liefer_ort")?.value === town && button?.id === "liefer-uebernehmen" && button.textContent.includes(words)
      && document.getElementById("vd-meldung").textContent.includes(said);
  }, [town, words, said]);
}

/** The keyboard opens the browser's own dialog; what happens in it is the system's. */
async function chooseFiles(page, hands, dialog, files) {
  const accept = await page.evaluate(() => document.activeElement.accept);
  const like = accept.includes("pdf") ? (name) => pdfFile(name.replace(/\.\w+$/, ".pdf"), name) : (name) => smallPicture(name.replace(/\.\w+$/, ".png"));
  await dialog(page, () => hands.press("Enter"), files.map(({ name }) => like(name)));
}

async function playwrightDialog(page, open, files) {
  let chooser;
  // Chromium hands its dialog over only once it has heard that it should, and nobody is told when; a press before that opens nothing. So a frame passes first,
  // and a press that opened nothing is repeated.
  for (let tries = 0; tries < 3 && !chooser; tries += 1) {
    const opened = page.waitForEvent("filechooser", { timeout: 10_000 }).catch(() => undefined);
    await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => setTimeout(drawn)); }));
    await open();
    chooser = await opened;
  }
  assert.ok(chooser, "the file dialog does not open");
  await chooser.setFiles(chooser.isMultiple() ? files : files.slice(0, 1));
}

async function puppeteerDialog(page, open, files) {
  const folder = mkdtempSync(join(tmpdir(), "vordruck-files-"));
  const paths = files.map(({ name, buffer }) => {
    writeFileSync(join(folder, name), buffer);
    return join(folder, name);
  });
  const [chooser] = await Promise.all([page.waitForFileChooser(), open()]);
  await chooser.accept(chooser.isMultiple() ? paths : paths.slice(0, 1));
  // The browser reads them when it is asked to, which is a moment later.
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}

/** The first file of a question goes and comes back; focus stays at its place in the list. */
async function removeAndHaveBack(window, hands, start) {
  await window.until("the files taken in", (start) => {
    const buttons = [...document.querySelectorAll(".vd-file button")].filter(({ id }) => id.startsWith(start));
    return buttons.length > 0 && !document.querySelector('.vd-file[data-state="busy"]');
  }, start);
  const remove = await hands.page.evaluate((start) => [...document.querySelectorAll(".vd-file button")].find(({ id }) => id.startsWith(start))?.id, start);
  assert.ok(remove.endsWith("-entfernen"), `the first file is not taken: ${remove}`);
  await hands.tabTo(remove);
  await hands.press("Enter");
  await hands.arrives(remove.replace("-entfernen", "-zurueck"));
  await hands.press("Enter");
  await hands.arrives(remove);
}
