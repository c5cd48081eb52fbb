// One wasm module with its script. In: what wasm-bindgen wrote for it, in VORDRUCK_PARTS what it was cut into, the script that starts it.
// Out: both, and its parts, as small as they get, in the folder of an app; what it is made of.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bytesByCrate } from "./crates.mjs";
import { shortenImports } from "./imports.mjs";
import { loaderOf, partsOf } from "./parts.mjs";
import { bundleScript, withoutClasses } from "./script.mjs";
import { withoutStreams } from "./streams.mjs";
import { shrink, withoutExports, withoutNames } from "./wasm.mjs";

/**
 * @param {string} folder where wasm-bindgen wrote: Trunk names its files after the bin
 * @param {string} start the script of frontend/start
 * @param {object} given `parts`: the workers the script may start; `sheets`: the style sheets that come with the app
 */
export async function addModule(output, folder, name, start, { parts = {}, sheets = [] } = {}) {
  const cut = join(process.env.VORDRUCK_PARTS, name);
  const found = partsOf(cut);
  const served = (piece) => piece.name.replace(/^split_/, "");
  const files = Object.fromEntries(found.map((piece) => [piece.name, output.add(served(piece), "wasm", withoutNames(shrink(piece.wasm)))]));
  const loader = found.length > 0 ? loaderOf(cut, files) : "";

  const written = withoutClasses(readFileSync(join(folder, `${name}.js`), "utf8"));
  const short = shortenImports(readFileSync(join(folder, `${name}_bg.wasm`)), written, `./${name}_bg.js`);
  const isNamed = (name) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(written + loader);
  const named = shrink(withoutExports(withoutStreams(short.wasm), isNamed), start === "app.mjs" ? "thoroughly" : "once");
  const wasm = output.add(name, "wasm", withoutNames(named));
  const code = await bundleScript(start, name, short.script, loader, { wasm, parts, sheets });
  const pieces = Object.fromEntries(found.map((piece) => [served(piece), [files[piece.name].file]]));
  return { wasm, pieces, crates: bytesByCrate(named), script: output.add(name, "js", code) };
}
