// A keyboard without a mouse: focus is moved by Tab and never set. In: a Playwright page. Knows no CSS class and no id.
import assert from "node:assert/strict";

/** Moves focus by Tab until it is on what has this name. */
export async function tabTo(page, name, { backwards = false, fromTop = false } = {}) {
  if (fromTop) await page.evaluate(() => { document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); document.body.focus(); });
  const seen = [];
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(backwards ? "Shift+Tab" : "Tab");
    const focused = await focusedName(page);
    seen.push(focused);
    if (typeof name === "string" ? focused === name : name.test(focused)) return;
  }
  assert.fail(`Tab never leads to ${name}: ${[...new Set(seen)].join(" · ")}`);
}

/** Presses the button or link of this name. */
export async function press(page, name, options) {
  await tabTo(page, name, options);
  await page.keyboard.press("Enter");
}

/** Types into the field of this label, in place of what it holds. */
export async function enter(page, label, text, options) {
  await tabTo(page, label, options);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** The name of what has focus: of its label, or its own text. */
export function focusedName(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    const named = element.labels?.[0] ?? element;
    return (element.ariaLabel ?? named.innerText ?? "").trim().replaceAll(/\s+/g, " ");
  });
}
