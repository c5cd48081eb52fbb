// Transcripts are kept beside the tests; a difference shows what people would hear differently. In: phrases. Out: nothing, or the difference.
// UPDATE_TRANSCRIPTS=1 writes them anew.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

export function expectTranscript(name, parts) {
  const file = new URL(`./transcripts/${name}.txt`, import.meta.url);
  const text = parts.map(({ title, phrases }) => `# ${title}\n${phrases.map(settled).join("\n")}\n`).join("\n");
  if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(file, text);
  assert.ok(existsSync(file), `there is no transcript ${name} yet: run with UPDATE_TRANSCRIPTS=1, and read it`);
  const difference = differenceOf(readFileSync(file, "utf8").split("\n"), text.split("\n"));
  assert.equal(difference, "", `what is heard has changed. If that is wanted: UPDATE_TRANSCRIPTS=1\n${difference}`);
}

/** Where two lists of lines part for the first time; "" if they don't. */
function differenceOf(before, now) {
  const at = before.findIndex((line, index) => line !== now[index]);
  if (at === -1 && before.length === now.length) return "";
  const from = at === -1 ? before.length : at;
  const part = (lines, sign) => lines.slice(from, from + 8).map((line) => `${sign} ${line}`).join("\n");
  return `from line ${from + 1}:\n${part(before, "-")}\n${part(now, "+")}`;
}

/** Without what is different each time. */
function settled(phrase) {
  return phrase
    .replaceAll(/\d{2}:\d{2}( Uhr)?/g, "‹time›$1")
    .replaceAll(/\d{2}\.\d{2}\.\d{4}/g, "‹day›")
    .replaceAll(/VD(-[0-9A-Z]{5}){2}/g, "‹reference›")
    .replaceAll(/V D, ([0-9A-Z] ?){5}, ([0-9A-Z] ?){5}/g, "‹reference, spelled›")
    .replaceAll(/\d+ (kB|KB|MB)/g, "‹size›");
}
