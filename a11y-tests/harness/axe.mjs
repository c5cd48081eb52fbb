// axe-core with every rule it has: also the experimental ones and those for level AAA, which it leaves out by default.
// In: a page of either browser. Out: nothing if it finds nothing; a failed assertion that names rule, element and reason.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** `state` is how the page was when it was looked at; it goes into the message. */
export async function expectNoAxeFindings(page, state) {
  const findings = await axeFindings(page);
  assert.deepEqual(findings, [], `axe on ${page.url()}, ${state}`);
}

/** The findings as sentences. What axe cannot decide by itself is not among them. */
export async function axeFindings(page) {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const rules = Object.fromEntries(globalThis.axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
    const { violations } = await globalThis.axe.run(document, { rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
  });
}
