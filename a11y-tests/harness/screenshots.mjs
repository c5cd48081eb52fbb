// Pictures of a page as different people see it, in target/screenshots. In: a Playwright page and a name.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../target/screenshots");

const views = {
  desktop: { size: { width: 1280, height: 900 }, media: {} },
  narrow: { size: { width: 320, height: 700 }, media: {} },
  dark: { size: { width: 1280, height: 900 }, media: { colorScheme: "dark" } },
  "forced-colours": { size: { width: 1280, height: 900 }, media: { forcedColors: "active" } },
  // As wide as A4 between its margins.
  print: { size: { width: 643, height: 900 }, media: { media: "print" } },
};
const ordinary = { media: "screen", colorScheme: "light", forcedColors: "none" };

export async function photograph(page, name) {
  mkdirSync(folder, { recursive: true });
  for (const [view, { size, media }] of Object.entries(views)) {
    await page.setViewportSize(size);
    await page.emulateMedia({ ...ordinary, ...media });
    await page.screenshot({ path: join(folder, `${name}-${view}.png`), fullPage: true });
  }
  await page.setViewportSize(views.desktop.size);
  await page.emulateMedia(ordinary);
}

/** WCAG 2.2, 1.4.10: at 320 CSS pixels nothing has to be scrolled sideways. */
export async function expectReflow(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  await page.setViewportSize(before);
  assert.ok(width <= 320, `${page.url()} is ${width} px wide in a window of 320 px`);
}
