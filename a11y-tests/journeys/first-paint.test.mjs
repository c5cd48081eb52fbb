// A service's pages are seen with what stands in themselves; the rest of the style comes with the app. What has been seen must not change by that.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";

let demo, browser;
before(async () => { [demo, browser] = [await startDemo(), await openChromium()]; });
after(async () => {
  await browser?.close();
  await demo?.end();
});

for (const [colorScheme, width] of [["light", 1280], ["dark", 320]]) {
  test(`what the page shows by itself looks the same when the app's style has come: ${colorScheme}, ${width} px`, async () => {
    for (const path of ["", "weiter", "barrierefreiheit"]) {
      const page = await browser.newPage();
      try {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        // The app itself would put something in its place.
        await page.route(/\.wasm$/, (route) => route.abort());
        let release;
        const held = new Promise((done) => { release = done; });
        await page.route(/applicant-further-.*\.css$/, async (route) => { await held; await route.continue(); });
        await page.goto(new URL(path, demo.urls.services.bewohnerparken).href, { waitUntil: "domcontentloaded" });
        await page.evaluate(() => document.fonts.ready);
        const alone = await page.evaluate(looks);
        release();
        if (path === "barrierefreiheit") await page.addStyleTag({ url: await furtherOf() });
        await page.waitForFunction(() => [...document.styleSheets].some((sheet) => sheet.href?.includes("applicant-further") && sheet.cssRules.length > 100));
        assert.deepEqual(await page.evaluate(looks), alone, path || "start page");
      } finally {
        await page.close();
      }
    }
  });
}

/** The sheet's address; a page without an app doesn't ask for it. */
async function furtherOf() {
  const page = await browser.newPage();
  await page.goto(demo.urls.services.bewohnerparken);
  const address = await page.locator("head > link[rel=stylesheet][href*=applicant-further]").getAttribute("href");
  await page.close();
  return address;
}

/** Place and computed style of everything that does not change by itself. */
function looks() {
  const still = [...document.querySelectorAll("body, body *")].filter((element) => !element.closest("#vordruck-app"));
  return still.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const styles = [null, "::before", "::after"].map((part) => {
      const style = getComputedStyle(element, part);
      return Object.fromEntries([...style].filter((name) => !name.startsWith("--")).map((name) => [name, style.getPropertyValue(name)]));
    });
    return { element: `${element.localName}.${element.className}`, box: [x, y, width, height], styles };
  });
}
