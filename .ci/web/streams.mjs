// What leptos brings along for streams of server functions, which nothing here has. In: a module with names. Out: the same, whose table of
// functions no longer leads to them, so that they can be dropped; whoever could call them is dropped with the exports that nobody names.
import { SECTION, functionNames, readNumber, withSection, writeNumber } from "./binary.mjs";

const unused = /wasm_streams|IntoUnderlying/;

export function withoutStreams(wasm) {
  const names = functionNames(wasm);
  if (![...names.values()].some((name) => unused.test(name))) return wasm;
  const instead = [...names].find(([, name]) => name === "main")?.[0];
  if (instead === undefined) throw new Error("the module has no function main");
  return withSection(wasm, SECTION.elements, (elements) => {
    const [segments, first] = readNumber(elements, 0);
    const out = [writeNumber(segments)];
    let at = first;
    for (let i = 0; i < segments; i += 1) {
      const { start: entries, isWritten } = beforeEntries(elements, at);
      const [count, start] = readNumber(elements, entries);
      out.push(elements.subarray(at, start));
      at = start;
      for (let k = 0; k < count; k += 1) {
        // As an expression it stands between its instruction and an end; what is no function (0xd2) stays as it is.
        const [index, next] = readNumber(elements, isWritten ? at + 1 : at);
        const isUnused = (!isWritten || elements[at] === 0xd2) && unused.test(names.get(index) ?? "");
        const end = isWritten ? next + 1 : next;
        if (isWritten && elements[next] !== 0x0b) throw new Error("an entry of a table is written in an unknown way");
        const [before, behind] = isWritten ? [elements.subarray(at, at + 1), elements.subarray(next, end)] : [Buffer.of(), Buffer.of()];
        out.push(isUnused ? Buffer.concat([before, writeNumber(instead), behind]) : elements.subarray(at, end));
        at = end;
      }
    }
    return Buffer.concat(out);
  });
}

/** What stands before a segment's entries (WebAssembly 2.0, 5.5.12): a kind, a table, a constant place, the type of the entries. */
function beforeEntries(elements, at) {
  const [kind, behind] = readNumber(elements, at);
  let next = behind;
  if (kind & 2 && !(kind & 1)) [, next] = readNumber(elements, next);
  if (!(kind & 1)) {
    const [constant, end] = [elements[next], readNumber(elements, next + 1)[1]];
    if (![0x41, 0x23].includes(constant) || elements[end] !== 0x0b) throw new Error("a table's content stands at a place that is not constant");
    next = end + 1;
  }
  return { start: kind & 3 ? next + 1 : next, isWritten: (kind & 4) !== 0 };
}
