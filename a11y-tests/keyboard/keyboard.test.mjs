// Whole applications by keyboard alone, from the start page to the receipt: every stop can be seen, nothing holds focus, and it arrives where
// the page says. In both browsers.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { pdfFile } from "../journeys/files.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { openFirefox } from "../harness/firefox.mjs";
import { processes } from "../states/scenarios.mjs";
import { Window, playAt } from "../states/window.mjs";
import { answerPage } from "./answering.mjs";
import { Hands } from "./hands.mjs";

const all = Object.fromEntries(processes().map((one) => [one.service, one]));
const BROWSERS = {
  chromium: { open: openChromium, prepare: (page, moment) => page.addInitScript(playAt, moment), services: ["maengelmelder", "bewohnerparken", "hundesteuer"] },
  // Its file dialog cannot be answered from here, so it gets the application that needs no files.
  firefox: { open: openFirefox, prepare: (page, moment) => page.evaluateOnNewDocument(playAt, moment), services: ["maengelmelder"] },
};

let demo;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());

for (const [name, { open, prepare, services }] of Object.entries(BROWSERS)) {
  describe(`by keyboard alone in ${name}`, () => {
    let browser, page, hands, window;
    before(async () => { browser = await open(); });
    after(() => browser?.close());
    const fresh = async (moment) => {
      page = await browser.newPage();
      await prepare(page, moment);
      [hands, window] = [new Hands(page), new Window(page)];
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
        await page.goto(demo.urls.services[service]);
        await window.shown("vd-beginnen");
        await hands.tabTo("vd-beginnen");
        await hands.press("Enter");
        await hands.arrives("vd-titel");

        const attach = name === "chromium" ? (stop, files) => chooseFiles(page, hands, stop, files) : undefined;
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
        await hands.tabTo("vd-absenden");
        await hands.press("Enter");
        await window.shown("vd-vorgangsnummer");
        await hands.arrives("vd-titel");
      });
    }

    it("a draft is saved, its deletion asked for and called off, and it goes on", { timeout: 120_000 }, async () => {
      await fresh(all.hundesteuer.whole[0].moment);
      await page.goto(demo.urls.services.hundesteuer);
      await window.shown("vd-beginnen");
      await hands.tabTo("vd-beginnen");
      await hands.press("Enter");
      await hands.arrives("vd-titel");
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

    it("the tab key goes through a page as it is read, and out of it again", { timeout: 120_000 }, async () => {
      await fresh(all.hundesteuer.whole[0].moment);
      await page.goto(demo.urls.services.hundesteuer);
      await window.shown("vd-beginnen");
      await hands.tabTo("vd-beginnen");
      await hands.press("Enter");
      await hands.arrives("vd-titel");
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

/** The keyboard opens the browser's own dialog; what happens in it is the system's. */
async function chooseFiles(page, hands, stop, files) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), hands.press("Enter")]);
  const chosen = files.map(({ name }) => pdfFile(name.replace(/\.\w+$/, ".pdf"), name));
  await chooser.setFiles(chooser.isMultiple() ? chosen : chosen.slice(0, 1));
  await page.waitForFunction(() => !document.querySelector('.vd-file[data-state="busy"]') && document.querySelector(".vd-file"));
}
