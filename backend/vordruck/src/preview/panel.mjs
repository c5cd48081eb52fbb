// The panel: follows the snapshots of the definition, shows what is wrong with it, and opens the form anew when it changed. In: snapshots,
// presses of buttons. Out: a frame with the form where the author left off.
import { fillPage, pageOf, walk } from "./filling.mjs";

const part = (id) => document.getElementById(id);
/** What the author wants to see; done again after every change. */
let wanted = { fill: false, target: null };
let shown = { revision: 0, pages: [], scenarios: [] };
let opened = null;
let running = new AbortController();

follow();
part("alles").addEventListener("click", () => see({ fill: true, target: null }));
part("neu").addEventListener("click", () => see({ fill: false, target: null }));
part("seite").addEventListener("click", async () => {
  const frame = document.querySelector("iframe");
  if (!frame) return;
  await fillPage(frame, scenario()?.answers ?? {}, running.signal);
  wanted = { fill: true, target: pageOf(frame, shown.pages) };
});
part("szenario").addEventListener("change", () => showScenario());

async function follow() {
  for (;;) {
    try {
      const answer = await fetch(`/vorschau/stand?nach=${shown.revision}`);
      const next = await answer.json();
      if (next.revision !== shown.revision) show(next);
    } catch {
      say("Die Vorschau antwortet nicht. Läuft der Befehl noch?");
      await new Promise((resume) => setTimeout(resume, 1000));
    }
  }
}

function show(next) {
  shown = next;
  document.title = `Vorschau: ${next.title}`;
  part("titel").textContent = `Vorschau: ${next.title}`;
  const count = (severity) => next.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  say(summary(count("error"), count("warning"), count("hint"), next));
  part("meldungen").replaceChildren(...messages(next));
  const chosen = scenario()?.name;
  part("szenario").replaceChildren(...next.scenarios.map((one) => option(one, chosen)));
  showScenario();
  part("seiten").replaceChildren(...next.pages.map(jump));
  if (next.published && next.published.hash !== opened) {
    opened = next.published.hash;
    see(wanted);
  }
}

/** Opens the form anew and brings it to where it is wanted. A new frame: nobody is asked whether to leave the old one. */
async function see(next) {
  wanted = next;
  running.abort();
  running = new AbortController();
  const { signal } = running;
  if (!shown.published) return;
  const frame = document.createElement("iframe");
  frame.title = "Formular";
  frame.src = shown.published.path;
  part("formular").replaceChildren(frame);
  if (!next.fill) return;
  const answers = scenario()?.answers ?? {};
  const trouble = await walk(frame, { pages: shown.pages, answers, target: next.target, signal });
  if (!signal.aborted && trouble) say(trouble);
}

function scenario() {
  return shown.scenarios[part("szenario").selectedIndex];
}

function showScenario() {
  const moment = scenario()?.moment;
  const day = moment?.slice(0, 10).split("-").reverse().join(".");
  part("zeitpunkt").textContent = day ? `Es spielt am ${day}; der Browser rechnet mit heute.` : "";
}

function option({ name, passed }, chosen) {
  const option = document.createElement("option");
  option.textContent = passed ? name : `${name} (nicht erfüllt)`;
  option.value = name;
  option.selected = name === chosen;
  return option;
}

function jump({ id, title }) {
  const button = element("button", "kern-btn kern-btn--tertiary");
  button.type = "button";
  button.append(element("span", "kern-label", title.de));
  button.addEventListener("click", () => see({ fill: true, target: id }));
  const item = element("li", "");
  item.append(button);
  return item;
}

function messages({ trouble, diagnostics, scenario_faults: faults }) {
  const plain = [...(trouble ? [trouble] : []), ...faults].map((text) => listed(element("p", "kern-body", text)));
  const all = [...plain, ...diagnostics.map(message)];
  return all.length ? all : [listed(element("p", "kern-body", "Keine."))];
}

function message({ text, code, manual }) {
  const details = element("details", "");
  details.append(element("summary", "kern-link", `Was bedeutet ${code}?`), element("pre", "", manual));
  return listed(element("pre", "", text.trimEnd()), details);
}

function listed(...children) {
  const item = element("li", "");
  item.append(...children);
  return item;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function summary(errors, warnings, hints, { published, trouble, scenarios }) {
  const failed = scenarios.filter(({ passed }) => !passed).length;
  const parts = [
    trouble ? "Etwas ist schiefgegangen." : errors ? `${errors} Fehler${published ? ": Sie sehen die letzte Fassung ohne Fehler." : "."}` : "Keine Fehler.",
    warnings ? `${warnings} ${warnings === 1 ? "Warnung" : "Warnungen"}.` : "",
    hints ? `${hints} ${hints === 1 ? "Hinweis" : "Hinweise"}.` : "",
    failed ? `${failed} von ${scenarios.length} Szenarien nicht erfüllt.` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

function say(text) {
  part("stand").textContent = text;
}
