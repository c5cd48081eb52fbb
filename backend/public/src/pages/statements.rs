//! Drafts of the accessibility statement (§ 12b BGG and § 7 BITV 2.0 or the law of the Land, after the model of Implementing Decision (EU) 2018/1523) and of
//! the privacy notice (Art. 13 GDPR), one a service. In: a service's card. Out: German pages. What only the authority knows it says in its settings; what it has not
//! said stands in square brackets, and then the page says that it is a draft. An authority that has pages of its own sets their addresses, and these lead
//! there. The statement claims nothing that the authority does not say: without its word nobody has assessed the service at this place.

use std::cell::Cell;

use maud::{Markup, html};
use vordruck_contract::statements::{StatementGap as Gap, Statements};

use super::ServicePage;
use super::contact::contact;
use super::frame::service_page;
use super::words::Language;

/// The draft of the accessibility statement.
pub(crate) fn accessibility(page: &ServicePage<'_>) -> String {
    let (authority, title) = (&page.card.authority.name, &page.texts.title);
    let has_simple = page.card.texts.contains_key("de-simple");
    let words = Words::of(page);
    draft(
        page,
        &words,
        "Erklärung zur Barrierefreiheit",
        html! {
            p class="kern-body" {
                (authority) " ist bemüht, diesen Online-Dienst im Einklang mit " (words.fill(Gap::AccessibilityLaw, "§ 12a BGG oder dem Gesetz des Landes"))
                " und der BITV 2.0 barrierefrei zugänglich zu machen. Diese Erklärung gilt für das Formular „" (title)
                "“, seine Startseite und die PDF-Kopie des Antrags."
            }
            h2 class="kern-heading-medium" { "Stand der Vereinbarkeit mit den Anforderungen" }
            p class="kern-body" {
                @if !words.has(Gap::Assessment) { strong { "Dieser Online-Dienst ist an dieser Stelle noch nicht bewertet." } " " }
                "Maßstab sind EN 301 549 V3.2.1, WCAG 2.2 Stufe AA und, weil § 3 Abs. 4 BITV 2.0 für Formulare ein höchstmögliches Maß verlangt, Kriterien der Stufe AAA. "
                (words.fill(Gap::Assessment, "Ergebnis der Bewertung: vollständig, teilweise oder nicht vereinbar"))
            }
            h2 class="kern-heading-medium" { "Nicht barrierefreie Inhalte" }
            p class="kern-body" { (words.fill(Gap::NotAccessible, "Was nicht erfüllt ist, warum, und welche Alternative es gibt")) }
            p class="kern-body" {
                "Das Formular braucht JavaScript und WebAssembly, weil Angaben schon auf dem Gerät verschlüsselt werden. Ohne beides nennt die Startseite andere Wege."
            }
            h2 class="kern-heading-medium" { "Erstellung dieser Erklärung" }
            p class="kern-body" { "Erstellt am " (words.fill(Gap::CreatedOn, "Datum")) " aufgrund " (words.fill(Gap::Basis, "einer Selbstbewertung oder einer Prüfung durch Dritte")) ", zuletzt überprüft am " (words.fill(Gap::ReviewedOn, "Datum")) "." }
            h2 class="kern-heading-medium" { "Barrieren melden" }
            p class="kern-body" { "Sind Ihnen Barrieren aufgefallen, oder brauchen Sie Informationen in einer anderen Form? Melden Sie sich bei uns:" }
            (words.or_contact(Gap::Feedback, page))
            p class="kern-body" { "Wir antworten innerhalb von " (words.fill(Gap::AnswerWithin, "Frist, zum Beispiel einem Monat")) "." }
            h2 class="kern-heading-medium" { "Schlichtung und Durchsetzung" }
            p class="kern-body" {
                "Hilft unsere Antwort nicht, wenden Sie sich kostenfrei an "
                (words.fill(Gap::EnforcementBody, "die Schlichtungsstelle nach § 16 BGG oder die Durchsetzungs- und Ombudsstelle des Landes, mit Anschrift, Telefon, E-Mail und Verweis")) "."
            }
            h2 class="kern-heading-medium" { "Leichte Sprache und Gebärdensprache" }
            p class="kern-body" {
                @if has_simple { "Das Formular gibt es auch in Leichter Sprache. " } @else { (words.fill(Gap::SimpleLanguage, "Informationen in Leichter Sprache")) " " }
                "Erläuterungen in Deutscher Gebärdensprache: " (words.fill(Gap::SignLanguage, "Verweis, § 4 BITV 2.0")) "."
            }
        },
    )
}

/// The draft of the privacy notice.
pub(crate) fn privacy(page: &ServicePage<'_>) -> String {
    let (card, texts, words) = (page.card, page.texts, Words::of(page));
    draft(
        page,
        &words,
        "Datenschutzerklärung",
        html! {
            h2 class="kern-heading-medium" { "Verantwortlich" }
            (words.or_contact(Gap::Controller, page))
            p class="kern-body" { "Datenschutzbeauftragte oder Datenschutzbeauftragter: " (words.fill(Gap::DataProtectionOfficer, "Name oder Stelle, E-Mail")) "." }
            h2 class="kern-heading-medium" { "Zweck und Rechtsgrundlage" }
            p class="kern-body" {
                "Ihre Angaben werden gebraucht, um „" (texts.title) "“ zu bearbeiten. Rechtsgrundlage: Art. 6 Abs. 1 Buchst. c und e DSGVO in Verbindung mit "
                @if texts.legal_basis.is_empty() { (words.fill(Gap::LegalBasis, "Vorschrift")) } @else { (texts.legal_basis.join("; ")) }
                " und " (words.fill(Gap::DataProtectionLaw, "§ 3 BDSG oder dem Gesetz des Landes")) "."
            }
            h2 class="kern-heading-medium" { "Was mit Ihren Angaben geschieht" }
            ul class="kern-list kern-list--bullet" {
                li { "Sie bleiben in Ihrem Browser, bis Sie speichern oder absenden. Dann werden sie auf Ihrem Gerät verschlüsselt. Wer den Server im Internet betreibt, kann sie nicht lesen." }
                li {
                    "Ein gespeicherter Entwurf ist nur mit Link und PIN zu öffnen. So viele Tage nach dem letzten Speichern wird er gelöscht: " (card.draft_days)
                    ". Spätestens 31 Tage nach dem letzten Speichern wird auch der Schlüssel vernichtet, ohne den er selbst in Sicherungen nicht mehr zu öffnen ist. Sie können ihn vorher selbst löschen. Die Behörde erfährt nichts vom Inhalt eines Entwurfs."
                }
                li {
                    "Ein abgesendeter Antrag wird von der Behörde abgeholt und dann im Internet gelöscht. Wird er nicht abgeholt, wird er spätestens nach so vielen Tagen gelöscht: "
                    (card.submission_days) ". In der Behörde wird er so lange aufbewahrt: " (words.fill(Gap::Retention, "Aufbewahrungsfrist der Akte")) "."
                }
                li { "Fügen Sie mit einem Telefon Dateien hinzu, laufen sie verschlüsselt über den Server und werden dort gelöscht, sobald das andere Gerät sie hat, spätestens nach einer Stunde." }
                li { "Eine E-Mail-Adresse, an die Sie den Link schicken lassen, wird nur für diese E-Mail gebraucht und gelöscht, sobald sie verschickt ist, spätestens nach drei Tagen." }
                li { "Diese Seiten setzen kein Cookie, speichern nichts auf Ihrem Gerät, laden nichts von Dritten und führen keine Statistik. Protokolle des Servers enthalten Zeiten und Größen, keine Angaben und keine IP-Adressen." }
                li { "Gegen das Erraten von PINs wird gezählt, wie oft es von einem Netz und zu einem Entwurf versucht wurde. Gespeichert wird dazu kein Name und keine IP-Adresse, sondern ein Prüfwert, einen Tag lang." }
            }
            h2 class="kern-heading-medium" { "Empfänger" }
            p class="kern-body" { "Die zuständige Stelle der Behörde. Der Betrieb: " (words.fill(Gap::Processor, "Auftragsverarbeiter nach Art. 28 DSGVO")) ". Weitere Empfänger: " (words.fill(Gap::Recipients, "Fachverfahren, andere Behörden, oder keine")) ". Übermittlung in Drittländer: " (words.fill(Gap::ThirdCountries, "keine, oder welche")) "." }
            h2 class="kern-heading-medium" { "Ihre Rechte" }
            p class="kern-body" {
                "Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Widerspruch (Art. 15 bis 18 und 21 DSGVO). Entwürfe kann niemand außer Ihnen öffnen; über ihren Inhalt kann die Behörde deshalb keine Auskunft geben. Beschweren können Sie sich bei "
                (words.fill(Gap::SupervisoryAuthority, "Aufsichtsbehörde des Landes")) "."
            }
            h2 class="kern-heading-medium" { "Müssen Sie die Angaben machen?" }
            p class="kern-body" { "Ohne die Angaben, die nicht als freiwillig gekennzeichnet sind, kann der Antrag nicht bearbeitet werden. Es gibt andere Wege als dieses Formular:" }
            @for way in &texts.other_ways { p class="kern-body" { (way) } }
            @if texts.other_ways.is_empty() { p class="kern-body" { (words.fill(Gap::OtherWays, "andere Wege")) } }
            p class="kern-body" { "Automatisierte Entscheidungen (Art. 22 DSGVO): " (words.fill(Gap::AutomatedDecisions, "keine, oder welche")) "." }
        },
    )
}

/// What the authority says, and whether it says all.
struct Words<'a> {
    said: &'a Statements,
    has_gaps: Cell<bool>,
}

impl<'a> Words<'a> {
    fn of(page: &ServicePage<'a>) -> Self {
        Self { said: &page.card.statements, has_gaps: Cell::new(false) }
    }

    fn has(&self, gap: Gap) -> bool {
        self.said.contains_key(&gap)
    }

    /// The authority's words, or in brackets what belongs there.
    fn fill(&self, gap: Gap, what: &str) -> Markup {
        let Some(text) = self.said.get(&gap) else {
            self.has_gaps.set(true);
            return html! { strong { "[" (what) "]" } };
        };
        lines(text)
    }

    /// The authority's words, or how to reach it as the form says.
    fn or_contact(&self, gap: Gap, page: &ServicePage<'_>) -> Markup {
        match self.said.get(&gap) {
            Some(text) => html! { p class="kern-body" { (lines(text)) } },
            None => contact(Language::German, &page.card.authority),
        }
    }
}

fn lines(text: &str) -> Markup {
    html! { @for (n, line) in text.trim().lines().enumerate() { @if n > 0 { br; } (line) } }
}

/// German, whatever language the page around it speaks: it is the text that counts in law.
fn draft(page: &ServicePage<'_>, words: &Words<'_>, heading: &str, content: Markup) -> String {
    let title = format!("{heading}: {}", page.texts.title);
    let body = html! {
        article class="vd-column vd-flow" lang="de" {
            h1 class="kern-heading-x-large" { (title) }
            @if words.has_gaps.get() {
                p class="kern-body" { "Entwurf für " (page.card.authority.name) ". Was in eckigen Klammern steht, ergänzt die Behörde." }
            }
            (content)
            p class="kern-body" { a class="kern-link vd-alone" href=(vordruck_contract::paths::start_page(&page.card.tenant, &page.card.service)) { "Zum Formular" } }
        }
    };
    service_page(page, &title, "closed", body).into_string()
}
