// In: what style/ built for an app, with its own manifest. Out: its style sheet with the hashed names of its fonts, or the part of it that every page
// needs and the part that comes with the app; the fonts, and the licence texts that must go with them.
import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";

const dist = "style/dist";

/** The sheets, the fonts that every first page needs, and the licences. */
export function bundleStyle(app, output) {
  const { files } = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8"));
  const add = (path, name = basename(path, extname(path))) =>
    output.add(name, extname(path).slice(1), readFileSync(join(dist, path))).file;

  const names = new Map();
  for (const { file } of files.filter(({ role }) => role === "web-font")) names.set(file, add(file, basename(file).split(".")[0]));
  const sheet = (file) => {
    const css = readFileSync(join(dist, file), "utf8").replace(/url\(["']?(?!["']?(?:data:|#))([^"')]+)["']?\)/g, (_, path) => {
      if (!names.has(path)) throw new Error(`${file} names ${path}, which style/ did not build`);
      return `url(${names.get(path)})`;
    });
    return output.add(basename(file, ".css"), "css", css);
  };
  const parts = Object.fromEntries(files.filter((f) => f.part && f.app === app).map(({ part, file }) => [part, file]));
  return {
    styles: [sheet(parts.first ?? `${app}.css`)],
    further_styles: parts.further ? [sheet(parts.further)] : [],
    fonts: files.filter(({ role, initial }) => role === "web-font" && initial).map(({ file }) => names.get(file)),
    licences: files.filter(({ role }) => role === "licence").map(({ file }) => add(file)),
  };
}
