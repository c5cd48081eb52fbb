// In: KERN's font files. Out: subsets for the web (woff2, by unicode-range) and for the PDF (TrueType), with the
// @font-face rules. May not know: components, paths of the output.
import { readFileSync } from "node:fs";
import subsetFont from "subset-font";
import { codePoints, sequences, isGreekOrCyrillic } from "./din91379.mjs";

const webFeatures = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"];
const documentFeatures = ["kern", "mark", "mkmk", "ccmp", "locl"];

// What a German or English form shows before anyone types a rarer name: each further letter here is paid for by every visitor.
const basic = expand("20-5B 5D 5F 61-7A A0 A7 B0 B7 C4 D6 DC DF E4 E9 F6 FC 2013 2018-201A 201C-201E 2022 2026 20AC");
const typographic = expand("2010-2015 2018-201F 2020-2022 2026 2030 2032-2033 2039-203A 20AC 2116 2122 2190-2193 2212 2260 2264-2265");
const latin = codePoints.filter((cp) => !isGreekOrCyrillic(cp));
const marks = unique(sequences.flatMap((s) => [...s]).map((c) => c.codePointAt(0)).filter((cp) => cp >= 0x300 && cp <= 0x36f));

/** @returns {Promise<Font[]>}; a Font is {name, extension, bytes, role, initial, family, weight, covers} */
export async function buildFonts(fontFolder) {
  const files = [];
  for (const [weight, fira, noto] of [
    [400, "fira-sans/FiraSans-Regular.woff2", "noto-sans/NotoSans-Regular.woff2"],
    [600, "fira-sans/FiraSans-SemiBold.woff2", "noto-sans/NotoSans-Bold.woff2"],
  ]) {
    const firaBytes = readFileSync(`${fontFolder}/${fira}`);
    const notoBytes = readFileSync(`${fontFolder}/${noto}`);
    const firaHas = await coverage(firaBytes);
    const further = [...latin, ...typographic].filter((cp) => firaHas.has(cp) && !basic.includes(cp));
    files.push(
      await web("fira-sans", weight, "basic", firaBytes, basic.filter((cp) => firaHas.has(cp)), true),
      await web("fira-sans", weight, "further", firaBytes, further, false),
      // Letters Fira Sans lacks, and letters to combine with marks: a family of its own, fetched only when one is met.
      await web("vordruck-latin", weight, "rare", notoBytes, latin.concat(marks), false),
      await forDocument("noto-sans", weight, notoBytes, [...codePoints, ...typographic, ...marks]),
      await forDocument("symbols", weight, firaBytes, expand("221E 2260 2264-2265 2190-2193")),
    );
  }
  return files;
}

async function web(family, weight, part, bytes, wanted, initial) {
  const has = await coverage(bytes);
  const covers = unique(wanted).filter((cp) => has.has(cp));
  const woff2 = await subsetFont(bytes, text(covers), {
    targetFormat: "woff2", keepFeatures: webFeatures, noHinting: true, dropTables: ["DSIG"],
  });
  return { name: `${family}-${weight}-${part}`, extension: "woff2", bytes: woff2, role: "web-font", initial, family, weight, part, covers };
}

async function forDocument(family, weight, bytes, wanted) {
  const has = await coverage(bytes);
  const covers = unique(wanted).filter((cp) => has.has(cp));
  const ttf = await subsetFont(bytes, text(covers), {
    targetFormat: "truetype", keepFeatures: documentFeatures, noHinting: true, dropTables: ["DSIG"],
  });
  return { name: `${family}-${weight}`, extension: "ttf", bytes: ttf, role: "document-font", initial: false, family, weight, covers };
}

/** The rules for what `buildFonts` made; `url(font)` says where a file lies, relative to the stylesheet. */
export function fontFaces(files, url) {
  const faces = files.filter((f) => f.role === "web-font").map((f) => {
    const family = f.family === "fira-sans" ? "Fira Sans" : "Vordruck Latin";
    const range = f.family === "fira-sans" ? `unicode-range:${unicodeRange(f.covers)};` : "";
    return `@font-face{font-family:"${family}";font-weight:${f.weight};font-display:swap;src:url(${url(f)}) format("woff2");${range}}`;
  });
  return faces.join("\n") + fallbackFaces;
}

// Widths of Fira Sans over Arial's, weighted by German letter frequency: 1.034 regular, 0.960 semibold;
// ascent 0.935 and descent 0.265 of an em, divided by that. Text does not jump when the font arrives.
const arial = 'src:local("Arial"),local("Liberation Sans"),local("Helvetica Neue"),local("Roboto");';
const arialBold = 'src:local("Arial Bold"),local("Liberation Sans Bold"),local("Helvetica Neue Bold"),local("Roboto Bold");';
const fallbackFaces = `
@font-face{font-family:"Fira Sans Fallback";font-weight:400;${arial}size-adjust:103.4%;ascent-override:90.4%;descent-override:25.6%;line-gap-override:0%}
@font-face{font-family:"Fira Sans Fallback";font-weight:600;${arialBold}size-adjust:96%;ascent-override:97.4%;descent-override:27.6%;line-gap-override:0%}
`;

function unicodeRange(cps) {
  const sorted = unique(cps);
  const parts = [];
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (sorted[j + 1] === sorted[j] + 1) j += 1;
    const hex = (n) => n.toString(16).toUpperCase();
    parts.push(i === j ? `U+${hex(sorted[i])}` : `U+${hex(sorted[i])}-${hex(sorted[j])}`);
    i = j + 1;
  }
  return parts.join(",");
}

/** Code points in the font's cmap (formats 4 and 12). */
export async function coverage(bytes) {
  const { convert } = (await import("fontverter")).default;
  const sfnt = await convert(bytes, "truetype");
  const view = new DataView(sfnt.buffer, sfnt.byteOffset, sfnt.byteLength);
  const tables = view.getUint16(4);
  let cmap = 0;
  for (let i = 0; i < tables; i += 1) {
    if (view.getUint32(12 + 16 * i) === 0x636d6170) cmap = view.getUint32(12 + 16 * i + 8);
  }
  const found = new Set();
  for (let i = 0; i < view.getUint16(cmap + 2); i += 1) {
    const table = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    const format = view.getUint16(table);
    if (format === 4) readFormat4(view, table, found);
    if (format === 12) readFormat12(view, table, found);
  }
  return found;
}

function readFormat4(view, table, found) {
  const segments = view.getUint16(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * segments + 2;
  for (let s = 0; s < segments; s += 1) {
    const first = view.getUint16(starts + 2 * s);
    const last = view.getUint16(ends + 2 * s);
    const delta = view.getUint16(starts + 2 * (segments + s));
    const offsetAt = starts + 2 * (2 * segments + s);
    const offset = view.getUint16(offsetAt);
    for (let cp = first; cp <= last && cp !== 0xffff; cp += 1) {
      const raw = offset === 0 ? cp : view.getUint16(offsetAt + offset + 2 * (cp - first));
      if (raw !== 0 && ((raw + delta) & 0xffff) !== 0) found.add(cp);
    }
  }
}

function readFormat12(view, table, found) {
  for (let g = 0; g < view.getUint32(table + 12); g += 1) {
    const at = table + 16 + 12 * g;
    for (let cp = view.getUint32(at); cp <= view.getUint32(at + 4); cp += 1) found.add(cp);
  }
}

function expand(ranges) {
  return ranges.split(" ").flatMap((range) => {
    const [first, last = first] = range.split("-").map((hex) => Number.parseInt(hex, 16));
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

function unique(cps) {
  return [...new Set(cps)].sort((a, b) => a - b);
}

const text = (cps) => String.fromCodePoint(...cps);
