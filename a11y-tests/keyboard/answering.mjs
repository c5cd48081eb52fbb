// Answers the questions of a page with the keyboard, in the order in which they come. In: hands, answers by path. Out: focus on the button that
// goes on. What has no answer is passed by.
import assert from "node:assert/strict";

const NEXT = "vd-weiter";

/** From where focus is to the button that goes on. `attach(stop, files)` opens the file dialog, which is the browser's own. */
export async function answerPage(hands, answers, attach) {
  const added = new Set();
  for (let stops = 0; stops < 250; stops += 1) {
    const stop = await hands.tab();
    assert.ok(!stop.atEnd, "the page ends before the button to go on");
    if (stop.id === NEXT) return;
    await answer(hands, stop, answers, added, attach);
  }
  assert.fail("there is no way to the button to go on");
}

async function answer(hands, stop, answers, added, attach) {
  const { id, type, question } = stop;
  if (id.endsWith("-add")) return add(hands, stop, answers, added);
  const [path, part] = partOf(id, answers);
  // Of several boxes the first one has the question's id; a box of its own is its question.
  const given = answers[type === "radio" || type === "checkbox" ? (answers[id] ? id : question) : path];
  if (!given) return;
  if (type === "radio") return choose(hands, given.text);
  if (type === "checkbox") return tick(hands, stop, given);
  if (type === "file") return attach?.(stop, given.files);
  if (given.date) return replace(hands, stop, given.date[part]);
  if (stop.tag === "select") return pick(hands, given.text);
  if (given.text !== undefined && stop.tag !== "button" && stop.tag !== "a") await replace(hands, stop, given.text);
}

/** `geburtsdatum-month` is a part of `geburtsdatum`. */
function partOf(id, answers) {
  if (answers[id]?.date) return [id, "day"];
  const [, path, part] = /^(.*)-(month|year)$/.exec(id) ?? [];
  return answers[path]?.date ? [path, part] : [id, ""];
}

/** Arrow keys choose within a group; space takes the first one. */
async function choose(hands, code) {
  const codes = await hands.page.evaluate(() => [...document.getElementsByName(document.activeElement.name)].map(({ value }) => value));
  assert.ok(codes.includes(code), `${code} is not among ${codes.join(", ")}`);
  if (!(await hands.focused()).checked) await hands.press(" ");
  for (let steps = 0; steps < codes.length && (await hands.focused()).value !== code; steps += 1) await hands.press("ArrowDown");
  const now = await hands.focused();
  assert.ok(now.checked && now.value === code, `${code} cannot be chosen by arrow keys`);
}

async function tick(hands, stop, given) {
  const wanted = given.choices ? given.choices.includes(stop.value) : given.text === "yes";
  if (stop.checked !== wanted) await hands.press(" ");
  assert.equal((await hands.focused()).checked, wanted);
}

/** A closed list is searched by typing; the first letters of options can be the same, so by arrow keys. */
async function pick(hands, code) {
  for (let steps = 0; steps < 300; steps += 1) {
    if ((await hands.focused()).value === code) return;
    await hands.press("ArrowDown");
  }
  assert.fail(`${code} cannot be chosen by arrow keys`);
}

async function replace(hands, stop, text) {
  if (stop.value === text) return;
  if (stop.value) await hands.press("Delete");
  await hands.type(text);
  assert.equal((await hands.focused()).value, text, `typing into ${stop.where}`);
}

/** Rows that are missing; each press brings focus into the new one. */
async function add(hands, stop, answers, added) {
  const path = stop.id.slice(0, -"-add".length);
  const wanted = answers[path]?.rows?.ids.length ?? 0;
  const rows = await hands.page.evaluate((path) => new Set([...document.querySelectorAll("[id]")].filter(({ id }) => id.startsWith(`${path}[`)).map(({ id }) => id.split("]")[0])).size, path);
  if (rows < wanted && !added.has(rows)) {
    added.add(rows);
    await hands.press("Enter");
  }
}
