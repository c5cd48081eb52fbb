// Less room than pages were drawn for, on every page of an application: 320 px (1.4.10, 400 % zoom at 1280 px), text at 200 % (1.4.4),
// wider spacing of letters, words, lines and paragraphs (1.4.12), and everything mirrored for languages written from right to left. In each nothing is
// cut off, nothing lies over anything, nothing has to be scrolled sideways. Faults planted on purpose are found.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { lostText, sidewaysScrolling } from "./measures.mjs";
import { walk } from "./walk.mjs";

const folder = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
const desktop = { width: 1280, height: 900 };
const conditions = {
  reflow: { size: { width: 320, height: 640 } },
  "text-200": { size: desktop, style: "html { font-size: 200% !important; }" },
  "text-200-narrow": { size: { width: 640, height: 900 }, style: "html { font-size: 200% !important; }" },
  spacing: { size: { width: 800, height: 900 }, style: "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }" },
  "spacing-narrow": { size: { width: 320, height: 640 }, style: "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }" },
  mirrored: { size: desktop, dir: "rtl" },
  "mirrored-narrow": { size: { width: 320, height: 640 }, dir: "rtl" },
};

let demo, browser, page;
before(async () => {
  mkdirSync(folder, { recursive: true });
  demo = await startDemo();
  // Styles of a reader's own come from outside of the page: the policy has no say about them.
  browser = await openChromium({ bypassCSP: true });
  page = await browser.newPage();
});
after(async () => {
  await browser?.close();
  await demo?.end();
});

test("nothing is lost on any page, whatever the room", { timeout: 600_000 }, async () => {
  const found = [];
  await walk(demo, page, async (stop) => {
    for (const [name, { size, style, dir }] of Object.entries(conditions)) {
      await page.setViewportSize(size);
      const tag = style ? await page.addStyleTag({ content: style }) : null;
      if (dir) await page.evaluate((dir) => { document.documentElement.dir = dir; }, dir);
      for (const fault of [...(await sidewaysScrolling(page)), ...(await lostText(page))]) found.push(`${stop}, ${name}: ${fault}`);
      await page.screenshot({ path: `${folder}room-${stop}-${name}.png`, fullPage: true });
      await tag?.evaluate((element) => element.remove());
      if (dir) await page.evaluate(() => { document.documentElement.dir = "ltr"; });
    }
    await page.setViewportSize(desktop);
  }).catch((error) => found.push(`the walk ended early: ${error.message}`));
  assert.deepEqual(found, []);
});

test("what is planted is found", async () => {
  await page.goto(demo.urls.services.bewohnerparken);
  await page.setViewportSize({ width: 320, height: 640 });
  const plant = async (style, measure, pattern) => {
    assert.deepEqual(await measure(page), []);
    const tag = await page.addStyleTag({ content: style });
    const faults = await measure(page);
    assert.ok(faults.some((fault) => pattern.test(fault)), `${style}: ${faults}`);
    await tag.evaluate((element) => element.remove());
  };
  await plant("h1 { white-space: nowrap !important; }", sidewaysScrolling, /h1|wide/);
  await plant(".vd-facts { min-width: 500px !important; }", sidewaysScrolling, /vd-facts|wide/);
  await plant("h1 { height: 1em !important; overflow: hidden !important; }", lostText, /cut off/);
  await plant("h1 + p { margin-top: -2.5rem !important; }", lostText, /lies over/);
});
