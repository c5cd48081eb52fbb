// In: an app's name, what Trunk left for it, the folder to write to; in VORDRUCK_PARTS what its modules were cut into. Out: <folder>/<app>/: scripts, wasm, styles and fonts
// under names that their content decides, and `roles.json`, which says what each is for; crates.json beside what Trunk left: what the app is made of.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addModule } from "./module.mjs";
import { Output } from "./output.mjs";
import { bundleStyle } from "./style.mjs";

// The modules beside the app's own, each for a worker that the app starts when it needs it.
const workers = { applicant: ["sealing_worker", "document_maker"], postbox: [] };

const [app, trunk, folder] = process.argv.slice(2);
const output = new Output(join(folder, app));
const { styles, further_styles, ...fontsAndLicences } = bundleStyle(app, output);
if (readdirSync(trunk).includes("snippets")) {
  throw new Error("a crate brings its own JavaScript (snippets): it would be served without a hash; write it in frontend/start");
}

const lazy = {};
const parts = {};
for (const name of workers[app]) {
  const { script, wasm } = await addModule(output, trunk, name, "worker.mjs");
  lazy[name] = [script.file, wasm.file];
  parts[name] = script;
}
const { script, wasm, pieces, crates } = await addModule(output, trunk, app, "app.mjs", { parts, sheets: further_styles });
Object.assign(lazy, pieces);
writeFileSync(join(trunk, "crates.json"), JSON.stringify(crates));
const namesOf = (files) => files.map(({ file }) => file);
const sheets = { styles: namesOf(styles), further_styles: namesOf(further_styles) };
output.write("roles.json", JSON.stringify({ entry: script.file, wasm: wasm.file, ...sheets, ...fontsAndLicences, lazy }));
