// The licences of everything the program is made of: the texts that its crates bring, a folder a crate, and a list. In: the folder to write. Whoever passes on the
// program passes on these. `.ci/release` writes the same as one file, with a tool that has to be built first; every test run builds an image.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const out = process.argv[2];
const cargo = (...words) => execFileSync("cargo", words, { encoding: "utf8", maxBuffer: 1 << 28 });

const host = /^host: (.*)$/m.exec(execFileSync("rustc", ["-vV"], { encoding: "utf8" }))[1];

// What is linked into a package of ours: neither what only builds nor what only tests.
function linkedInto(root, target) {
  const { packages, resolve } = JSON.parse(cargo("metadata", "--format-version", "1", "--locked", "--filter-platform", target));
  const byId = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const linked = new Set();
  const visit = (id) => {
    if (linked.has(id)) return;
    linked.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id).deps) if (dep_kinds.some(({ kind }) => kind === null)) visit(pkg);
  };
  visit(packages.find(({ name, source }) => name === root && source === null).id);
  return [...linked].map((id) => byId.get(id)).filter(({ source }) => source !== null);
}

// The web apps are inside of the program.
const all = [...linkedInto("vordruck", host), ...linkedInto("vordruck-frontend", "wasm32-unknown-unknown")];
const list = [];
for (const one of new Map(all.map((one) => [one.id, one])).values()) {
  const name = `${one.name}-${one.version}`;
  const folder = dirname(one.manifest_path);
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|copyright|notice|unlicense)/i.test(file) && !file.endsWith(".rs"));
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && texts.includes(entry.name));
  if (files.length > 0) mkdirSync(join(out, name), { recursive: true });
  for (const { name: file } of files) {
    copyFileSync(join(folder, file), join(out, name, file));
    // Some crates say that their licences can be run.
    chmodSync(join(out, name, file), 0o644);
  }
  list.push(`${name}\t${one.license ?? "see its texts"}\t${one.repository ?? ""}`);
}
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "LIST.tsv"), list.sort().join("\n") + "\n");
