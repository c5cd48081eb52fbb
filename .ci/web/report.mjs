// In: the folder of the apps with manifest.json. Out: what the first load and the lazy parts weigh, in print. Exit code 3 if
// the applicant's first load is above what had been reached. The compiled form comes on top: `process compile` and the server's test add it.
import { readFileSync } from "node:fs";
import { join } from "node:path";

// What is required, and what has been reached (22 November 2026: leptos' and our own view code weigh more than planned). The tests fail above
// what has been reached, so that it can only get better, and every build says how far the aim is. When the aim is reached, `reached` goes.
const aim = 160_000;
const reached = 224_000;

const { apps } = JSON.parse(readFileSync(join(process.argv[2], "manifest.json"), "utf8"));
let tooLarge = false;
for (const [app, { entry, wasm, styles, fonts, lazy, files }] of Object.entries(apps)) {
  const weight = (name) => files[name].brotli_bytes ?? files[name].bytes;
  const first = [entry, wasm, ...styles, ...fonts];
  const total = first.reduce((sum, name) => sum + weight(name), 0);
  console.log(`\n${app}: first load, brotli`);
  for (const name of first) line(weight(name), name);
  line(total, app === "applicant" ? `together, without the form; the aim is ${aim.toLocaleString("en")}` : "together");
  for (const [part, names] of Object.entries(lazy)) {
    line(names.reduce((sum, name) => sum + weight(name), 0), `later, when needed: ${part}`);
  }
  if (app === "applicant" && total > reached) tooLarge = true;
}
console.log();
if (tooLarge) {
  console.error(`build-web: the applicant's first load has grown above ${reached.toLocaleString("en")} bytes.`);
  process.exit(3);
}

function line(bytes, text) {
  console.log(`${bytes.toLocaleString("en").padStart(12)}  ${text}`);
}
