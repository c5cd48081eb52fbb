// What a wasm module is made of. In: the module, with the names of its functions. Out: bytes of code by crate, as far as names tell: code
// that was inlined counts where it went, and functions of the standard library count there, whoever needs them.

import { SECTION, functionNames, readNumber, sectionsOf } from "./binary.mjs";

/** Bytes by crate, the largest first; what stands in the data section as "data". */
export function bytesByCrate(wasm) {
  const names = functionNames(wasm);
  const bytes = new Map();
  const count = (what, size) => bytes.set(what, (bytes.get(what) ?? 0) + size);
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === "function").length;
  for (const { id, body, end } of sectionsOf(wasm)) {
    if (id === SECTION.data) count("data", end - body);
    if (id === SECTION.code) sizesOf(wasm, body).forEach((size, index) => count(crateOf(names.get(imported + index)), size));
  }
  return [...bytes].sort(([, a], [, b]) => b - a);
}

/** `<alloc[1a2b]::vec::Vec<vordruck_form[3c4d]::feel::Node> as …>::read` is our own: the first crate that isn't Rust's, else the first. */
function crateOf(name) {
  const crates = [...(name ?? "").matchAll(/([a-z]\w*)\[[0-9a-f]+\]/g)].map(([, crate]) => crate);
  return crates.find((crate) => !["alloc", "core", "std"].includes(crate)) ?? crates[0] ?? "without a name";
}

function sizesOf(wasm, start) {
  const [count, first] = readNumber(wasm, start);
  const sizes = [];
  let at = first;
  for (let i = 0; i < count; i += 1) {
    const [size, body] = readNumber(wasm, at);
    sizes.push(size);
    at = body + size;
  }
  return sizes;
}
