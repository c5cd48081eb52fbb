// In: a wasm module and the JavaScript that gives it what it imports. Out: both with short names for that. wasm-bindgen's names end in
// 16 random digits each, which stand in both files and don't compress.

import { SECTION, readNumber, readText, withSection, writeNumber, writeText } from "./binary.mjs";

/** @param {string} from the module of imports whose names are shortened */
export function shortenImports(wasm, script, from) {
  const names = new Map();
  const short = (name) => names.get(name) ?? names.set(name, spell(names.size)).get(name);
  const shortened = withSection(wasm, SECTION.imports, (imports) => renamed(imports, from, short));
  const written = script.replace(/\b__wbg_\w+(?=:)|\b__wbindgen_\w+(?=:)/g, (name) => names.get(name) ?? name);
  for (const [name, other] of names) {
    if (written.includes(`${name}:`) || !written.includes(`${other}:`)) throw new Error(`import ${name} was not found in the script`);
  }
  return { wasm: shortened, script: written };
}

function renamed(imports, from, short) {
  const [count, first] = readNumber(imports, 0);
  const out = [writeNumber(count)];
  let at = first;
  for (let i = 0; i < count; i += 1) {
    const module = readText(imports, at);
    const name = readText(imports, module.end);
    const end = endOfKind(imports, name.end);
    out.push(writeText(module.text), writeText(module.text === from ? short(name.text) : name.text), imports.subarray(name.end, end));
    at = end;
  }
  return Buffer.concat(out);
}

/** Behind what is imported: a function's type, or a table's, memory's, global's or tag's. */
function endOfKind(bytes, at) {
  const limits = (start) => {
    const [, least] = readNumber(bytes, start + 1);
    return bytes[start] & 1 ? readNumber(bytes, least)[1] : least;
  };
  switch (bytes[at]) {
    case 0: return readNumber(bytes, at + 1)[1];
    case 1: return limits(at + 2);
    case 2: return limits(at + 1);
    case 3: return at + 3;
    case 4: return readNumber(bytes, at + 2)[1];
    default: throw new Error(`unknown kind of import: ${bytes[at]}`);
  }
}

/** a, b, … Z, aa, … */
function spell(number) {
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  let text = "";
  for (let rest = number + 1; rest > 0; rest = Math.floor((rest - 1) / 52)) text = letters[(rest - 1) % 52] + text;
  return text;
}
