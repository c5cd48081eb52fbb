// IBM's Equal Access checker, inside the page. In: a page of either browser. Out: findings.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("accessibility-checker-engine/ace.js"), "utf8");

/** What it says and we do not follow, each with its reason. */
export const NOT_RUN = {};

/** Everything it is sure of: `{ rule, where, text }`. What needs a person ("potential", "manual") is not among them. */
export async function ibmFindings(page) {
  // A script of the page's own name space; it stays there for the next state.
  if (!(await page.evaluate(() => typeof globalThis.ace?.Checker === "function"))) await page.evaluate(`${source}; globalThis.ace = ace;`);
  const found = await page.evaluate(async () => {
    const report = await new globalThis.ace.Checker().check(document, ["IBM_Accessibility", "WCAG_2_2"]);
    return report.results
      .filter(({ value: [, verdict] }) => verdict === "FAIL")
      .map(({ ruleId: rule, reasonId, message, snippet, path, value: [level] }) => ({ rule, reasonId, level, where: `${path.dom} ${snippet}`.slice(0, 240), text: message }));
  });
  return found.filter(({ rule }) => !(rule in NOT_RUN));
}
