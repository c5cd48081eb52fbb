// In: a script of frontend/start, the JavaScript that wasm-bindgen wrote for a module, the table of files.
// Out: all of it as one small module, so that one hash in the page covers it.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const { build } = createRequire(join(process.env.WEB_TOOLS_HOME, "package.json"))("esbuild");

export async function bundleScript(start, module, files) {
  const { outputFiles } = await build({
    entryPoints: [join("frontend/start", start)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
    plugins: [{ name: "built", setup: (builder) => resolveBuilt(builder, module, files) }],
  });
  return outputFiles[0].contents;
}

/** `built:module` is the module's JavaScript; `built:files` is what the build knows about names and hashes. */
function resolveBuilt(builder, module, files) {
  builder.onResolve({ filter: /^built:module$/ }, () => ({ path: resolve(module) }));
  builder.onResolve({ filter: /^built:files$/ }, () => ({ path: "files", namespace: "built" }));
  builder.onLoad({ filter: /.*/, namespace: "built" }, () => ({
    contents: Object.entries(files).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join("\n"),
  }));
}
