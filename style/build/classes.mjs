// In: a built stylesheet and the sources of the apps. Out: classes the sources name that have no rule.
// May not know: what the classes are for.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postcss from "postcss";
import selectorParser from "postcss-selector-parser";

const className = /(?<![\w-])(?:kern|vd)-[a-z0-9]+(?:(?:__|--|-)[a-z0-9]+)*(?![\w-]|\.rs)/g;

/** @returns {string[]} lines `class (file)`, for every class named in the folders and defined in none of the sheets */
export function classesWithoutRule(sheets, folders) {
  const defined = new Set(sheets.flatMap((css) => [...definedClasses(css)]));
  const found = new Map();
  for (const folder of folders) {
    for (const file of sources(folder)) {
      for (const [name] of readFileSync(file, "utf8").matchAll(className)) if (!defined.has(name)) found.set(name, file);
    }
  }
  return [...found].map(([name, file]) => `${name} (${file})`).sort();
}

/** @returns {{classes: string[], file: string}[]} the classes of one element, as string literals name them */
export function classesTogether(folders) {
  return folders.flatMap(sources).flatMap((file) => [...readFileSync(file, "utf8").matchAll(/"([^"\n]*)"/g)].map(([, text]) => ({ classes: text.match(className) ?? [], file })))
    .filter(({ classes }) => classes.length > 1);
}

function definedClasses(css) {
  const names = new Set();
  const collect = selectorParser((tree) => tree.walkClasses((node) => { names.add(node.value); }));
  postcss.parse(css).walkRules((rule) => { if (rule.selector.includes(".")) collect.processSync(rule.selector); });
  return names;
}

function sources(folder) {
  let entries = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  return entries.filter((e) => e.isFile() && /\.(rs|html)$/.test(e.name)).map((e) => join(e.path, e.name));
}
