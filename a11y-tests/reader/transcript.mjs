// Transcripts are kept beside the tests; a difference shows what people would hear differently. In: phrases. Out: nothing, or the difference.
// UPDATE_TRANSCRIPTS=1 writes them anew.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

export function expectTranscript(name, parts) {
  const file = new URL(`./transcripts/${name}.txt`, import.meta.url);
  const text = parts.map(({ title, phrases }) => `# ${title}\n${phrases.map(settled).join("\n")}\n`).join("\n");
  if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(file, text);
  assert.ok(existsSync(file), `there is no transcript ${name} yet: run with UPDATE_TRANSCRIPTS=1, and read it`);
  assert.equal(text, readFileSync(file, "utf8"), "what is heard has changed. If that is wanted: UPDATE_TRANSCRIPTS=1");
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
