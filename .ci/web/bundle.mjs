// In: an app's name, what Trunk left for it, the folder to write to. Out: <folder>/<app>/: scripts, wasm, styles and fonts
// under names that their content decides, and `roles.json`, which says what each is for.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleScript } from "./script.mjs";
import { bundleStyle } from "./style.mjs";
import { Output } from "./output.mjs";

// The modules beside the app's own, each for a worker that the app starts when it needs it.
const workers = { applicant: ["sealing_worker", "document_maker"], postbox: [] };

const [app, trunk, folder] = process.argv.slice(2);
const output = new Output(join(folder, app));
if (readdirSync(trunk).includes("snippets")) {
  throw new Error("a crate brings its own JavaScript (snippets): it would be served without a hash; write it in frontend/start");
}

const lazy = {};
const parts = {};
for (const name of workers[app]) {
  const { script, wasm } = await addModule(name, "worker.mjs", {});
  lazy[name] = [script.file, wasm.file];
  parts[name] = script;
}
const { script, wasm } = await addModule(app, "app.mjs", parts);
output.write("roles.json", JSON.stringify({ entry: script.file, wasm: wasm.file, ...bundleStyle(app, output), lazy }));

/** Trunk names its files after the bin. */
async function addModule(name, start, parts) {
  const wasm = output.add(name, "wasm", readFileSync(join(trunk, `${name}_bg.wasm`)));
  const code = await bundleScript(start, join(trunk, `${name}.js`), { wasm, parts });
  return { wasm, script: output.add(name, "js", code) };
}
