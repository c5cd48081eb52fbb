// The clauses of EN 301 549 v3.2.1 that apply to what Vordruck is, and the criteria of WCAG 2.2 beyond them. In: the two tables. Out: one row a
// clause: what it demands, what shows that it is met, or why it does not apply.
import { readFileSync } from "node:fs";

const read = (name) => {
  const [head, ...lines] = readFileSync(new URL(name, import.meta.url), "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
  return lines.map((cells) => {
    if (cells.length !== head.length) throw new Error(`${name}: ${cells[0]} has ${cells.length} columns, not ${head.length}`);
    return Object.fromEntries(head.map((key, at) => [key, cells[at] === "-" ? "" : cells[at]]));
  });
};

/** `{ clause, wcag, level, title: { de, en }, tests, manual, not: { de, en } | undefined, chapter }` */
export function clauses() {
  const criteria = read("criteria.tsv");
  const inStandard = criteria.filter(({ level }) => level === "A" || level === "AA");
  const beyond = criteria.filter((one) => !inStandard.includes(one));
  const web = inStandard.map((one) => row(`9.${one.wcag}`, one.wcag, one, one.tests, one.manual, one.not, 9));
  const documents = inStandard.map((one) => row(`10.${one.wcag}`, one.wcag, one, one.pdf, one.pdf_not ? "" : "pdf", one.pdf_not, 10));
  const further = read("further.tsv").map((one) => row(one.clause, "", { ...one, level: "" }, one.tests, one.manual, one.not, Number(one.clause.split(".")[0])));
  const of = (chapter) => further.filter((one) => one.chapter === chapter);
  const more = beyond.map((one) => row(`WCAG ${one.wcag}`, one.wcag, one, one.tests, one.manual, one.not, "WCAG"));
  return [...web, ...of(9), ...documents, ...of(10), ...of(11), ...of(12), ...more];
}

function row(clause, wcag, { level, de, en }, tests, manual, not, chapter) {
  const [german, english] = not.split(" | ");
  return { clause, wcag, level, title: { de, en }, tests: words(tests), manual: words(manual), not: not ? { de: german, en: english } : undefined, chapter };
}

const words = (text) => text.split(" ").filter(Boolean);
