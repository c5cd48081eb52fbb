// Makes the benchmark's pages. In: the benchmark's folder, what wasm-bindgen wrote, a command that compiles definitions, the folder to
// write to. Out: a page for each form, with style, script, wasm and compiled form beside it, all as small as those that are served.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addModule } from "../../.ci/web/module.mjs";
import { Output } from "../../.ci/web/output.mjs";
import { definitionOf } from "./definition.mjs";

const [bench, built, compiler, folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
const output = new Output(folder);

const { wasm, script, pieces } = await addModule(output, built, "bench", "app.mjs");
// The benchmark's own style sheet, as all its pages have it, and the two classes of ours that are there to hide text.
const base = readFileSync(join(bench, "peers/base.css"), "utf8");
const style = output.add("style", "css", `${base}\n.kern-sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.kern-error{color:#b3001b}`);

const work = join(folder, "..", "forms");
mkdirSync(work, { recursive: true });
const settings = "backend/vordruck/src/demo/musterstadt.toml";
for (const file of readdirSync(join(bench, "forms")).filter((name) => name.endsWith(".json"))) {
  const form = JSON.parse(readFileSync(join(bench, "forms", file), "utf8"));
  const definition = join(work, form.id);
  mkdirSync(definition, { recursive: true });
  writeFileSync(join(definition, "process.xml"), definitionOf(form));
  const compiled = join(work, `${form.id}.form`);
  const options = ["--tenant", settings, "--root-fingerprint", "0".repeat(64), "--output", compiled];
  execFileSync(compiler, ["process", "compile", definition, ...options], { stdio: ["ignore", "ignore", "inherit"] });
  const { file: name } = output.add(form.id, "form", readFileSync(compiled));
  output.write(`${form.id}.html`, pageOf(form.title, name, partsFor(form)));
}

/** The parts that a form of the benchmark needs (`shared-model/form/src/parts.rs`): asked for at once, as the whole form is on the first page. */
function partsFor(form) {
  const fields = form.sections.flatMap((section) => section.fields).flatMap((field) => [field, ...(field.fields ?? [])]);
  const needs = { patterns: fields.some(({ pattern }) => pattern), seldom: fields.some(({ type }) => type === "repeat") };
  return Object.keys(needs).filter((part) => needs[part]).flatMap((part) => pieces[part]);
}

function pageOf(title, form, parts) {
  const preloads = parts.map((file) => `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="${file}">`).join("");
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>` +
    `<link rel="icon" href="data:,"><link rel="stylesheet" href="${style.file}">` +
    `<script type="module" src="${script.file}"></script>` +
    `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="${wasm.file}">` +
    `<link rel="preload" as="fetch" crossorigin href="${form}">${preloads}` +
    `<script>window.__bench={errors:".kern-error"}</script></head>` +
    `<body><main><h1>${title}</h1><div id="vordruck-app" data-form="${form}"></div></main></body></html>`;
}
