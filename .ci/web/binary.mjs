// The binary format of WebAssembly, as far as we read and write it. In: bytes. Out: sections, numbers, texts, names; and the same as bytes.

/** Kinds of sections. */
export const SECTION = { custom: 0, imports: 2, elements: 9, code: 10, data: 11 };

/** A module's sections in order: kind, where each starts, where its content does, where it ends. */
export function* sectionsOf(wasm) {
  for (let at = 8; at < wasm.length; ) {
    const start = at;
    const id = wasm[at];
    const [size, body] = readNumber(wasm, at + 1);
    at = body + size;
    yield { id, start, body, end: at };
  }
}

/** A module whose sections of one kind are written anew. */
export function withSection(wasm, kind, rewrite) {
  const parts = [wasm.subarray(0, 8)];
  for (const { id, start, body, end } of sectionsOf(wasm)) {
    if (id === kind) {
      const content = rewrite(wasm.subarray(body, end));
      parts.push(Buffer.from([id]), writeNumber(content.length), content);
    } else {
      parts.push(wasm.subarray(start, end));
    }
  }
  return Buffer.concat(parts);
}

/** LEB128, unsigned: the number and where it ends. */
export function readNumber(bytes, at) {
  let number = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    at += 1;
    number |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [number >>> 0, at];
  }
}

export function writeNumber(number) {
  const bytes = [];
  do {
    bytes.push((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
    number >>>= 7;
  } while (number > 0);
  return Buffer.from(bytes);
}

export function readText(bytes, at) {
  const [length, start] = readNumber(bytes, at);
  return { text: Buffer.from(bytes.subarray(start, start + length)).toString("utf8"), end: start + length };
}

export function writeText(text) {
  const bytes = Buffer.from(text, "utf8");
  return Buffer.concat([writeNumber(bytes.length), bytes]);
}

/** The names of functions by their index, from the section "name". */
export function functionNames(wasm) {
  const names = new Map();
  for (const { id, body, end } of sectionsOf(wasm)) {
    if (id !== SECTION.custom) continue;
    const section = readText(wasm, body);
    if (section.text !== "name") continue;
    for (let at = section.end; at < end; ) {
      const [size, start] = readNumber(wasm, at + 1);
      if (wasm[at] === 1) readNames(wasm, start, names);
      at = start + size;
    }
  }
  return names;
}

function readNames(wasm, start, names) {
  const [count, first] = readNumber(wasm, start);
  let at = first;
  for (let i = 0; i < count; i += 1) {
    const [index, behind] = readNumber(wasm, at);
    const name = readText(wasm, behind);
    names.set(index, name.text);
    at = name.end;
  }
}
