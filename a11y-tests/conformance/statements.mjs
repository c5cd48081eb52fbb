// Drafts that an authority adapts, one a service: the accessibility statement (§ 12b BGG and § 7 BITV 2.0 or the law of the Land, after the model of
// Implementing Decision (EU) 2018/1523) and the privacy notice (Art. 13 DSGVO). In: service cards, the verdicts of a run. Out: HTML. What only the
// authority knows stands in square brackets.
import { document, escape } from "./report.mjs";

const own = (what) => `<strong>[${what}]</strong>`;

/** `card`: as the public side gives it; `rows`: clauses with verdicts; `about`: `{ at }`. */
export function accessibilityStatement(card, rows, about) {
  const { authority, title } = partsOf(card);
  const failing = rows.filter(({ verdict }) => verdict === "fails");
  const count = (verdict) => rows.filter((row) => row.verdict === verdict).length;
  const status = failing.length
    ? `<p>Dieser Online-Dienst ist mit den Anforderungen <strong>teilweise vereinbar</strong>. Nicht erfüllt ist:</p><ul>${failing.map(({ clause, title }) => `<li>${escape(clause)} ${escape(title.de)}</li>`).join("")}</ul>`
    : count("open") + count("tested")
      ? `<p>Bekannte Barrieren gibt es nicht. ${count("supports") + count("tested")} von ${rows.length - count("not")} anwendbaren Anforderungen sind durch Tests belegt; bei ${count("tested")} davon steht die Prüfung durch Menschen noch aus, ${count("open")} sind noch nicht bewertet. Solange das so ist, sagt dieser Entwurf nicht „vollständig vereinbar“.</p>`
      : "<p>Dieser Online-Dienst ist mit den Anforderungen <strong>vollständig vereinbar</strong>.</p>";
  const heading = `Erklärung zur Barrierefreiheit: ${title}`;
  return document(heading, `<h1>${escape(heading)}</h1>
<p>Entwurf für ${escape(authority.name)}. Was in eckigen Klammern steht, ergänzt die Behörde.</p>
<p>${escape(authority.name)} ist bemüht, diesen Online-Dienst im Einklang mit ${own("§ 12a BGG oder dem Gesetz des Landes")} und der BITV 2.0 barrierefrei zugänglich zu machen. Diese Erklärung gilt für das Formular „${escape(title)}“, seine Startseite und die PDF-Kopie des Antrags.</p>
<h2>Stand der Vereinbarkeit mit den Anforderungen</h2>
<p>Maßstab sind EN 301 549 v3.2.1, WCAG 2.2 Stufe AA und, weil § 3 Abs. 4 BITV 2.0 für Formulare ein höchstmögliches Maß verlangt, viele Kriterien der Stufe AAA.</p>
${status}
<h2>Nicht barrierefreie Inhalte</h2>
<p>${failing.length ? "Siehe oben." : "Keine bekannt."} Das Formular braucht JavaScript und WebAssembly, weil Angaben schon auf dem Gerät verschlüsselt werden. Ohne beides nennt die Startseite andere Wege.</p>
<h2>Erstellung dieser Erklärung</h2>
<p>Erstellt am ${own("Datum der Freigabe")} aus dem Ergebnis der Tests vom ${escape(about.at.slice(0, 10))}: Selbstbewertung mit mehreren Prüfprogrammen in zwei Browsern, Bedienung nur mit Tastatur, nur mit virtuellem Screenreader, Auslesen der Schnittstelle für Hilfsmittel, Prüfung der PDF mit veraPDF. ${own("Ergebnis der Prüfung durch Menschen")} Zuletzt überprüft am ${own("Datum")}.</p>
<h2>Barrieren melden: Kontakt</h2>
<p>Sind Ihnen Barrieren aufgefallen, oder brauchen Sie Informationen in einer anderen Form? Melden Sie sich bei uns:</p>
${contact(authority)}
<p>Wir antworten innerhalb von ${own("Frist, zum Beispiel einem Monat")}.</p>
<h2>Schlichtung und Durchsetzung</h2>
<p>Hilft unsere Antwort nicht, wenden Sie sich kostenfrei an ${own("die Schlichtungsstelle nach § 16 BGG oder die Durchsetzungs- und Ombudsstelle des Landes, mit Anschrift, Telefon, E-Mail und Verweis")}.</p>
<h2>Leichte Sprache und Gebärdensprache</h2>
<p>${card.texts["de-simple"] ? "Das Formular gibt es ganz in Leichter Sprache." : `${own("Informationen in Leichter Sprache")}`} Erläuterungen in Deutscher Gebärdensprache: ${own("Verweis, § 4 BITV 2.0")}.</p>`, "de");
}

export function privacyNotice(card) {
  const { authority, title, texts } = partsOf(card);
  const heading = `Datenschutzerklärung: ${title}`;
  return document(heading, `<h1>${escape(heading)}</h1>
<p>Entwurf für ${escape(authority.name)}. Was in eckigen Klammern steht, ergänzt die Behörde.</p>
<h2>Verantwortlich</h2>
${contact(authority)}
<p>Datenschutzbeauftragte oder Datenschutzbeauftragter: ${own("Name oder Stelle, E-Mail")}.</p>
<h2>Zweck und Rechtsgrundlage</h2>
<p>Ihre Angaben werden gebraucht, um „${escape(title)}“ zu bearbeiten. Rechtsgrundlage: Art. 6 Abs. 1 Buchst. c und e DSGVO in Verbindung mit ${texts.legal_basis?.length ? escape(texts.legal_basis.map(plain).join("; ")) : own("Vorschrift")}. ${own("§ 3 BDSG oder das Gesetz des Landes")}</p>
<h2>Was mit Ihren Angaben geschieht</h2>
<ul>
<li>Sie bleiben in Ihrem Browser, bis Sie speichern oder absenden. Dann werden sie auf Ihrem Gerät verschlüsselt. Wer den Server im Internet betreibt, kann sie nicht lesen.</li>
<li>Ein gespeicherter Entwurf ist nur mit Link und PIN zu öffnen. ${card.draft_days} Tage nach dem letzten Speichern ist er unwiederbringlich gelöscht, auch in Sicherungen. Sie können ihn vorher selbst löschen. Die Behörde erfährt nichts von Entwürfen.</li>
<li>Ein abgesendeter Antrag wird von der Behörde abgeholt und im Internet gelöscht, spätestens nach ${card.submission_days} Tagen. In der Behörde wird er ${own("Aufbewahrungsfrist der Akte")} aufbewahrt.</li>
<li>Eine E-Mail-Adresse, an die Sie den Link schicken lassen, wird nur für diese E-Mail gebraucht und danach gelöscht.</li>
<li>Kein Cookie, kein Speicher auf Ihrem Gerät, nichts von Dritten, keine Statistik. Protokolle des Servers enthalten Zeiten und Größen, keine Angaben, keine IP-Adressen.</li>
</ul>
<h2>Empfänger</h2>
<p>Die zuständige Stelle der Behörde. Der Betrieb: ${own("Auftragsverarbeiter nach Art. 28 DSGVO")}. Eine Übermittlung in Drittländer findet nicht statt.</p>
<h2>Ihre Rechte</h2>
<p>Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Widerspruch (Art. 15 bis 18 und 21 DSGVO). Entwürfe kann niemand außer Ihnen öffnen; darüber kann die Behörde deshalb keine Auskunft geben. Beschweren können Sie sich bei ${own("Aufsichtsbehörde des Landes")}.</p>
<h2>Müssen Sie die Angaben machen?</h2>
<p>Ohne die Angaben, die nicht als freiwillig gekennzeichnet sind, kann der Antrag nicht bearbeitet werden. Es gibt andere Wege als dieses Formular: ${texts.other_ways?.length ? escape(texts.other_ways.map(plain).join(" ")) : own("andere Wege")}</p>
<p>Es gibt keine automatisierte Entscheidung.</p>`, "de");
}

function partsOf(card) {
  const texts = card.texts.de;
  return { authority: card.authority, title: plain(texts.title), texts };
}

/** Texts are words, or words with links and stress around them. */
function plain(text) {
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(plain).join("");
  return plain(text.text ?? text.words ?? text.content ?? text.parts ?? Object.values(text).filter((part) => typeof part === "string" || Array.isArray(part)));
}

function contact({ name, address = [], phone, email }) {
  return `<p>${[name, ...address].map(escape).join("<br>")}<br>Telefon: <a href="tel:${escape(phone.replaceAll(/[^\d+]/g, ""))}">${escape(phone)}</a><br>E-Mail: <a href="mailto:${escape(email)}">${escape(email)}</a></p>`;
}
