// In: the tree of a whole stylesheet, the classes of a page as a server renders it. Out: two trees that are the whole together: `first` is all that
// such a page needs, `further` comes after it when the app begins. May not know: components, files.
//
// Parting a sheet changes which of two rules comes later. `further` therefore repeats a rule of `first` wherever that could change who wins: where it
// keeps, before that rule, another of the same specificity that sets a related property and may match the same element.
import { selectorSpecificity } from "@csstools/selector-specificity";
import selectorParser from "postcss-selector-parser";
import { isKeyframe, namedClasses } from "./rules.mjs";

/** @param {string[]} classes by their full names */
export function partOff(root, classes) {
  const first = root.clone();
  const repeated = new Set();
  const rules = rulesOf(root);
  rulesOf(first).forEach((rule, at) => {
    const kept = rule.selectors.filter((selector) => namedClasses(selector).every((name) => classes.includes(name)));
    if (kept.length === rule.selectors.length) repeated.add(rules[at]);
    else if (kept.length > 0) rule.selectors = kept;
    else rule.remove();
  });
  tidy(first);

  const said = saidOnce(rules, repeated);
  const further = root.clone();
  rulesOf(further).forEach((rule, at) => { if (said.has(rules[at])) rule.remove(); });
  further.walkAtRules("font-face", (face) => { face.remove(); });
  tidy(further);
  return { first, further };
}

/** Of the rules that `first` has whole, those which `further` need not repeat. */
function saidOnce(rules, repeated) {
  const said = new Set(repeated);
  const facts = new Map(rules.map((rule) => [rule, factsOf(rule)]));
  for (let before = -1; before !== said.size;) {
    before = said.size;
    rules.forEach((rule, at) => {
      const rivals = rules.slice(0, at).filter((other) => !said.has(other));
      if (said.has(rule) && rivals.some((other) => mayCollide(facts.get(rule), facts.get(other)))) said.delete(rule);
    });
  }
  return said;
}

function factsOf(rule) {
  const subjects = [];
  selectorParser((tree) => tree.each((selector) => {
    const { a, b, c } = selectorSpecificity(selector);
    const compound = selector.nodes.slice(selector.nodes.findLastIndex((node) => node.type === "combinator") + 1);
    const components = compound.filter((node) => node.type === "class" && node.value.startsWith("kern-")).map((node) => componentOf(node.value));
    const drawn = compound.filter((node) => node.type === "pseudo" && node.value.startsWith("::")).map((node) => node.value);
    subjects.push({ weight: `${a},${b},${c},${drawn}`, components });
  })).processSync(rule.selector);
  const properties = new Set();
  rule.each((node) => { if (node.type === "decl") properties.add(familyOf(node.prop) + (node.important ? "!" : "")); });
  return { subjects, properties };
}

function mayCollide(one, other) {
  if (![...one.properties].some((property) => other.properties.has(property))) return false;
  return one.subjects.some((a) => other.subjects.some((b) => a.weight === b.weight && maySitTogether(a.components, b.components)));
}

/** No element is two of KERN's components at once, a summary's title excepted; `check.mjs` looks for others in the sources. */
function maySitTogether(some, others) {
  return some.length === 0 || others.length === 0 || some.some((component) => others.includes(component));
}

export const componentOf = (name) => name.split(/__|--/)[0].replace("kern-summary", "kern-title");

/** A shorthand and what it sets begin alike (`margin`, `margin-block-start`), but for these. */
const alike = { line: "font", width: "inline", height: "block", top: "inset", right: "inset", bottom: "inset", left: "inset", row: "gap", column: "gap", align: "place", justify: "place" };
function familyOf(property) {
  if (property.startsWith("--") || property === "color-scheme") return property;
  const begin = property.replace(/^-(webkit|moz)-/, "").split("-")[0];
  return alike[begin] ?? begin;
}

function rulesOf(root) {
  const rules = [];
  root.walkRules((rule) => { if (!isKeyframe(rule)) rules.push(rule); });
  return rules;
}

/** Without keyframes nobody moves by, conditions nothing stands under. */
function tidy(root) {
  const moved = [];
  root.walkDecls(/^(-webkit-)?animation/, (decl) => { moved.push(...decl.value.split(/[\s,]+/)); });
  root.walkAtRules((rule) => { if (/keyframes$/.test(rule.name) && !moved.includes(rule.params)) rule.remove(); });
  root.walkAtRules((rule) => { if (rule.nodes?.length === 0) rule.remove(); });
}
