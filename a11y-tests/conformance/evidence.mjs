// Writes the evidence of a run to target/a11y: conformance.html (German), acr.html (English, VPAT), conformance.json; and for every service of the demo
// the drafts of its accessibility statement and privacy notice in each language, and what the run says in them as settings. `node conformance/evidence.mjs <address of a service's start page> …` takes the
// services of another installation. Exit code 1: something is not met.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startDemo } from "../harness/demo.mjs";
import { clauses } from "./clauses.mjs";
import { page } from "./report.mjs";
import { VERDICTS, byPeople, recorded, verdictOn } from "./results.mjs";
import { LANGUAGES, draft, measured, settings } from "./statements.mjs";

const target = new URL("../../target/a11y/", import.meta.url);

const about = { at: new Date().toISOString().slice(0, 16).replace("T", " "), commit: commit() };
const [tests, people] = [recorded(), byPeople()];
const rows = clauses().map((clause) => ({ ...clause, ...verdictOn(clause, tests, people) }));
write("conformance.html", page(rows, about, "de"));
write("acr.html", page(rows, about, "en"));
write("conformance.json", JSON.stringify({ about, tests, rows }, null, 1));

const words = Object.fromEntries(LANGUAGES.map((language) => [language, measured(rows, about, language)]));
write("statements/settings.toml", settings(words));

const given = process.argv.slice(2);
const demo = given.length ? undefined : await startDemo();
try {
  for (const address of given.length ? given : Object.values(demo.urls.services)) {
    for (const name of ["barrierefreiheit", "datenschutz"]) await writeDrafts(address, name);
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

/** An authority with a page of its own has no draft of it. */
async function writeDrafts(address, name) {
  const files = Object.fromEntries(LANGUAGES.map((language) => [language, language === "de" ? `${name}.html` : `${name}.${language}.html`]));
  const [tenant, service] = new URL(address).pathname.split("/").filter(Boolean);
  for (const [language, file] of Object.entries(files)) {
    const answer = await fetch(new URL(`/${tenant}/${service}/${name}?lang=${language}`, address), { redirect: "manual" });
    if (answer.status === 307) return console.log(`${tenant}/${service}: ${name} is the authority's own: ${answer.headers.get("location")}`);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    write(`statements/${tenant}/${service}/${file}`, draft(await answer.text(), words[language], language, files));
  }
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
