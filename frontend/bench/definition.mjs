// A neutral form of the benchmark as a process definition. In: the form as its CONTRACT describes it. Out: process.xml: one page, each
// section a group.

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
const named = (name, text) => `<${name}>${escaped(text)}</${name}>`;

const types = {
  text: "text", email: "email", tel: "phone", date: "date", number: "decimal", integer: "integer", textarea: "multi-line",
  select: "select", radio: "radios", checkbox: "consent", file: "file",
};

/** @param {{ id: string, title: string, sections: object[] }} form */
export function definitionOf(form) {
  const fields = form.sections.flatMap((section) => section.fields);
  const inRows = fields.filter(({ type }) => type === "repeat").flatMap((repeat) => repeat.fields);
  const all = new Map([...fields, ...inRows].map((field) => [field.id, field]));
  const sections = form.sections.map((section) => {
    const items = section.fields.map((field) => itemOf(field, all)).join("\n");
    return form.sections.length > 1 ? `<group id="${section.id}">${named("title", section.title)}\n${items}</group>` : items;
  });
  const lists = [...all.values()].filter(({ options }) => options).map((field) => {
    const entries = field.options.map((option, at) => `<entry code="${code(at)}">${named("label", option)}</entry>`);
    return `<code-list id="${listOf(field)}">${entries.join("")}</code-list>`;
  });
  const rules = fields.filter(({ pattern }) => pattern).map(ruleOf);
  return `<?xml version="1.0" encoding="UTF-8"?>
<process xmlns="urn:vordruck:process:1" id="${form.id}" version="1.0.0">
${named("title", form.title)}
${lists.join("\n")}
<page id="seite">${named("title", form.title)}
${sections.join("\n")}
</page>
${rules.join("\n")}
<handover><postbox/></handover>
<retention draft="P30D" postbox="P90D"/>
</process>
`;
}

function itemOf(field, all) {
  if (field.type === "repeat") {
    const items = field.fields.map((inner) => itemOf(inner, all) + (inner.pattern ? ruleOf(inner) : "")).join("\n");
    return `<repeat id="${field.id}" min="${field.rows}">${named("title", field.label)}<row>{number}</row><add>Weitere Zeile</add><remove>Zeile {number} entfernen</remove>\n${items}</repeat>`;
  }
  const type = types[field.type];
  if (!type) throw new Error(`${field.id}: no field of ours is a ${field.type}`);
  const attributes = {
    id: field.id,
    type,
    required: field.required ? "true" : undefined,
    visible: field.visibleIf && conditionOf(field.visibleIf, all.get(field.visibleIf.field)),
    autocomplete: field.autocomplete,
    options: field.options && listOf(field),
    min: field.min,
    max: field.max,
    scale: type === "decimal" ? 2 : undefined,
    "max-length": field.maxLength,
    accept: type === "file" ? "pdf jpeg png" : undefined,
    "max-size": type === "file" ? "10 MB" : undefined,
  };
  const written = Object.entries(attributes).filter(([, value]) => value !== undefined).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<field${written.join("")}>${named("label", field.label)}${field.help ? named("hint", field.help) : ""}</field>`;
}

const listOf = (field) => `liste_${field.id}`;
const code = (at) => `o${at + 1}`;

function conditionOf({ field, equals }, other) {
  return `${field} = "${other.options ? code(other.options.indexOf(equals)) : equals}"`;
}

function ruleOf({ id, pattern, patternMessage }) {
  const assert = `${id} = null or matches(${id}, "${pattern.replaceAll("\\", "\\\\")}")`;
  return `<rule id="muster_${id}" field="${id}" assert="${escaped(assert)}">${escaped(patternMessage)}</rule>`;
}
