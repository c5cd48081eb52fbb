// A line for every test that ran: file, name, whether it passed. In: the events of Node's test runner. Out: JSON lines, for the evidence.
import { fileURLToPath } from "node:url";
import { relative } from "node:path";

const root = fileURLToPath(new URL("../", import.meta.url));

export default async function* lines(events) {
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    // A suite is no test of its own, and the file is a test around its tests.
    if (data.details?.type === "suite" || data.name === data.file) continue;
    const left = data.skip !== undefined || data.todo !== undefined;
    yield `${JSON.stringify({ file: data.file ? relative(root, data.file) : "", name: data.name, result: left ? "left out" : type === "test:pass" ? "passed" : "failed" })}\n`;
  }
}
