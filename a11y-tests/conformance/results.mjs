// What this run shows about a clause. In: the lines of the tests that ran, the steps that passed, what people have recorded. Out: a verdict in
// the words of the accessibility conformance report. "Supports" is never said of what did not run.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { TESTS } from "./tests.mjs";

const target = new URL("../../target/a11y/", import.meta.url);

/** Everything recorded, by word of the table: `passed`, `failed`, `not run`. */
export function recorded() {
  const lines = existsSync(target) ? readdirSync(target).filter((name) => /^results-.*\.jsonl$/.test(name)).flatMap((name) => readFileSync(new URL(name, target), "utf8").trim().split("\n").filter(Boolean).map((line) => JSON.parse(line))) : [];
  const stepsFile = new URL("steps.tsv", target);
  const steps = new Map(existsSync(stepsFile) ? readFileSync(stepsFile, "utf8").trim().split("\n").map((line) => line.split("\t")) : []);
  return Object.fromEntries(Object.entries(TESTS).map(([word, { file, step }]) => [word, file ? ofTests(lines.filter((line) => file.test(line.file))) : (steps.get(step) ?? "not run")]));
}

function ofTests(lines) {
  if (lines.length === 0) return "not run";
  if (lines.some(({ result }) => result === "failed")) return "failed";
  // A part that was left out has shown nothing.
  return lines.some(({ result }) => result === "left out") ? "not run" : "passed";
}

/** What people have recorded: `{ step, by, on, with, result }`, the newest of each step last. */
export function byPeople() {
  return JSON.parse(readFileSync(new URL("manual/results.json", import.meta.url), "utf8"));
}

export const VERDICTS = {
  supports: { de: "erfüllt", en: "Supports" },
  tested: { de: "in den Tests erfüllt, Prüfung durch Menschen offen", en: "Supports in tests, manual check open" },
  fails: { de: "nicht erfüllt", en: "Does Not Support" },
  not: { de: "nicht anwendbar", en: "Not Applicable" },
  open: { de: "nicht bewertet", en: "Not Evaluated" },
};

/** `{ verdict, shown: [{ word, result }], people: [{ step, result }] }` */
export function verdictOn(clause, tests, people) {
  if (clause.not) return { verdict: "not", shown: [], people: [] };
  const shown = clause.tests.map((word) => ({ word, result: tests[word] }));
  const checks = clause.manual.map((step) => ({ step, ...(people.findLast((one) => one.step === step) ?? { result: "open" }) }));
  return { verdict: verdict(shown, checks), shown, people: checks };
}

function verdict(shown, checks) {
  if (shown.some(({ result }) => result === "failed") || checks.some(({ result }) => result === "failed")) return "fails";
  if (shown.some(({ result }) => result !== "passed")) return "open";
  if (checks.every(({ result }) => result === "passed")) return "supports";
  return shown.length ? "tested" : "open";
}
