// In: the folder of the apps with manifest.json; the folder with what each is made of. Out: what the first load and the lazy parts weigh, in print. Exit code 3 if the
// applicant's first load is above its limit. A compiled form comes on top; the limit leaves room for it, and the test of the first load
// in a real browser weighs everything together.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

// 160 KB together with a form and what it needs: the resident parking permit in three languages takes 8.8 and, for arithmetic, IBAN and number
// plate, parts of 15. With a ready-made standard library (rustup's) panics bring their messages along, and the limit is a twelfth higher.
const room = 24_000;
const limit = process.env.VORDRUCK_WASM_BIN ? 160_000 - room : 172_000 - room;

const { apps } = JSON.parse(readFileSync(join(process.argv[2], "manifest.json"), "utf8"));
let tooLarge = false;
for (const [app, { entry, wasm, styles, further_styles, fonts, lazy, files }] of Object.entries(apps)) {
  const weight = (name) => files[name].brotli_bytes ?? files[name].bytes;
  const first = [entry, wasm, ...styles, ...further_styles, ...fonts];
  const total = first.reduce((sum, name) => sum + weight(name), 0);
  console.log(`\n${app}: first load, brotli`);
  for (const name of first) line(weight(name), name);
  line(total, app === "applicant" ? `together, without the form and the parts it needs; at most ${limit.toLocaleString("en")}` : "together");
  for (const [part, names] of Object.entries(lazy)) {
    line(names.reduce((sum, name) => sum + weight(name), 0), `later, when needed: ${part}`);
  }
  const crates = join(process.argv[3] ?? "", app, "crates.json");
  if (existsSync(crates)) printCrates(JSON.parse(readFileSync(crates, "utf8")));
  if (app === "applicant" && total > limit) tooLarge = true;
}
console.log();
if (tooLarge && process.env.VORDRUCK_WEB_QUICK !== "1") {
  console.error(`build-web: the applicant's first load is above ${limit.toLocaleString("en")} bytes.`);
  process.exit(3);
}

function line(bytes, text) {
  console.log(`${bytes.toLocaleString("en").padStart(12)}  ${text}`);
}

/** Uncompressed: how much less of it comes over the line can't be told part by part. */
function printCrates(crates) {
  const all = crates.reduce((sum, [, bytes]) => sum + bytes, 0);
  console.log("  its wasm by crate, uncompressed:");
  for (const [crate, bytes] of crates.slice(0, 14)) line(bytes, `${crate}, ${Math.round((100 * bytes) / all)} %`);
}
