// In: an app's name, what Trunk left for it, the folder to write to; in VORDRUCK_PARTS what its modules were cut into. Out: <folder>/<app>/: scripts, wasm, styles and fonts
// under names that their content decides, and `roles.json`, which says what each is for.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { shortenImports } from "./imports.mjs";
import { loaderOf, partsOf } from "./parts.mjs";
import { bundleScript } from "./script.mjs";
import { bundleStyle } from "./style.mjs";
import { Output } from "./output.mjs";
import { shrink, withoutExports } from "./wasm.mjs";

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
  const folder = join(process.env.VORDRUCK_PARTS, name);
  const pieces = partsOf(folder);
  const files = Object.fromEntries(pieces.map((piece) => [piece.name, output.add(piece.name.replace(/^split_/, ""), "wasm", shrink(piece.wasm))]));
  const loader = pieces.length > 0 ? loaderOf(folder, files) : "";

  const written = withoutClasses(readFileSync(join(trunk, `${name}.js`), "utf8"));
  const short = shortenImports(readFileSync(join(trunk, `${name}_bg.wasm`)), written, `./${name}_bg.js`);
  const isNamed = (name) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(written + loader);
  const wasm = output.add(name, "wasm", shrink(withoutExports(short.wasm, isNamed)));
  const code = await bundleScript(start, name, short.script, loader, { wasm, parts });
  for (const [piece, { file }] of Object.entries(files)) lazy[piece.replace(/^split_/, "")] = [file];
  return { wasm, script: output.add(name, "js", code) };
}

/** leptos brings classes for streams of server functions, which nothing here has; wasm-bindgen exports every class there is. */
function withoutClasses(script) {
  return script
    .replace(/^export class IntoUnderlying[\s\S]*?^}\n/gm, "")
    .replace(/^if \(Symbol\.dispose\) IntoUnderlying.*\n/gm, "")
    .replace(/^const IntoUnderlying[\s\S]*?;\n/gm, "");
}
