// Drafts that an authority adapts, in three languages: accessibility statement and privacy notice of a service, as the public side shows them, with the gaps filled in
// that a run of the tests can fill. In: those pages, the verdicts of a run. Out: HTML that stands by itself; the same words as settings of a tenant (TOML).
import { document, escape } from "./report.mjs";

/** German first: what is not said in another language stands in German there. */
export const LANGUAGES = ["de", "en", "de-simple"];

/** A language's words for what a run shows. `failing` are titles of clauses, which stand in the norm's own language in Leichte Sprache, too. */
const SAYS = {
  de: {
    partly: "Ergebnis der Tests: Dieser Online-Dienst ist mit den Anforderungen teilweise vereinbar.",
    tested: ({ shown, of, people, open }) => `Bekannte Barrieren gibt es nicht. ${shown} von ${of} anwendbaren Anforderungen sind durch Tests belegt; bei ${people} davon steht die Prüfung durch Menschen noch aus, ${open} sind noch nicht bewertet. Solange das so ist, sagt dieser Entwurf nicht „vollständig vereinbar“.`,
    fully: "Dieser Online-Dienst ist mit den Anforderungen vollständig vereinbar.",
    missed: "Nicht erfüllt ist:",
    nothing: "Bekannt ist nichts.",
    basis: (day) => `einer Selbstbewertung vom ${day} mit mehreren Prüfprogrammen in zwei Browsern, mit Bedienung nur mit Tastatur und nur mit virtuellem Screenreader, mit dem Auslesen der Schnittstelle für Hilfsmittel und mit der Prüfung der PDF durch veraPDF`,
  },
  en: {
    partly: "Result of the tests: this online service is partially compliant with the requirements.",
    tested: ({ shown, of, people, open }) => `No barriers are known. ${shown} of ${of} applicable requirements are shown by tests; for ${people} of them the check by people is still open, ${open} have not been assessed yet. As long as that is so, this draft does not say “fully compliant”.`,
    fully: "This online service is fully compliant with the requirements.",
    missed: "What is not met:",
    nothing: "Nothing is known.",
    basis: (day) => `a self-assessment of ${day} with several checking programs in two browsers, with use by keyboard only and by virtual screen reader only, with what assistive technology is told by the system, and with a check of the PDF by veraPDF`,
  },
  "de-simple": {
    partly: "Manches klappt gut. Manches klappt noch nicht.",
    tested: ({ shown, of, people, open }) => `Wir kennen kein Hindernis. Es gibt ${of} Regeln. ${shown} Regeln haben Computer geprüft. Alles war gut. Bei ${people} Regeln müssen noch Menschen prüfen. ${open} Regeln hat noch niemand geprüft.`,
    fully: "Alles klappt gut.",
    missed: "Diese Regeln klappen noch nicht:",
    nothing: "Wir kennen nichts.",
    basis: (day) => `mit Computer-Programmen, nur mit der Tastatur und mit einem Vorlese-Programm. Das war am ${day}.`,
  },
};

/** What a run says in a language: lines by gap. `rows`: clauses with verdicts; `about`: `{ at }`. */
export function measured(rows, about, language) {
  const says = SAYS[language];
  const count = (verdict) => rows.filter((row) => row.verdict === verdict).length;
  const failing = rows.filter(({ verdict }) => verdict === "fails");
  const [people, open] = [count("tested"), count("open")];
  const counts = { shown: count("supports") + people, of: rows.length - count("not"), people, open };
  const titles = language === "en" ? "en" : "de";
  return {
    assessment: [failing.length ? says.partly : people + open ? says.tested(counts) : says.fully],
    "not-accessible": failing.length ? [says.missed, ...failing.map(({ clause, title }) => `${clause} ${title[titles]}`)] : [says.nothing],
    basis: [says.basis(written(about.at, language))],
  };
}

/** The draft: the page's article with what a run has shown, standing by itself. `files` are the names of the same page in each language. */
export function draft(html, words, language, files) {
  const article = /<article[^]*?<\/article>/.exec(html)?.[0];
  const title = /<h1[^>]*>([^]*?)<\/h1>/.exec(html)?.[1].replaceAll(/<[^>]*>/g, "");
  if (!article || !title) throw new Error("This is no statement.");
  const filled = Object.entries(words).reduce((text, [gap, lines]) => text.replace(new RegExp(`<strong data-gap="${gap}">[^]*?</strong>`), () => asHtml(lines, language)), article);
  // What leads to the installation leads nowhere from a file; the other languages lie beside it.
  const linked = filled.replaceAll(/<a [^>]*href="(\/[^"]*)"[^>]*>([^]*?)<\/a>/g, (_, href, text) => {
    const file = /\?lang=([\w-]+)$/.exec(href)?.[1];
    return files[file] && /(barrierefreiheit|datenschutz)\?/.test(href) ? `<a href="${files[file]}" hreflang="${file}">${text}</a>` : text;
  });
  return document(title, linked, language);
}

/** The same as settings of a tenant, by language. */
export function settings(byLanguage) {
  const table = ([language, words]) => [language === "de" ? "[statements]" : `[statements-in.${language}]`, ...Object.entries(words).map(([gap, lines]) => `${gap} = ${JSON.stringify(lines.join("\n"))}`)].join("\n");
  return `# What a run of the tests says in the statements of each service. To be read, corrected and put into the settings of a tenant.\n\n${Object.entries(byLanguage).map(table).join("\n\n")}\n`;
}

/** Titles of clauses are no Leichte Sprache. */
function asHtml(lines, language) {
  const [first, ...others] = lines.map(escape);
  return [first, ...others.map((line) => (language === "de-simple" ? `<span lang="de">${line}</span>` : line))].join("<br>");
}

/** `22.11.2026`, `22 November 2026`: as the pages write it. `at` begins with an ISO day. */
function written(at, language) {
  const day = new Date(`${at.slice(0, 10)}T00:00:00Z`);
  const parts = language === "en" ? { day: "numeric", month: "long" } : { day: "2-digit", month: "2-digit" };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "de", { ...parts, year: "numeric", timeZone: "UTC" }).format(day);
}
