// In: a wasm module. Out: the same, smaller.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// What Rust's wasm uses beyond the first version of WebAssembly; the names section that says so doesn't outlive wasm-bindgen.
const features = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"]
  .map((name) => `--enable-${name}`);

// `build-web --quick`: as the compiler left it.
const quick = process.env.VORDRUCK_WEB_QUICK === "1";

// What comes with the first page is worth half a percent more in three times the time.
const passes = { once: ["-Oz"], thoroughly: ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz"] };

/** With everything small, and with names for `bytesByCrate`. */
export function shrink(wasm, how = "once") {
  if (quick) return wasm;
  return through("wasm-opt", wasm, (from, to) => [...passes[how], ...features, "--debuginfo", from, "-o", to]);
}

/** Without names; before they go they decide the order of functions: what was made from the same source stands together, and compresses a hundredth better. */
export function withoutNames(wasm) {
  if (quick) return wasm;
  return through("wasm-opt", wasm, (from, to) => [...features, "--reorder-functions-by-name", "--strip-debug", "--strip-producers", from, "-o", to]);
}

/** Without the exports that `isNamed` doesn't know, and what only they need. */
export function withoutExports(wasm, isNamed) {
  if (quick) return wasm;
  const named = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name).filter(isNamed);
  return through("wasm-metadce", wasm, (from, to, folder) => {
    const graph = join(folder, "graph.json");
    writeFileSync(graph, JSON.stringify(named.map((name) => ({ name, export: name, root: true }))));
    return [from, ...features, "--debuginfo", "--graph-file", graph, "-o", to];
  });
}

function through(tool, wasm, arguments_) {
  const folder = mkdtempSync(join(tmpdir(), "vordruck-wasm-"));
  try {
    const [from, to] = [join(folder, "in.wasm"), join(folder, "out.wasm")];
    writeFileSync(from, wasm);
    // metadce prints what it removed; only what goes wrong is of interest.
    execFileSync(tool, arguments_(from, to, folder), { stdio: ["ignore", "ignore", "inherit"] });
    return readFileSync(to);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
