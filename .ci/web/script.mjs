// In: a script of frontend/start, the JavaScript that wasm-bindgen wrote for a module, the loader of its parts, the table of files.
// Out: all of it as one small module, so that one hash in the page covers it.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const { build } = createRequire(join(process.env.WEB_TOOLS_HOME, "package.json"))("esbuild");

export async function bundleScript(start, name, module, loader, files) {
  const table = Object.entries(files).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join("\n");
  const { outputFiles } = await build({
    entryPoints: [join("frontend/start", start)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
    // wasm-bindgen names the loader once for each part.
    logOverride: { "duplicate-object-key": "silent" },
    plugins: [{ name: "built", setup: (builder) => resolveBuilt(builder, name, { module, loader, files: table }) }],
  });
  return outputFiles[0].contents;
}

/**
 * `built:module` is the module's JavaScript, `built:files` what the build knows about names and hashes. Module and loader know each other
 * by the names that wasm-bindgen and the splitter gave them.
 */
function resolveBuilt(builder, name, contents) {
  const built = (path) => ({ path, namespace: "built" });
  builder.onResolve({ filter: /^built:fetch$/ }, () => ({ path: resolve("frontend/start/fetch-whole.mjs") }));
  builder.onResolve({ filter: /^built:/ }, ({ path }) => built(path.slice("built:".length)));
  builder.onResolve({ filter: /^\.\/__wasm_split\.js$/ }, () => built("loader"));
  builder.onResolve({ filter: new RegExp(`^\\./${name}\\.js$`), namespace: "built" }, () => built("module"));
  builder.onLoad({ filter: /.*/, namespace: "built" }, ({ path }) => ({ contents: contents[path], resolveDir: resolve("frontend/start") }));
}

/** leptos brings classes for streams of server functions, which nothing here has; wasm-bindgen exports every class there is. */
export function withoutClasses(script) {
  return script
    .replace(/^export class IntoUnderlying[\s\S]*?^}\n/gm, "")
    .replace(/^if \(Symbol\.dispose\) IntoUnderlying.*\n/gm, "")
    .replace(/^const IntoUnderlying[\s\S]*?;\n/gm, "");
}
