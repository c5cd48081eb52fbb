// The engines find what they claim to find: for every family of faults one is planted on a real page, and whoever claims it must report it.
// Without this a pass would mean nothing.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { counted } from "../engines/exceptions.mjs";
import { findingsOf, told } from "../engines/index.mjs";
import { OWN_RULES } from "../engines/own.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { openFirefox } from "../harness/firefox.mjs";
import { Window } from "../states/window.mjs";
import { FAULTS } from "./faults.mjs";

// Alfa and html-validate read a copy: which browser wrote it makes no difference.
const BROWSERS = { chromium: [openChromium, ["axe", "alfa", "ibm", "markup", "own"]], firefox: [openFirefox, ["axe", "ibm", "own"]] };

let demo;
before(async () => { demo = await startDemo(); });
after(() => demo?.end());

for (const [browserName, [open, engines]] of Object.entries(BROWSERS)) {
  describe(`planted faults in ${browserName}`, () => {
    let browser, window;
    before(async () => {
      browser = await open();
      window = new Window(await browser.newPage());
    });
    after(() => browser?.close());

    const withErrors = async () => {
      await window.open(demo.urls.services.hundesteuer);
      await window.shown("vd-beginnen");
      await window.press("vd-beginnen");
      await window.shown("vd-weiter");
      await window.press("vd-weiter");
      await window.shown("vd-fehler");
    };

    it("without one nothing is found", async () => {
      await withErrors();
      assert.deepEqual(counted(await findingsOf(window.page, engines)).map(told), []);
    });

    for (const { name, by, plant } of FAULTS) {
      const claims = by.map((claim) => claim.split(" ")).filter(([engine]) => engines.includes(engine));
      if (claims.length === 0) continue;
      it(`${name} is found by ${claims.map((claim) => claim.join(" ")).join(", ")}`, async () => {
        await withErrors();
        await window.page.evaluate(plant);
        const found = await findingsOf(window.page, [...new Set(claims.map(([engine]) => engine))]);
        const missed = claims.filter(([engine, rule]) => !found.some((finding) => finding.engine === engine && finding.rule === rule));
        assert.deepEqual(missed.map((claim) => claim.join(" ")), [], `found instead:\n${counted(found).map(told).join("\n")}`);
      });
    }
  });
}

it("every rule of our own has a planted fault", () => {
  const planted = new Set(FAULTS.flatMap(({ by }) => by));
  assert.deepEqual(Object.keys(OWN_RULES).filter((rule) => !planted.has(`own ${rule}`)), []);
});
