// `node build.mjs`: writes dist/ (stylesheets, fonts, manifest.json). Same sources, same bytes; nothing to do takes no time.
// `node build.mjs --check`: builds, then measures contrasts, sizes and glyph coverage; fails when a limit is missed.
import { createHash } from "node:crypto";
import { brotliCompressSync } from "node:zlib";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const manifestPath = join(dist, "manifest.json");

const inputs = fingerprint();
if (!isCurrent(inputs)) await build(inputs);
else console.log("style: dist/ is up to date");
if (process.argv.includes("--check")) await (await import("./build/check.mjs")).check(here);

async function build(inputs) {
  const kern = join(here, "node_modules/@kern-ux/native/dist");
  if (!existsSync(kern)) throw new Error("style: dependencies are missing; run `npm ci` in style/");
  const [{ buildFonts, fontFaces }, { buildStylesheet }, wanted] = await Promise.all([
    import("./build/fonts.mjs"), import("./build/stylesheet.mjs"), import("./kern.config.mjs"),
  ]);
  // Built beside and moved: who reads dist/ meanwhile sees the old files or the new ones, never half of them.
  const fresh = `${dist}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const files = [];
  const put = (file, bytes, about) => {
    mkdirSync(dirname(join(fresh, file)), { recursive: true });
    writeFileSync(join(fresh, file), bytes);
    files.push({ file, ...about, bytes: bytes.length, brotli: brotliCompressSync(bytes).length, sha256: sha256(bytes) });
  };

  const fonts = await buildFonts(join(kern, "fonts"));
  const place = new Map(fonts.map((f) => [f, fontPath(f)]));
  for (const name of ["applicant", "postbox"]) {
    const { whole, parts } = buildStylesheet({
      entry: join(here, `${name}.css`),
      kernPath: join(kern, "kern.css"),
      wanted: wanted[name],
      fontFaces: fontFaces(fonts, (f) => place.get(f)),
      firstPage: wanted[`${name}FirstPage`],
    });
    put(`${name}.css`, whole, { role: "stylesheet", app: name });
    for (const { part, minified } of parts) put(`${name}-${part}.css`, minified, { role: "part of a stylesheet", app: name, part });
  }
  for (const font of fonts) put(place.get(font), font.bytes, { role: font.role, initial: font.initial, weight: font.weight });
  for (const licence of ["EUPL-1.2.txt", "OFL-FiraSans.txt", "OFL-NotoSans.txt"]) {
    put(`licences/${licence}`, readFileSync(join(here, "licences", licence)), { role: "licence", initial: false });
  }
  writeFileSync(join(fresh, "manifest.json"), `${JSON.stringify({ inputs, files }, null, 2)}\n`);
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
  for (const f of files) console.log(`style: ${String(f.bytes).padStart(7)} B ${String(f.brotli).padStart(7)} br  ${f.file}`);
}

/** Web fonts carry a digest in their name (they are cached for ever); the PDF's fonts are compiled in by name. */
function fontPath({ name, extension, role, bytes }) {
  return role === "document-font" ? `document/${name}.${extension}` : `fonts/${name}.${sha256(bytes).slice(0, 10)}.${extension}`;
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const file of sources()) hash.update(file).update("\0").update(readFileSync(join(here, file))).update("\0");
  return hash.digest("hex");
}

function sources() {
  const folders = [["", /\.(mjs|css)$|^package-lock\.json$/], ["build", /\.mjs$/], ["settings", /\.css$/], ["layout", /\.css$/], ["components", /\.css$/], ["licences", /\.txt$/]];
  return folders.flatMap(([folder, match]) => readdirSync(join(here, folder)).filter((f) => match.test(f)).map((f) => join(folder, f))).sort();
}

function isCurrent(inputs) {
  if (!existsSync(manifestPath)) return false;
  const manifest = JSON.parse(readFileSync(manifestPath, "utf8"));
  return manifest.inputs === inputs && manifest.files.every((f) => existsSync(join(dist, f.file)) && sha256(readFileSync(join(dist, f.file))) === f.sha256);
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
