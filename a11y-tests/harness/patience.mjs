// What comes a moment later: focus that follows, sentences that were said. In: Playwright pages. A machine may be slow, so nothing here is true or false at
// once: what is expected is waited for, and what was said is remembered, because the next sentence takes its place.
import assert from "node:assert/strict";

const patience = 15_000;

/** Asks until the answer is yes. `found` says what there is instead. */
export async function eventually(question, found, milliseconds = patience) {
  const end = Date.now() + milliseconds;
  while (!(await question())) {
    if (Date.now() > end) assert.fail(await found());
    await new Promise((resume) => setTimeout(resume, 25));
  }
}

/** What is read comes to be this. */
export async function expectSoon(read, expected, reason) {
  const isIt = async () => JSON.stringify(await read()) === JSON.stringify(expected);
  await eventually(isIt, async () => `${reason ?? "not what was expected"}: ${JSON.stringify(await read())} instead of ${JSON.stringify(expected)}`);
}

/** Focus comes to the element. */
export async function expectFocused(element, reason) {
  const isThere = () => element.evaluate((one) => one === document.activeElement).catch(() => false);
  await eventually(isThere, async () => `${reason}; focus is on: ${await focusedText(element.page())}`);
}

/** Focus comes to something that reads like this. */
export async function expectFocusedText(page, words, reason) {
  await eventually(async () => words.test(await focusedText(page)), async () => `${reason}; focus is on: ${await focusedText(page)}`);
}

/** What has focus, in words; nothing while it is nowhere, when the browser names the whole page. */
export async function focusedText(page) {
  return page.evaluate(() => (document.activeElement === document.body ? "" : document.activeElement?.innerText?.slice(0, 200) ?? ""));
}

/** Said by the one live region since the page was loaded, or a moment later. */
export async function expectSaid(page, words) {
  const said = () => page.evaluate(() => globalThis.vordruckSaid ?? []);
  await eventually(async () => (await said()).some((sentence) => words.test(sentence)), async () => `nobody said ${words}, but: ${(await said()).join(" · ")}`);
}

/** Runs in the page before its own scripts: writes down what the live region says. */
export function rememberSentences() {
  const said = [];
  globalThis.vordruckSaid = said;
  new MutationObserver(() => {
    const sentence = document.getElementById("vd-meldung")?.textContent;
    if (sentence && sentence !== said.at(-1)) said.push(sentence);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
