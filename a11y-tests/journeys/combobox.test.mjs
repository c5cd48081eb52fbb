// A long list that is searched by typing, on the dog tax: by keyboard alone as in the ARIA practices, with the mouse, and with a text that
// is no answer, which stays and is told with what to do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectNoAxeFindings } from "../harness/axe.mjs";
import { openChromium } from "../harness/chromium.mjs";
import { startDemo } from "../harness/demo.mjs";
import { eventually, expectFocused, expectSaid, expectSoon } from "../harness/patience.mjs";
import { expectReflow, photograph } from "../harness/screenshots.mjs";
import { beginDogTax, type } from "./steps.mjs";

let demo, browser, page;
before(async () => {
  demo = await startDemo();
  browser = await openChromium();
  page = await browser.newPage();
});
after(async () => {
  await browser?.close();
  browser?.faults.expectNone();
  await demo?.end();
});

test("a breed is found by typing, and what is no breed is kept and told", async () => {
  await beginDogTax(page, demo);

  const breed = page.getByRole("combobox", { name: /^Rasse/ });
  const list = page.getByRole("listbox", { name: /^Rasse/ });
  await breed.focus();
  await expectSoon(() => breed.getAttribute("aria-expanded"), "false", "focus alone opens nothing");

  // By keyboard: the list follows the text, focus stays in the input.
  await page.keyboard.type("schafer");
  await list.waitFor();
  const shown = () => list.getByRole("option").allInnerTexts();
  const fits = (hits) => hits.length > 0 && hits.every((hit) => /schäfer/i.test(hit));
  await eventually(async () => fits(await shown()), async () => (await shown()).join(", "));
  const hits = await shown();
  await expectSaid(page, /Antwort(en)? pass/);
  await page.keyboard.press("ArrowDown");
  await expectSoon(() => lookedAt(breed), hits[0]);
  await page.keyboard.press("ArrowUp");
  await expectSoon(() => lookedAt(breed), hits.at(-1), "before the first comes the last");
  await page.keyboard.press("Home");
  await expectSoon(() => breed.getAttribute("aria-activedescendant"), null, "Home goes back to the text");
  await page.keyboard.press("ArrowDown");
  await expectNoAxeFindings(page, "list open");
  await expectReflow(page);
  await photograph(page, "suche");
  await page.keyboard.press("Enter");
  await expectSoon(() => breed.inputValue(), hits[0]);
  await expectSoon(() => breed.getAttribute("aria-expanded"), "false");
  assert.ok(await page.getByRole("heading", { level: 1, name: "Hunde" }).isVisible(), "Enter in an open list sends no form");

  // Escape closes first, and empties then.
  await page.keyboard.press("ArrowDown");
  await expectSoon(() => lookedAt(breed), hits[0], "the list opens at what is chosen");
  await page.keyboard.press("Escape");
  await expectSoon(async () => [await breed.getAttribute("aria-expanded"), await breed.inputValue()], ["false", hits[0]]);
  await page.keyboard.press("Escape");
  await expectSoon(() => breed.inputValue(), "");

  // With the mouse or a finger.
  await breed.click();
  await list.getByRole("option").nth(2).click();
  await eventually(async () => (await breed.inputValue()).length > 0, () => "the answer that was clicked is not in the input");
  const third = await breed.inputValue();
  await expectFocused(breed, "focus stays in the input");

  // What is no answer stays, and the error says what to do.
  await breed.fill("Wolpertinger");
  await page.getByText("Keine Antwort passt.").first().waitFor();
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  const summary = page.locator(".vd-error-summary");
  await summary.getByRole("link", { name: /Rasse.*Wählen Sie eine Antwort aus der Liste/ }).click();
  await expectFocused(breed, "the message leads to the input");
  await expectSoon(() => breed.inputValue(), "Wolpertinger");
  await expectSoon(() => breed.getAttribute("aria-invalid"), "true");
  await expectNoAxeFindings(page, "error at the combobox");

  // Typed out in full it counts, whatever its capitals and umlauts, also without being chosen from the list.
  await breed.fill(third.toLowerCase());
  await breed.press("Tab");
  await expectSoon(() => breed.inputValue(), third, "written as the answer is");
});

const lookedAt = (combobox) => combobox.evaluate((input) => document.getElementById(input.getAttribute("aria-activedescendant"))?.innerText ?? null);
