// What the system hands to assistive technology (AT-SPI), of real pages in real windows on a screen that nobody sees. In both browsers.
// Where it cannot run, it fails and says what is missing.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { startDemo } from "../harness/demo.mjs";
import { Window } from "../states/window.mjs";
import { startDesktop } from "./desktop.mjs";

const BROWSERS = {
  firefox: async (env) => {
    const browser = await puppeteer.launch({
      browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", headless: false, env,
      extraPrefsFirefox: { "accessibility.force_disabled": -1, "intl.accept_languages": "de-DE, de" },
    });
    return { page: await browser.newPage(), close: () => browser.close() };
  },
  chromium: async (env) => {
    const profile = mkdtempSync(join(tmpdir(), "vordruck-chromium-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: false, env, locale: "de-DE",
      args: ["--force-renderer-accessibility", "--no-first-run", "--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    });
    return {
      page: await context.newPage(),
      async close() {
        await context.close();
        rmSync(profile, { recursive: true, force: true });
      },
    };
  },
};

let demo, desktop;
before(async () => {
  desktop = await startDesktop();
  demo = await startDemo();
});
after(async () => {
  await demo?.end();
  await desktop?.end();
});

for (const [name, open] of Object.entries(BROWSERS)) {
  describe(`the system's tree of ${name}`, () => {
    let browser, window;
    before(async () => {
      browser = await open(desktop.env);
      window = new Window(browser.page);
    });
    after(() => browser?.close());

    /** Browsers hand the tree over bit by bit: it is whole when it stays the same. */
    const tree = async (title) => {
      let [nodes, before] = [await desktop.tree(name, title)];
      for (let looks = 0; looks < 10 && JSON.stringify(nodes) !== before; looks += 1) {
        before = JSON.stringify(nodes);
        await new Promise((resume) => setTimeout(resume, 300));
        nodes = await desktop.tree(name, title);
      }
      for (const node of nodes) node.name ??= "";
      return nodes;
    };
    const withId = (nodes, id) => nodes.find((node) => node.id === id) ?? assert.fail(`#${id} is not in the tree`);
    const isInput = ({ role }) => /^(entry|text|radio button|check box|combo box|spin button|password text)$/.test(role);

    it("has landmarks, a heading, and a name for everything that can be reached", { timeout: 120_000 }, async () => {
      await window.open(demo.urls.services.hundesteuer);
      await window.shown("vd-beginnen");
      await window.press("vd-beginnen");
      await window.shown("vd-weiter");
      const nodes = await tree("Halterin oder Halter");
      assert.match(nodes[0].name, /^Halterin oder Halter – Schritt 1 von \d+ – /);
      assert.ok(nodes.filter(({ role }) => role === "landmark").length >= 4, "banner, navigation, main, contentinfo");
      assert.equal(nodes.filter(({ role, level }) => role === "heading" && level === "1").length, 1);
      const nameless = nodes.filter(({ role, states, name }) => states.includes("focusable") && !name.trim() && !/^(document web|landmark|section|form|panel)$/.test(role));
      assert.deepEqual(nameless, []);
      const required = withId(nodes, "halter_familienname");
      assert.equal(required.name, "Familienname");
      assert.ok(required.states.includes("required") && !required.states.includes("invalid"), "required, and not wrong before anybody has typed");
      assert.match(withId(nodes, "halter_vornamen").description, /alle Vornamen/);
      assert.match(withId(nodes, "weitere_person").name, /\(freiwillig\)/);
      assert.ok(nodes.some(({ id }) => id === "vd-meldung"), "the live region is there from the start");
    });

    it("says what is wrong with each input, and focus is on the summary", { timeout: 120_000 }, async () => {
      await window.press("vd-weiter");
      await window.shown("vd-fehler");
      const nodes = await tree("Fehler: Halterin oder Halter");
      assert.ok(withId(nodes, "vd-fehler").states.includes("focused"), "focus is on the summary");
      const wrong = nodes.filter((node) => isInput(node) && node.states.includes("invalid") && node.states.includes("required") && node.role !== "radio button");
      assert.ok(wrong.length >= 5, `only ${wrong.length} inputs are wrong`);
      assert.deepEqual(wrong.filter(({ description }) => !/Fehler: .*“ fehlt\. \w+/.test(description)).map(({ name, description }) => `${name}: ${description}`), []);
      const group = nodes.find(({ name, description }) => name.startsWith("Für wen melden Sie den Hund an?") && /Fehler/.test(description));
      assert.ok(group, "the group of radio buttons says what is wrong with it");
      const links = nodes.filter(({ role, name }) => role === "link" && /“ (fehlt|ist noch nicht)/.test(name));
      assert.ok(links.length > wrong.length, "the summary links to each of them");
    });

    it("has a modal dialog with focus inside", { timeout: 120_000 }, async () => {
      await window.press("vd-speichern");
      await window.shown("vd-pin");
      await window.press("vd-loeschen");
      await window.until("the dialog", () => document.querySelector("dialog[open]"));
      const nodes = await tree("Ihr Entwurf ist gespeichert");
      const at = nodes.findIndex(({ role }) => role === "dialog");
      assert.notEqual(at, -1, "there is a dialog");
      assert.equal(nodes[at].name, "Entwurf löschen?");
      const inside = nodes.slice(at + 1).filter(({ depth }, index, rest) => rest.slice(0, index + 1).every((one) => one.depth > nodes[at].depth) && depth > nodes[at].depth);
      assert.ok(inside.some(({ states, role }) => role === "push button" && states.includes("focused")), "focus is on one of its buttons");
    });
  });
}
