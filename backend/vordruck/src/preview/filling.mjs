// Fills in the form in the frame as a person would: events on its inputs, clicks on its buttons. In: the frame, answers by path as the
// form keeps them. Out: the page where it ended. Needs nothing of the app but the ids that its labels and messages need, too.

const BEGIN = "vd-beginnen";
const NEXT = "vd-weiter";
const HEADING = "vd-titel";
const ERRORS = "vd-fehler";
/** Questions that appear because of other answers: so many rounds are waited for them. */
const MOST_ROUNDS = 12;

/** Where the form is: the id of a page, or null where it is none of them. */
export function pageOf(frame, pages) {
  const heading = frame.contentDocument?.getElementById(HEADING)?.textContent.trim();
  const language = frame.contentDocument?.documentElement.lang ?? "de";
  return pages.find(({ title }) => heading !== undefined && (title[language] ?? title.de) === heading)?.id ?? null;
}

/** Opens the form and goes on until `target` or, without one, until check answers. Says why it ends earlier. */
export async function walk(frame, { pages, answers, target, signal }) {
  const begin = await until(signal, () => frame.contentDocument?.getElementById(BEGIN), 30_000);
  if (!begin) return "Das Formular startet nicht.";
  begin.click();
  for (let steps = 0; steps <= pages.length; steps += 1) {
    if (!(await until(signal, () => frame.contentDocument.getElementById(HEADING)))) return "Das Formular öffnet sich nicht.";
    const here = pageOf(frame, pages);
    if (here === null || here === target) return "";
    await fillPage(frame, answers, signal);
    const next = frame.contentDocument.getElementById(NEXT);
    if (!next) return "Hier geht es online nicht weiter.";
    next.click();
    const moved = await until(signal, () => (pageOf(frame, pages) !== here ? "moved" : frame.contentDocument.getElementById(ERRORS) && "errors"));
    if (moved !== "moved") return "Hier fehlen Angaben, oder sie sind falsch.";
  }
  return "";
}

/** Enters every answer that has an input on this page, also in inputs that appear meanwhile. */
export async function fillPage(frame, answers, signal) {
  const entered = new Set();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = entered.size;
    for (const [path, answer] of Object.entries(answers)) {
      if (signal.aborted) return;
      // The least rows there must be are drawn a moment after the question that brings them.
      if (answer.rows) await pause(30);
      if (!entered.has(path) && enter(frame.contentWindow, path, answer)) entered.add(path);
    }
    await pause(30);
    if (entered.size === before) break;
  }
  await until(signal, () => !frame.contentDocument.querySelector('.vd-file[data-state="busy"]'), 30_000);
}

function enter(window, path, answer) {
  const { document } = window;
  if (answer.rows) return addRows(document, path, answer.rows.ids.length);
  const input = document.getElementById(path);
  if (!input) return false;
  if (answer.choices) {
    for (const box of input.closest("fieldset").querySelectorAll("input[type=checkbox]")) {
      if (box.checked !== answer.choices.includes(box.value)) box.click();
    }
  } else if (answer.date) {
    type(window, input, answer.date.day);
    type(window, document.getElementById(`${path}-month`), answer.date.month);
    type(window, document.getElementById(`${path}-year`), answer.date.year);
  } else if (answer.files) {
    attach(window, input, answer.files);
  } else if (input.type === "radio") {
    [...document.getElementsByName(input.name)].find(({ value }) => value === answer.text)?.click();
  } else if (input.type === "checkbox") {
    if (input.checked !== (answer.text === "yes")) input.click();
  } else {
    type(window, input, answer.text);
  }
  return true;
}

function type(window, input, text) {
  if (!input) return;
  input.value = text;
  input.dispatchEvent(new window.Event("input", { bubbles: true }));
  input.dispatchEvent(new window.Event("change", { bubbles: true }));
}

/** Presses the button below the rows until there are so many. */
function addRows(document, path, count) {
  const button = document.getElementById(`${path}-add`);
  if (!button) return false;
  const prefix = `${path}[`;
  const rows = () => new Set([...document.querySelectorAll("[id]")].filter(({ id }) => id.startsWith(prefix)).map(({ id }) => id.slice(0, id.indexOf("]")))).size;
  for (let missing = count - rows(); missing > 0; missing -= 1) button.click();
  return true;
}

/** Files that are what they are called, as small as can be and filled up to their size behind their end. */
function attach(window, input, files) {
  const transfer = new window.DataTransfer();
  for (const { name, media_type: kind, size_bytes: size } of files) {
    const content = contentOf(window.document, kind);
    const bytes = new Uint8Array(Math.max(size, content.length));
    bytes.set(content);
    transfer.items.add(new window.File([bytes], name, { type: kind }));
  }
  input.files = transfer.files;
  input.dispatchEvent(new window.Event("change", { bubbles: true }));
}

/** The form takes a picture apart, so its first bytes alone won't do: the browser draws one. */
function contentOf(document, kind) {
  if (kind !== "image/jpeg" && kind !== "image/png") return FIRST_BYTES[kind] ?? [];
  const canvas = document.createElement("canvas");
  canvas.width = 8;
  canvas.height = 8;
  return ascii(atob(canvas.toDataURL(kind).split(",")[1]));
}

const ascii = (text) => [...text].map((sign) => sign.charCodeAt(0));
const FIRST_BYTES = {
  "application/pdf": ascii("%PDF-1.7\n"),
  "image/heic": [0, 0, 0, 24, ...ascii("ftypheic")],
};

/** Asks until there is an answer, or time is up, or nobody wants to know any more. */
async function until(signal, ask, most = 10_000) {
  const end = performance.now() + most;
  while (performance.now() < end && !signal.aborted) {
    const answer = ask();
    if (answer) return answer;
    await pause(20);
  }
  return null;
}

const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));
