// In: the folder of the apps, compressed. Out: manifest.json: for each app its entry script, wasm, styles (of every page, and those the
// entry script adds), fonts and lazy parts, and for every file its media type, sizes in bytes and hash. The servers read this and nothing else.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { integrityOf } from "./output.mjs";

const mediaTypes = {
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
};

const folder = process.argv[2];
const apps = {};
for (const app of readdirSync(folder).sort()) {
  const roles = join(folder, app, "roles.json");
  apps[app] = { ...JSON.parse(readFileSync(roles)), files: describe(join(folder, app)) };
  rmSync(roles);
}
writeFileSync(join(folder, "manifest.json"), `${JSON.stringify({ format: 1, apps }, null, 2)}\n`);

function describe(folder) {
  const names = readdirSync(folder).filter((name) => !/\.(br|gz|json)$/.test(name)).sort();
  return Object.fromEntries(names.map((name) => [name, describeFile(join(folder, name))]));
}

function describeFile(path) {
  const media_type = mediaTypes[extname(path)];
  if (!media_type) throw new Error(`no media type known for ${path}`);
  const content = readFileSync(path);
  const sizeOf = (file) => (existsSync(file) ? statSync(file).size : undefined);
  return {
    media_type,
    bytes: content.length,
    brotli_bytes: sizeOf(`${path}.br`),
    gzip_bytes: sizeOf(`${path}.gz`),
    integrity: integrityOf(content),
  };
}
