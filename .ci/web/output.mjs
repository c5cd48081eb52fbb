// The folder of one app's files. In: content. Out: the file, under a name that its content decides.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export class Output {
  constructor(folder) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Adds <name>-<16 hex digits of its SHA-256>.<ending>; returns the file's name and its hash for `integrity`. */
  add(name, ending, content) {
    const file = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 16)}.${ending}`;
    this.write(file, content);
    return { file, integrity: integrityOf(content) };
  }

  write(file, content) {
    writeFileSync(join(this.folder, file), content);
  }
}

export const integrityOf = (content) => `sha384-${createHash("sha384").update(content).digest("base64")}`;
