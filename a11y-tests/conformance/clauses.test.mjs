// The table is complete and honest: every clause has a test or a protocol for people, or says why it does not apply; every word in it means something.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { clauses } from "./clauses.mjs";
import { VERDICTS, byPeople, verdictOn } from "./results.mjs";
import { TESTS } from "./tests.mjs";

const all = clauses();
const steps = [...readFileSync(new URL("manual/pruefschritte.md", import.meta.url), "utf8").matchAll(/^## (\S+)$/gm)].map(([, step]) => step);

test("every clause has a test, a protocol, or a reason why it does not apply", () => {
  assert.deepEqual(all.filter(({ tests, manual, not }) => !tests.length && !manual.length && !not).map(({ clause }) => clause), []);
  assert.deepEqual(all.filter(({ tests, manual, not }) => not && (tests.length || manual.length)).map(({ clause }) => clause), [], "it applies, or it does not");
  assert.deepEqual(all.filter(({ not }) => not && (!not.de || !not.en)).map(({ clause }) => clause), []);
});

test("no criterion of WCAG 2.1 A and AA is left out, nor of 2.2", () => {
  const counts = { A: 30, AA: 20, "A 2.2": 2, "AA 2.2": 4 };
  const criteria = all.filter(({ chapter }) => chapter === 9 || chapter === "WCAG").filter(({ level }) => level);
  for (const [level, count] of Object.entries(counts)) assert.equal(criteria.filter((one) => one.level === level).length, count, level);
  assert.equal(all.filter(({ chapter, wcag }) => chapter === 10 && wcag).length, 50);
  assert.equal(new Set(all.map(({ clause }) => clause)).size, all.length, "a clause stands there twice");
});

test("every word in the table means a test or a step", () => {
  assert.deepEqual(all.flatMap(({ tests }) => tests).filter((word) => !TESTS[word]), []);
  assert.deepEqual(all.flatMap(({ manual }) => manual).filter((step) => !steps.includes(step)), []);
  assert.deepEqual(steps.filter((step) => !all.some(({ manual }) => manual.includes(step))), [], "a step that nothing asks for");
  assert.deepEqual(byPeople().filter(({ step, by, on, result }) => !steps.includes(step) || !by || !on || !["passed", "failed"].includes(result)), []);
});

test("every test that the table names is there", () => {
  const files = readdirSync(fileURLToPath(new URL("../", import.meta.url)), { recursive: true }).filter((name) => !name.startsWith("node_modules"));
  const stepNames = readdirSync(fileURLToPath(new URL("../../.ci/steps/", import.meta.url)));
  for (const [word, { file, step }] of Object.entries(TESTS)) {
    assert.ok(file ? files.some((name) => name.endsWith(".test.mjs") && file.test(name)) : stepNames.includes(step), word);
  }
});

test("nothing is said to be met that has not run in this run, or that has failed", () => {
  const clause = { tests: ["states", "keyboard"], manual: ["lesen"] };
  const passed = { states: "passed", keyboard: "passed" };
  const checked = [{ step: "lesen", result: "passed" }];
  assert.equal(verdictOn(clause, passed, checked).verdict, "supports");
  assert.equal(verdictOn(clause, passed, []).verdict, "tested");
  assert.equal(verdictOn(clause, { ...passed, keyboard: "not run" }, checked).verdict, "open");
  assert.equal(verdictOn(clause, { ...passed, keyboard: "failed" }, checked).verdict, "fails");
  assert.equal(verdictOn(clause, passed, [...checked, { step: "lesen", result: "failed" }]).verdict, "fails");
  assert.equal(verdictOn({ tests: [], manual: ["lesen"] }, passed, []).verdict, "open");
  assert.equal(verdictOn({ tests: [], manual: [], not: { de: "nichts", en: "nothing" } }, passed, []).verdict, "not");
  assert.ok(Object.values(VERDICTS).every(({ de, en }) => de && en));
});
