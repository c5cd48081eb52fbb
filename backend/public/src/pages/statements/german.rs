//! The statements in German: the text that counts. In: a service page, what the authority says. Out: the content of a page.

use maud::{Markup, html};
use vordruck_contract::statements::StatementGap as Gap;

use super::said::Said;
use super::{Language, elsewhere, heading, title};
use crate::pages::ServicePage;

pub(super) fn accessibility(page: &ServicePage<'_>, said: &Said<'_>) -> Markup {
    let has_simple = page.card.texts.contains_key("de-simple");
    html! {
        p class="kern-body" {
            (page.card.authority.name) " ist bemüht, diesen Online-Dienst im Einklang mit " (said.fill(Gap::AccessibilityLaw, "§ 12a BGG oder dem Gesetz des Landes"))
            " und der BITV 2.0 barrierefrei zugänglich zu machen. Diese Erklärung gilt für das Formular „" (title(page))
            "“, seine Startseite und die PDF-Kopie der Angaben."
        }
        (heading("Stand der Vereinbarkeit mit den Anforderungen"))
        p class="kern-body" {
            "Maßstab sind EN 301 549 V3.2.1, WCAG 2.2 Stufe AA und, weil § 3 Abs. 4 BITV 2.0 für Formulare ein höchstmögliches Maß verlangt, Kriterien der Stufe AAA. "
            (said.fill_after(Gap::Assessment, "Dieser Online-Dienst ist an dieser Stelle noch nicht bewertet.", "Ergebnis der Bewertung: vollständig, teilweise oder nicht vereinbar"))
        }
        (heading("Nicht barrierefreie Inhalte"))
        p class="kern-body" { (said.fill(Gap::NotAccessible, "Was nicht erfüllt ist, warum, und welche Alternative es gibt")) }
        p class="kern-body" {
            "Das Formular braucht JavaScript und WebAssembly, weil Angaben schon auf dem Gerät verschlüsselt werden. Ohne beides nennt die Startseite andere Wege."
        }
        (heading("Erstellung dieser Erklärung"))
        p class="kern-body" {
            "Erstellt am " (said.fill(Gap::CreatedOn, "Datum")) " aufgrund " (said.fill(Gap::Basis, "einer Selbstbewertung oder einer Prüfung durch Dritte"))
            ", zuletzt überprüft am " (said.fill(Gap::ReviewedOn, "Datum")) "."
        }
        (heading("Barrieren melden"))
        p class="kern-body" { "Sind Ihnen Barrieren aufgefallen, oder brauchen Sie Informationen in einer anderen Form? Melden Sie sich bei uns:" }
        (said.or_contact(Gap::Feedback, page))
        p class="kern-body" { "Wir antworten innerhalb von " (said.fill(Gap::AnswerWithin, "Frist, zum Beispiel einem Monat")) "." }
        (heading("Schlichtung und Durchsetzung"))
        p class="kern-body" {
            "Bekommen Sie in dieser Zeit keine Antwort, oder hilft sie nicht, dann wenden Sie sich an die Stelle für Schlichtung oder Durchsetzung. Das kostet nichts, und Sie brauchen dafür keinen Rechtsbeistand: "
            (said.fill(Gap::EnforcementBody, "die Schlichtungsstelle nach § 16 BGG oder die Durchsetzungs- und Ombudsstelle des Landes, mit Anschrift, Telefon, E-Mail und Verweis"))
        }
        (heading("Leichte Sprache und Gebärdensprache"))
        p class="kern-body" {
            "In Leichter Sprache gibt es " (elsewhere(page, Language::Simple, "diese Erklärung und Hinweise zum Formular")) ". "
            @if has_simple { "Das Formular gibt es auch in Leichter Sprache." }
            @else { "Weiteres in Leichter Sprache: " (said.fill(Gap::SimpleLanguage, "Informationen in Leichter Sprache")) }
        }
        p class="kern-body" {
            "Ein Video in Deutscher Gebärdensprache (§ 4 BITV 2.0) gehört nicht zu diesem Formular; die Behörde stellt es selbst bereit: "
            (said.fill(Gap::SignLanguage, "Verweis"))
        }
    }
}

pub(super) fn privacy(page: &ServicePage<'_>, said: &Said<'_>) -> Markup {
    let (card, texts) = (page.card, page.texts);
    html! {
        (heading("Verantwortlich"))
        (said.or_contact(Gap::Controller, page))
        p class="kern-body" { "Datenschutzbeauftragte oder Datenschutzbeauftragter: " (said.fill(Gap::DataProtectionOfficer, "Name oder Stelle, E-Mail")) "." }
        (heading("Zweck und Rechtsgrundlage"))
        p class="kern-body" {
            "Ihre Angaben werden gebraucht, um „" (title(page)) "“ zu bearbeiten. Rechtsgrundlage: Art. 6 Abs. 1 Buchst. c und e DSGVO in Verbindung mit "
            @if texts.legal_basis.is_empty() { (said.fill(Gap::LegalBasis, "Vorschrift")) } @else { (texts.legal_basis.join("; ")) }
            " und " (said.fill(Gap::DataProtectionLaw, "§ 3 BDSG oder dem Gesetz des Landes")) "."
        }
        (heading("Was mit Ihren Angaben geschieht"))
        ul class="kern-list kern-list--bullet" {
            li { "Sie bleiben in Ihrem Browser, bis Sie speichern oder absenden. Dann werden sie auf Ihrem Gerät verschlüsselt. Wer den Server im Internet betreibt, kann sie nicht lesen." }
            li {
                "Ein gespeicherter Entwurf ist nur mit Link und PIN zu öffnen. So viele Tage nach dem letzten Speichern wird er gelöscht: " (card.draft_days)
                ". Spätestens 31 Tage nach dem letzten Speichern wird auch der Schlüssel vernichtet, ohne den er selbst in Sicherungen nicht mehr zu öffnen ist. Sie können ihn vorher selbst löschen. Die Behörde erfährt nichts vom Inhalt eines Entwurfs."
            }
            li {
                "Was Sie abgesendet haben, wird von der Behörde abgeholt und dann im Internet gelöscht. Wird es nicht abgeholt, wird es spätestens nach so vielen Tagen gelöscht: "
                (card.submission_days) ". In der Behörde wird es so lange aufbewahrt: " (said.fill(Gap::Retention, "Aufbewahrungsfrist der Akte")) "."
            }
            li { "Fügen Sie mit einem Telefon Dateien hinzu, laufen sie verschlüsselt über den Server und werden dort gelöscht, sobald das andere Gerät sie hat, spätestens nach einer Stunde." }
            li { "Eine E-Mail-Adresse, an die Sie den Link schicken lassen, wird nur für diese E-Mail gebraucht und gelöscht, sobald sie verschickt ist, spätestens nach drei Tagen." }
            li { "Diese Seiten setzen kein Cookie, legen nichts auf Ihrem Gerät ab, laden nichts von Dritten und führen keine Statistik. Protokolle des Servers enthalten Zeiten und Größen, keine Angaben und keine IP-Adressen." }
            li { "Nach dem Absenden merkt sich das Fenster Vorgangsnummer, Zeit und Eingangsbestätigung, damit sie nach einem Neuladen noch da sind: bis Sie es schließen oder auf „Beenden“ drücken. Ihre Angaben merkt es sich nicht." }
            li { "Gegen das Erraten von PINs wird gezählt, wie oft es von einem Netz und zu einem Entwurf versucht wurde. Gespeichert wird dazu kein Name und keine IP-Adresse, sondern ein Prüfwert, einen Tag lang." }
        }
        (heading("Empfänger"))
        p class="kern-body" {
            "Die zuständige Stelle der Behörde. Der Betrieb: " (said.fill(Gap::Processor, "Auftragsverarbeiter nach Art. 28 DSGVO"))
            ". Weitere Empfänger: " (said.fill(Gap::Recipients, "Fachverfahren, andere Behörden, oder keine"))
            ". Übermittlung in Drittländer: " (said.fill(Gap::ThirdCountries, "keine, oder welche")) "."
        }
        (heading("Ihre Rechte"))
        p class="kern-body" {
            "Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Widerspruch (Art. 15 bis 18 und 21 DSGVO). Entwürfe kann niemand außer Ihnen öffnen; über ihren Inhalt kann die Behörde deshalb keine Auskunft geben. Beschweren können Sie sich bei "
            (said.fill(Gap::SupervisoryAuthority, "Aufsichtsbehörde des Landes")) "."
        }
        (heading("Müssen Sie die Angaben machen?"))
        p class="kern-body" { "Ohne die Angaben, die nicht als freiwillig gekennzeichnet sind, kann Ihr Anliegen nicht bearbeitet werden. Es gibt andere Wege als dieses Formular:" }
        @for way in &texts.other_ways { p class="kern-body" { (way) } }
        @if texts.other_ways.is_empty() { p class="kern-body" { (said.fill(Gap::OtherWays, "andere Wege")) } }
        p class="kern-body" { "Automatisierte Entscheidungen (Art. 22 DSGVO): " (said.fill(Gap::AutomatedDecisions, "keine, oder welche")) "." }
    }
}
