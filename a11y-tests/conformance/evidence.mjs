// Writes the evidence of a run to target/a11y: conformance.html (German), acr.html (English, VPAT), conformance.json; and for every service of the demo
// the drafts of its accessibility statement and privacy notice. `node conformance/evidence.mjs <address of a service's start page> …` takes the
// services of another installation. Exit code 1: something is not met.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startDemo } from "../harness/demo.mjs";
import { clauses } from "./clauses.mjs";
import { page } from "./report.mjs";
import { VERDICTS, byPeople, recorded, verdictOn } from "./results.mjs";
import { accessibilityStatement, privacyNotice } from "./statements.mjs";

const target = new URL("../../target/a11y/", import.meta.url);

const about = { at: new Date().toISOString().slice(0, 16).replace("T", " "), commit: commit() };
const [tests, people] = [recorded(), byPeople()];
const rows = clauses().map((clause) => ({ ...clause, ...verdictOn(clause, tests, people) }));
write("conformance.html", page(rows, about, "de"));
write("acr.html", page(rows, about, "en"));
write("conformance.json", JSON.stringify({ about, tests, rows }, null, 1));

const given = process.argv.slice(2);
const demo = given.length ? undefined : await startDemo();
try {
  for (const address of given.length ? given : Object.values(demo.urls.services)) {
    const [tenant, service] = new URL(address).pathname.split("/").filter(Boolean);
    const answer = await fetch(new URL(`/api/v1/tenants/${tenant}/services/${service}`, address));
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const card = await answer.json();
    write(`statements/${tenant}/${service}/barrierefreiheit.html`, accessibilityStatement(card, rows, about));
    write(`statements/${tenant}/${service}/datenschutz.html`, privacyNotice(card));
  }
} finally {
  await demo?.end();
}

for (const [verdict, { de }] of Object.entries(VERDICTS)) console.log(`${String(rows.filter((row) => row.verdict === verdict).length).padStart(4)}  ${de}`);
console.log(`target/a11y/conformance.html, acr.html, statements`);
for (const { clause, shown } of rows.filter(({ verdict }) => verdict === "fails")) {
  console.error(`${clause} is not met: ${shown.filter(({ result }) => result === "failed").map(({ word }) => word).join(", ")}`);
  process.exitCode = 1;
}

function write(name, text) {
  const file = new URL(name, target);
  mkdirSync(new URL(".", file), { recursive: true });
  writeFileSync(file, text);
}

function commit() {
  try {
    return execFileSync("git", ["log", "-1", "--format=%h"], { cwd: fileURLToPath(new URL("../", import.meta.url)), encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
