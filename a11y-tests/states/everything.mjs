// Every page of every process in every state, and the postbox, looked at by all engines. In: which browser. Out: tests. What is found is listed
// together, so that one run says everything. VORDRUCK_ONLY=maengelmelder,… looks at these processes only.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { EXCEPTIONS, counted } from "../engines/exceptions.mjs";
import { ENGINES, findingsOf, told } from "../engines/index.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { openFirefox } from "../harness/firefox.mjs";
import { Walk } from "./application.mjs";
import { portal, postbox } from "./around.mjs";
import { processes } from "./scenarios.mjs";
import { Window, playAt } from "./window.mjs";

const BROWSERS = {
  chromium: { open: () => openChromium({ viewport: { width: 1280, height: 900 } }), engines: Object.keys(ENGINES), prepare: (page, moment) => page.addInitScript(playAt, moment) },
  // The engines ask the browser for what it computes; html-validate and Alfa would read the same markup again.
  firefox: { open: openFirefox, engines: ["axe", "ibm", "own"], prepare: (page, moment) => page.evaluateOnNewDocument(playAt, moment) },
};
/** At least so many states, or something was not walked. */
const LEAST_STATES = 200;

const all = processes();
const chosen = process.env.VORDRUCK_ONLY?.split(",");

export function lookAtEverything(name) {
  const { open, engines, prepare } = BROWSERS[name];
  describe(`in ${name}, ${engines.join(", ")} find nothing`, () => {
    const report = { browser: name, engines, states: [], findings: [], milliseconds: {} };
    const used = new Set();
    let demo, browser;
    before(async () => {
      demo = await startDemo();
      browser = await open();
    });
    after(async () => {
      await browser?.close();
      await demo?.end();
      mkdirSync(new URL("../../target/a11y/", import.meta.url), { recursive: true });
      writeFileSync(new URL(`../../target/a11y/states-${name}.json`, import.meta.url), JSON.stringify(report, null, 1));
    });

    /** A fresh window, closed afterwards; the findings of its states. */
    const walking = async (place, moment, walk) => {
      const page = await browser.newPage();
      if (moment) await prepare(page, moment);
      const found = [];
      const look = async (state) => {
        report.states.push(`${place} ${state}`);
        for (const finding of counted(await findingsOf(page, engines, report.milliseconds), used)) {
          found.push(`${state}: ${told(finding)}`);
          report.findings.push({ state: `${place} ${state}`, ...finding });
        }
      };
      try {
        await walk(new Window(page), look);
      } finally {
        await page.close();
      }
      assert.deepEqual(grouped(found), []);
    };

    for (const { service, whole: [first, ...others], stopped, spare } of all) {
      if (chosen && !chosen.includes(service)) continue;
      const seen = new Set();
      it(`${service}: from the start page to the receipt`, { timeout: 600_000 }, () =>
        walking(service, first.moment, (window, look) => new Walk({ window, demo, service, look, seen, spare }).whole(first)));
      for (const scenario of others) {
        it(`${service}: ${scenario.name}`, { timeout: 300_000 }, () =>
          walking(service, scenario.moment, (window, look) => new Walk({ window, demo, service, look, seen, spare }).rest(scenario)));
      }
      if (stopped) {
        it(`${service}: ${stopped.name}`, { timeout: 300_000 }, () =>
          walking(service, stopped.moment, (window, look) => new Walk({ window, demo, service, look, seen, spare }).stop(stopped)));
      }
      it(`${service}: in other languages`, { timeout: 300_000 }, () =>
        walking(service, first.moment, (window, look) => new Walk({ window, demo, service, look, seen, spare }).languages()));
    }

    it("the portal and what belongs to it", { timeout: 300_000 }, () => walking("portal", undefined, (window, look) => portal({ window, demo, look })));

    // After the applications: they are what lies in it.
    it("the postbox", { timeout: 300_000 }, () => walking("postbox", undefined, (window, look) => postbox({ window, demo, look })));

    it("everything was looked at, and no exception is left over", { skip: chosen && "only a part was asked for" }, () => {
      assert.equal(all.length, 7);
      assert.ok(report.states.length >= LEAST_STATES, `only ${report.states.length} states`);
      const idle = EXCEPTIONS.filter((exception) => engines.includes(exception.engine) && !used.has(exception));
      assert.deepEqual(idle.map(({ engine, rule }) => `${engine} ${rule}`), []);
    });
  });
}

/** The same finding in several states once, with the states. */
function grouped(lines) {
  const states = new Map();
  for (const line of lines) {
    const [, state, finding] = /^(.*?): ((?:axe|alfa|ibm|markup|own) [^]*)$/.exec(line);
    states.set(finding, [...(states.get(finding) ?? []), state]);
  }
  return [...states].map(([finding, where]) => `${finding} – in: ${where.join(", ")}`);
}
