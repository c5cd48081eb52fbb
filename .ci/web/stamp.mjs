// In: the versions of the tools, as arguments. Out: one hash over them and over every file that the web apps are made of.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const inputs = [
  ".ci/build-web", ".ci/web", ".ci/versions", ".ci/tools/package-lock.json", "Cargo.lock", "Cargo.toml", "trunk.toml",
  "frontend", "shared-model", "style",
];
// Generated, or never part of an app.
const skipped = new Set(["node_modules", "dist", "target", "tests", "fuzz", "processes"]);

const hash = createHash("sha256");
for (const argument of process.argv.slice(2)) hash.update(argument);
for (const file of inputs.flatMap(filesOf)) hash.update(`\0${file}\0`).update(readFileSync(file));
console.log(hash.digest("hex"));

function filesOf(path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
  return entries
    .filter((entry) => !skipped.has(entry.name) && (entry.isFile() || entry.isDirectory()))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
}
