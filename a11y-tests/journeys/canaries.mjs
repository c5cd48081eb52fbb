// Distinctive strings that are typed into a form, and the search for them wherever bytes are stored. In: folders and texts. Out:
// where a canary was found, in which form.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** All the forms in which a string could have been written down. */
export function formsOf(text) {
  const utf8 = Buffer.from(text, "utf8");
  const base64 = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), utf8]).toString("base64"))
    // What depends on the neighbours is cut off: the first and the last group.
    .map((encoded) => encoded.slice(4, -4)).filter((encoded) => encoded.length >= 6);
  const forms = {
    plain: utf8,
    "UTF-16LE": Buffer.from(text, "utf16le"),
    "UTF-16BE": Buffer.from(text, "utf16le").swap16(),
    hex: Buffer.from(utf8.toString("hex")),
    HEX: Buffer.from(utf8.toString("hex").toUpperCase()),
    URL: Buffer.from(encodeURIComponent(text)),
    JSON: Buffer.from(JSON.stringify(text).slice(1, -1)),
    "quoted-printable": Buffer.from([...utf8].map((byte) => (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte))).join("")),
  };
  base64.forEach((encoded, shift) => {
    forms[`base64 ${shift}`] = Buffer.from(encoded);
    forms[`base64url ${shift}`] = Buffer.from(encoded.replaceAll("+", "-").replaceAll("/", "_"));
  });
  return forms;
}

/** Every place below the folders, and in the named texts, where a canary is. */
export function findCanaries(canaries, folders, texts = {}) {
  const forms = canaries.map((canary) => [canary, formsOf(canary)]);
  const found = [];
  const look = (name, bytes) => {
    for (const [canary, written] of forms) {
      for (const [form, needle] of Object.entries(written)) {
        if (bytes.includes(needle)) found.push(`${canary} (${form}) in ${name}`);
      }
    }
  };
  for (const folder of folders) for (const file of filesBelow(folder)) look(file, readFileSync(file));
  for (const [name, text] of Object.entries(texts)) look(name, Buffer.from(text, "utf8"));
  return found;
}

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
