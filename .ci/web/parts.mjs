// What a module was cut into. In: the folder the parts were written to. Out: the parts, and the script that loads them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** Name and content of each part; none if the module is whole. */
export function partsOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^(split|chunk)_.*\.wasm$/.test(file))
    .map((file) => ({ name: basename(file, ".wasm"), wasm: readFileSync(join(folder, file)) }));
}

/** The loader, made to fetch the parts under their served names, each refused by the browser if a byte of it differs. */
export function loaderOf(folder, files) {
  let loader = readFileSync(join(folder, "__wasm_split.js"), "utf8");
  for (const [name, file] of Object.entries(files)) {
    const written = `fetch(new URL("./${name}.wasm", import.meta.url))`;
    if (!loader.includes(written)) throw new Error(`the loader doesn't fetch ${name} as expected`);
    loader = loader.replace(written, `fetchWhole(${JSON.stringify(file)})`);
  }
  return `import { fetchWhole } from "built:fetch";\n${loader}`;
}
