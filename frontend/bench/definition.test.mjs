// What the benchmark's page is made of, without the benchmark: a small form with all that its contract knows becomes a definition that compiles without a
// word. That the page's program compiles, lint says. In: the built command; see `.ci/steps/test-cli`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { definitionOf } from "./definition.mjs";

const compiler = process.env.VORDRUCK_COMPILER ?? "target/release/vordruck";
const folder = mkdtempSync(join(tmpdir(), "vordruck-bench-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const field = (id, type, more = {}) => ({ id, type, label: `${id} & „${type}“`, ...more });
const form = {
  id: "probe",
  title: "Probe <1>",
  sections: [
    {
      id: "s1",
      title: "Angaben",
      fields: [
        field("anrede", "select", { required: true, options: ["Frau", "Herr"] }),
        field("vorname", "text", { required: true, maxLength: 80, autocomplete: "given-name", help: "wie im Ausweis" }),
        field("hausnummer", "text", { pattern: "^[0-9]{1,4}[a-zA-Z]?$", patternMessage: "Bitte geben Sie eine Hausnummer an." }),
        field("geboren", "date", { autocomplete: "bday" }),
        field("post", "email"), field("telefon", "tel"), field("anzahl", "integer", { min: 1, max: 9 }), field("betrag", "number"),
        field("text", "textarea", { maxLength: 500 }), field("art", "radio", { options: ["eins", "zwei"] }), field("einverstanden", "checkbox", { required: true }),
        field("nachweis", "file"), field("welche", "text", { required: true, visibleIf: { field: "art", equals: "zwei" } }),
        field("warum", "text", { visibleIf: { field: "vorname", equals: "Ada" } }),
      ],
    },
    { id: "s2", title: "Personen", fields: [{ ...field("personen", "repeat"), rows: 2, fields: [field("name", "text", { required: true })] }] },
  ],
};

test("a form with every type of field, conditions, patterns and rows compiles", () => {
  writeFileSync(join(folder, "process.xml"), definitionOf(form));
  const compiled = join(folder, "probe.form");
  const tenant = ["--tenant", "backend/vordruck/src/demo/musterstadt.toml", "--root-fingerprint", "0".repeat(64)];
  execFileSync(compiler, ["process", "compile", folder, ...tenant, "--output", compiled], { stdio: ["ignore", "ignore", "inherit"] });
  assert.ok(statSync(compiled).size > 500);
});

test("what our forms have no field for is refused", () => {
  const odd = { ...form, sections: [{ id: "s", title: "S", fields: [field("farbe", "color")] }] };
  assert.throws(() => definitionOf(odd), /farbe: no field of ours is a color/);
});
