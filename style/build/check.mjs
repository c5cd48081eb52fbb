// In: dist/ as built. Out: nothing, or an error that lists every missed limit: contrast, size, glyphs, foreign addresses.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import postcss from "postcss";
import { formatCss, formatHex, interpolate, parse, wcagContrast } from "culori";
import { classesTogether, classesWithoutRule } from "./classes.mjs";
import { componentOf } from "./first.mjs";
import { coverage } from "./fonts.mjs";
import { codePoints, isGreekOrCyrillic, sequences } from "./din91379.mjs";

// Noto Sans as KERN ships it lacks these; the document crate falls back to symbols-*.ttf for them.
const knownMissing = { "document/noto-sans": [0x221e, 0x2264, 0x2265] };

// Foreground token, background token, least ratio. 7: WCAG 1.4.6 (text), 3: 1.4.11 (edges, marks, focus).
const text = "--kern-color-layout-text-default";
const muted = "--kern-color-layout-text-muted";
const page = "--kern-color-layout-background-default";
const surface = "--kern-color-layout-background-default-surface";
const action = "--kern-color-action-default";
const feedback = (kind) => [`--kern-color-feedback-${kind}`, `--kern-color-feedback-${kind}-background`];
const pairs = [
  [text, page, 7], [text, surface, 7], [muted, page, 7], [muted, surface, 7],
  [action, page, 7], [action, surface, 7], ["--kern-color-action-on-default", action, 7],
  ["--kern-color-action-on-default", "--kern-color-action-state-indicator-shade-hover", 7],
  ["--kern-color-action-on-default", "--kern-color-action-state-indicator-shade-active", 7],
  ["--kern-color-action-visited", page, 7],
  ["--kern-color-action-focus-default", page, 3], ["--kern-color-action-focus-default", surface, 3],
  ["--kern-color-form-input-border", page, 3], ["--kern-color-layout-border", page, 3],
  ...["danger", "info", "success", "warning"].flatMap((kind) => {
    const [mark, ground] = feedback(kind);
    return [[text, ground, 7], [mark, ground, 3], [mark, page, 3]];
  }),
];

const budgets = [[/^applicant\.css$/, "brotli", 14_000], [/^applicant-first\.css$/, "brotli", 6_000], [/^postbox\.css$/, "brotli", 16_000], [/-basic\./, "bytes", 14_000], [/^document\//, "bytes", 120_000]];

export async function check(here) {
  const { files } = JSON.parse(readFileSync(join(here, "dist/manifest.json"), "utf8"));
  const read = (file) => readFileSync(join(here, "dist", file));
  const missed = [...sizes(files)];
  for (const { file } of files.filter((f) => f.role === "stylesheet")) {
    missed.push(...contrasts(file, read(file).toString()), ...addresses(file, read(file).toString()), ...weights(file, read(file).toString()));
  }
  missed.push(...fixedColours(here, "applicant.css", read("applicant.css").toString()));
  missed.push(...(await glyphs(files, read)));
  missed.push(...unstyled(here, files, read), ...parted(here, read));
  if (missed.length > 0) throw new Error(`style: ${missed.length} limits missed\n  ${missed.join("\n  ")}`);
  console.log("style: contrasts, sizes, addresses and glyphs are within their limits");
}

function* sizes(files) {
  for (const [name, measure, limit] of budgets) {
    const matching = files.filter((f) => name.test(f.file));
    if (matching.length === 0) yield `nothing matches ${name}`;
    for (const f of matching) if (f[measure] > limit) yield `${f.file}: ${f[measure]} B ${measure}, allowed are ${limit}`;
  }
}

function* contrasts(file, css) {
  for (const scheme of ["light", "dark", "dark by attribute"]) {
    const tokens = tokensOf(css, scheme);
    for (const [fore, back, least] of pairs) {
      const [f, b] = [resolve(fore, tokens), resolve(back, tokens)];
      if (!parse(f ?? "") || !parse(b ?? "")) yield `${file}, ${scheme}: ${fore} on ${back} has no colour (${f}, ${b})`;
      else if (wcagContrast(f, b) < least) yield `${file}, ${scheme}: ${fore} ${f} on ${back} ${b} is ${wcagContrast(f, b).toFixed(2)}:1, needed ${least}:1`;
    }
  }
}

/** The colours that the check of a tenant's theme measures with are those that are built. */
function* fixedColours(here, file, css) {
  const pairs = JSON.parse(readFileSync(join(here, "settings/pairs.json"), "utf8"));
  for (const scheme of ["light", "dark"]) {
    const tokens = tokensOf(css, scheme);
    for (const [name, token] of Object.entries(pairs.tokens)) {
      const built = formatHex(parse(resolve(token, tokens) ?? ""));
      if (built !== pairs[scheme][name]) yield `settings/pairs.json: ${scheme} ${name} is ${pairs[scheme][name]}, ${file} has ${built}`;
    }
  }
}

/** The tokens on the root element as a browser would cascade them for a scheme. */
function tokensOf(css, scheme) {
  const tokens = new Map();
  const strong = new Map();
  postcss.parse(css).walkDecls(/^--/, (decl) => {
    const { selector } = decl.parent;
    const media = decl.parent.parent.type === "atrule" ? decl.parent.parent.params : "";
    if (selector === ":root" && media === "") tokens.set(decl.prop, decl.value);
    if (scheme === "dark" && /prefers-color-scheme: ?dark/.test(media)) tokens.set(decl.prop, decl.value);
    if (scheme === "dark by attribute" && selector.includes("[data-kern-theme=dark]")) strong.set(decl.prop, decl.value);
  });
  return new Map([...tokens, ...strong]);
}

function resolve(name, tokens, depth = 0) {
  const value = tokens.get(name);
  const reference = value?.match(/^var\((--[\w-]+)\)$/);
  if (reference && depth < 9) return resolve(reference[1], tokens, depth + 1);
  return mixed(value, tokens, depth);
}

/** `color-mix(in oklch, <token>, <colour> <share>%)` as a colour; everything else as it is. */
function mixed(value, tokens, depth) {
  const [, token, other, share] = value?.match(/^color-mix\(in oklch, ?var\((--[\w-]+)\), ?([#\w]+) (\d+)%\)$/) ?? [];
  const base = token && depth < 9 ? parse(resolve(token, tokens, depth + 1) ?? "") : undefined;
  return base ? formatCss(interpolate([base, parse(other)], "oklch")(Number(share) / 100)) : value;
}

/** A KERN class that was left out looks broken; one of ours without a rule may be a mere hook, so it is only told. */
function unstyled(here, files, read) {
  const sheets = files.filter((f) => f.role === "stylesheet").map((f) => read(f.file).toString());
  const folders = ["frontend/src", "backend/public/src", "backend/private/src", "backend/vordruck/src"].map((f) => join(here, "..", f));
  const lines = classesWithoutRule(sheets, folders);
  for (const line of lines.filter((l) => l.startsWith("vd-"))) console.log(`style: no rule for ${line}`);
  return lines.filter((l) => l.startsWith("kern-")).map((l) => `no rule for ${l}; add it to kern.config.mjs`);
}

/** What parting the applicant's sheet stands on (`first.mjs`), and the pages that have its first part only. */
function* parted(here, read) {
  const pages = join(here, "../backend/public/src/pages");
  const withAllSheets = ["tenant.rs", "embedding.rs", "gateway.rs", "fault.rs"].map((name) => join(pages, name));
  const without = (sheet) => classesWithoutRule([read(sheet).toString()], [pages]);
  const mereNames = without("applicant.css");
  for (const line of without("applicant-first.css")) {
    if (!mereNames.includes(line) && !withAllSheets.some((file) => line.endsWith(`(${file})`))) yield `first page: no rule for ${line}; add it to kern.config.mjs`;
  }
  if (/--vd-theme-[\w-]+:/.test(read("applicant-further.css").toString())) yield "applicant-further.css sets what a tenant has set before it";
  for (const { classes, file } of classesTogether([join(here, "../frontend/src"), pages])) {
    const components = new Set(classes.filter((name) => name.startsWith("kern-")).map(componentOf));
    if (components.size > 1) yield `${file}: ${classes.join(" ")} is two of KERN's components at once, which parting the sheet does not expect`;
  }
}

/** The content security policy allows own files and data: images, nothing else. */
function* addresses(file, css) {
  for (const [, url] of css.matchAll(/url\(\s*["']?([^"')]{0,60})/g)) {
    if (!/^(data:image\/svg\+xml|fonts\/)/.test(url)) yield `${file}: address ${url}`;
  }
}

/** Only 400 and 600 are shipped; another weight would be drawn by the browser or fall back unseen. */
function* weights(file, css) {
  for (const [, weight] of css.matchAll(/font-weight:(\d+)/g)) {
    if (!["400", "600"].includes(weight)) yield `${file}: font-weight ${weight} is not shipped`;
  }
}

async function glyphs(files, read) {
  const missed = [];
  const needed = new Set([...codePoints, ...sequences.flatMap((s) => [...s].map((c) => c.codePointAt(0)))]);
  for (const weight of [400, 600]) {
    const of = (match) => coverageOf(files.filter((f) => f.weight === weight && match(f)), read);
    const documentHas = await of((f) => f.file.startsWith("document/noto-sans"));
    const allowed = knownMissing["document/noto-sans"];
    for (const cp of needed) if (!documentHas.has(cp) && !allowed.includes(cp)) missed.push(`document ${weight}: U+${cp.toString(16)}`);
    const symbols = await of((f) => f.file.startsWith("document/symbols"));
    for (const cp of allowed) if (!symbols.has(cp)) missed.push(`document symbols ${weight}: U+${cp.toString(16)}`);
    const webHas = await of((f) => f.role === "web-font");
    for (const cp of needed) if (!isGreekOrCyrillic(cp) && !webHas.has(cp)) missed.push(`web ${weight}: U+${cp.toString(16)}`);
    // A letter with a combining mark is drawn by one font only.
    const rare = await of((f) => f.file.includes("-rare."));
    for (const s of sequences) if (![...s].every((c) => rare.has(c.codePointAt(0)))) missed.push(`web ${weight}: sequence ${s}`);
  }
  return missed;
}

/** One after the other: the woff2 decoder mixes up concurrent calls. */
async function coverageOf(fonts, read) {
  const found = new Set();
  for (const font of fonts) for (const cp of await coverage(read(font.file))) found.add(cp);
  return found;
}
