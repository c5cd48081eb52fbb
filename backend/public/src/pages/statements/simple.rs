//! The statements in Leichte Sprache: what they say, and what § 4 BITV 2.0 asks for beside it (what the form is for, how one gets through it). In: a service page,
//! what the authority says. Out: the content of a page. A sentence a line, one thought each, hard words explained (Annex 2, part 2 BITV 2.0).

use maud::{Markup, html};
use vordruck_contract::statements::StatementGap as Gap;

use super::said::Said;
use super::{Language, elsewhere, heading, theirs, title};
use crate::pages::ServicePage;

/// What this text is beside the German one.
pub(super) fn about(page: &ServicePage<'_>, said: &Said<'_>) -> Markup {
    html! {
        p class="kern-body" {
            "Dieser Text ist in Leichter Sprache." br;
            "Es gibt auch einen Text in schwerer Sprache." br;
            "Nur der schwere Text gilt vor Gericht." br;
            "Hier ist er: " (elsewhere(page, Language::German, "Text in schwerer Sprache"))
            @if said.is_mixed() {
                br; "Manche Sätze hat das Amt geschrieben."
                br; "Diese Sätze sind nicht in Leichter Sprache."
            }
        }
    }
}

pub(super) fn accessibility(page: &ServicePage<'_>, said: &Said<'_>) -> Markup {
    let has_simple = page.card.texts.contains_key("de-simple");
    html! {
        (sentences(&[
            "Eine Barriere ist ein Hindernis.",
            "Zum Beispiel: Ein Text ist zu klein. Oder er ist zu schwer.",
            "Barriere·freiheit heißt: Es gibt keine Hindernisse.",
            "Dann können alle Menschen das Formular benutzen.",
            "Auch Menschen mit Behinderung.",
        ]))
        (heading("Was ist das für ein Formular?"))
        p class="kern-body" { "Das Formular heißt: „" (title(page)) "“." br; "Es ist von diesem Amt: " (page.card.authority.name) }
        @for paragraph in &page.texts.summary { p class="kern-body" { (theirs(page, paragraph)) } }
        (heading("So geht das Formular"))
        (sentences(&[
            "Zuerst kommt die Start·seite.",
            "Dort steht, was Sie brauchen.",
            "Dann kommen Fragen auf mehreren Seiten.",
            "Unten auf jeder Seite ist der Knopf „Weiter“.",
            "Der Knopf „Zurück“ bringt Sie auf die Seite davor.",
            "Sie können eine Pause machen und alles speichern.",
            "Am Ende sehen Sie alle Antworten.",
            "Sie können die Antworten noch ändern.",
            "Dann schicken Sie alles ab.",
            "Oben auf der Seite wählen Sie die Sprache.",
        ]))
        (heading("Was sagt das Gesetz?"))
        (sentences(&["Das Formular soll für alle gut sein.", "Das will das Amt.", "Und das steht auch in diesen Gesetzen:"]))
        ul class="kern-list kern-list--bullet" {
            li { (said.fill(Gap::AccessibilityLaw, "§ 12a BGG oder Gesetz vom Land")) }
            li { "BITV 2.0. Das Gesetz heißt: Barriere·freie-Informations·technik-Verordnung." }
        }
        (sentences(&[
            "Die Gesetze gelten für das Formular.",
            "Sie gelten auch für die Start·seite und für das PDF.",
            "Im PDF steht, was Sie geschrieben haben.",
        ]))
        (heading("Wie gut klappt das?"))
        p class="kern-body" { (said.fill_after(Gap::Assessment, "Das hat hier noch niemand geprüft.", "Ergebnis: alles gut, manches gut, nicht gut")) }
        (sentences(&["Es gibt Regeln für gute Internet·seiten.", "Die Regeln heißen: EN 301 549 und WCAG 2.2.", "Mit diesen Regeln prüfen wir das Formular."]))
        (heading("Was klappt noch nicht?"))
        p class="kern-body" { (said.fill(Gap::NotAccessible, "Was nicht geht, warum, und wie es anders geht")) }
        (sentences(&[
            "Das Formular braucht JavaScript und WebAssembly.",
            "Das sind Teile vom Internet-Programm.",
            "Fehlt ein Teil? Dann geht das Formular nicht.",
            "Auf der Start·seite steht, wie es anders geht.",
        ]))
        (heading("Von wann ist dieser Text?"))
        p class="kern-body" {
            "Der Text ist vom: " (said.fill(Gap::CreatedOn, "Datum")) br;
            "So haben wir geprüft: " (said.fill(Gap::Basis, "selbst geprüft, oder andere haben geprüft")) br;
            "Zuletzt geprüft haben wir am: " (said.fill(Gap::ReviewedOn, "Datum"))
        }
        (heading("Haben Sie ein Hindernis gefunden?"))
        (sentences(&["Ist etwas zu schwer für Sie?", "Oder brauchen Sie etwas anders, zum Beispiel in großer Schrift?", "Dann schreiben Sie uns.", "Oder rufen Sie uns an."]))
        (said.or_contact(Gap::Feedback, page))
        p class="kern-body" { "So schnell antworten wir: " (said.fill(Gap::AnswerWithin, "Frist, zum Beispiel: in einem Monat")) }
        (heading("Hilft unsere Antwort nicht?"))
        (sentences(&[
            "Oder bekommen Sie keine Antwort?",
            "Dann hilft Ihnen eine andere Stelle.",
            "Die Stelle gehört nicht zu uns.",
            "Sie sucht mit Ihnen und mit uns eine Lösung.",
            "Das kostet Sie kein Geld.",
            "Sie brauchen keinen Anwalt dafür.",
        ]))
        p class="kern-body" {
            "Das ist die Stelle:" br;
            (said.fill(Gap::EnforcementBody, "Schlichtungs·stelle oder Durchsetzungs·stelle, mit Adresse, Telefon, E-Mail und Link"))
        }
        (heading("Leichte Sprache und Gebärden·sprache"))
        p class="kern-body" {
            @if has_simple { "Das Formular gibt es auch in Leichter Sprache." }
            @else { "Das Formular gibt es noch nicht in Leichter Sprache." br; "Mehr in Leichter Sprache: " (said.fill(Gap::SimpleLanguage, "Texte in Leichter Sprache")) }
        }
        p class="kern-body" {
            "Gebärden·sprache spricht man mit den Händen." br;
            "Ein Video in Gebärden·sprache gehört nicht zum Formular." br;
            "Das Video macht das Amt." br;
            "Hier finden Sie es: " (said.fill(Gap::SignLanguage, "Link"))
        }
    }
}

pub(super) fn privacy(page: &ServicePage<'_>, said: &Said<'_>) -> Markup {
    let (card, texts) = (page.card, page.texts);
    html! {
        (sentences(&[
            "Daten sind zum Beispiel: Ihr Name und Ihre Adresse.",
            "Ihre Antworten im Formular sind auch Daten.",
            "Daten·schutz heißt: Niemand darf mit Ihren Daten machen, was er will.",
        ]))
        (heading("Wer passt auf Ihre Daten auf?"))
        p class="kern-body" { "Diese Stelle ist verantwortlich:" }
        (said.or_contact(Gap::Controller, page))
        p class="kern-body" { "Haben Sie Fragen zum Daten·schutz?" br; "Dann fragen Sie hier: " (said.fill(Gap::DataProtectionOfficer, "Name oder Stelle, E-Mail")) }
        (heading("Warum brauchen wir Ihre Daten?"))
        p class="kern-body" { "Wir brauchen die Daten für das Formular: „" (title(page)) "“." br; "Wir dürfen das." br; "Das steht in diesen Gesetzen:" }
        ul class="kern-list kern-list--bullet" {
            li { "Artikel 6 Absatz 1 Buchstabe c und e DSGVO. Das Gesetz heißt: Datenschutz-Grund·verordnung." }
            @for line in &texts.legal_basis { li { (theirs(page, line)) } }
            @if texts.legal_basis.is_empty() { li { (said.fill(Gap::LegalBasis, "Gesetz")) } }
            li { (said.fill(Gap::DataProtectionLaw, "§ 3 BDSG oder Gesetz vom Land")) }
        }
        (heading("Was passiert mit Ihren Daten?"))
        (sentences(&[
            "Zuerst bleiben die Daten auf Ihrem Gerät.",
            "Dann speichern Sie. Oder Sie schicken alles ab.",
            "Vorher macht Ihr Gerät die Daten geheim.",
            "Geheim heißt: Man braucht einen Schlüssel zum Lesen.",
            "Die Daten kommen auf einen Computer im Internet.",
            "Die Leute von diesem Computer können sie nicht lesen.",
        ]))
        (small_heading("Wenn Sie speichern"))
        p class="kern-body" {
            "Sie brauchen den Link und die PIN zum Öffnen." br;
            "Nach so vielen Tagen löschen wir alles: " (card.draft_days) br;
            "Sie speichern noch einmal? Dann fangen die Tage neu an." br;
            "Spätestens 31 Tage nach dem letzten Speichern löschen wir den Schlüssel." br;
            "Ohne Schlüssel kann niemand die Daten öffnen." br;
            "Auch alte Kopien kann dann niemand öffnen." br;
            "Sie können auch selbst löschen." br;
            "Das Amt sieht nicht, was Sie gespeichert haben."
        }
        (small_heading("Wenn Sie absenden"))
        p class="kern-body" {
            "Das Amt holt Ihr Formular ab." br;
            "Dann löschen wir es im Internet." br;
            "Holt das Amt es nicht ab? Dann löschen wir es nach so vielen Tagen: " (card.submission_days) br;
            "So lange bleibt es im Amt: " (said.fill(Gap::Retention, "so lange"))
        }
        (small_heading("Wenn Sie Fotos mit dem Handy schicken"))
        (sentences(&["Ihr Handy macht die Fotos geheim.", "Das andere Gerät holt die Fotos ab.", "Dann löschen wir sie.", "Wir löschen sie spätestens nach einer Stunde."]))
        (small_heading("Wenn Sie den Link mit einer E-Mail bekommen"))
        (sentences(&["Ihre E-Mail-Adresse brauchen wir nur für diese E-Mail.", "Dann löschen wir die Adresse.", "Wir löschen sie spätestens nach 3 Tagen."]))
        (small_heading("Was wir nicht machen"))
        (sentences(&[
            "Auf Ihrem Gerät bleibt nichts von Ihren Antworten.",
            "Haben Sie alles abgesendet? Dann merkt sich das Fenster Ihre Nummer.",
            "Machen Sie das Fenster zu. Dann ist die Nummer dort weg.",
            "Wir benutzen keine Cookies.",
            "Cookies sind kleine Dateien. Damit kann man Sie wieder·erkennen.",
            "Wir holen nichts von anderen Firmen.",
            "Wir zählen nicht, wer die Seiten liest.",
            "Wir schreiben auf, wann jemand etwas schickt und wie viel.",
            "Wir schreiben nicht auf, wer das ist.",
        ]))
        (small_heading("Wenn jemand die PIN rät"))
        (sentences(&["Wir zählen, wie oft jemand rät.", "Wir speichern dafür keinen Namen.", "Wir speichern nur eine Zahl.", "Nach einem Tag löschen wir die Zahl."]))
        (heading("Wer bekommt Ihre Daten?"))
        p class="kern-body" {
            "Das Amt bekommt Ihre Daten." br;
            "Um die Computer kümmert sich: " (said.fill(Gap::Processor, "Auftrags·verarbeiter nach Artikel 28 DSGVO")) br;
            "Diese Stellen bekommen auch Daten: " (said.fill(Gap::Recipients, "welche, oder keine")) br;
            "In diese Länder gehen Daten: " (said.fill(Gap::ThirdCountries, "keine, oder welche"))
        }
        (heading("Ihre Rechte"))
        p class="kern-body" { "Sie dürfen zum Amt sagen:" }
        ul class="kern-list kern-list--bullet" {
            li { "Zeigen Sie mir meine Daten." }
            li { "Diese Daten sind falsch. Ändern Sie die Daten." }
            li { "Löschen Sie meine Daten." }
            li { "Benutzen Sie meine Daten im Moment nicht." }
            li { "Ich will nicht, dass Sie meine Daten benutzen." }
        }
        (sentences(&[
            "Das Amt muss das dann prüfen.",
            "Das steht in der DSGVO.",
            "Es sind die Artikel 15 bis 18 und Artikel 21.",
            "Haben Sie etwas gespeichert und noch nicht abgesendet?",
            "Das können nur Sie öffnen.",
            "Das Amt kann nichts dazu sagen.",
        ]))
        p class="kern-body" { "Sind Sie nicht zufrieden?" br; "Dann beschweren Sie sich hier: " (said.fill(Gap::SupervisoryAuthority, "Aufsichts·behörde vom Land")) }
        (heading("Müssen Sie alles ausfüllen?"))
        (sentences(&[
            "Bei manchen Fragen steht: Sie müssen das nicht ausfüllen.",
            "Dann dürfen Sie die Frage überspringen.",
            "Alle anderen Antworten braucht das Amt.",
            "Es geht auch ohne dieses Formular:",
        ]))
        @for way in &texts.other_ways { p class="kern-body" { (theirs(page, way)) } }
        @if texts.other_ways.is_empty() { p class="kern-body" { (said.fill(Gap::OtherWays, "wie es anders geht")) } }
        p class="kern-body" { "Entscheidet ein Computer allein?" br; (said.fill(Gap::AutomatedDecisions, "nein, oder was")) }
    }
}

fn sentences(lines: &[&str]) -> Markup {
    html! { p class="kern-body" { @for (n, line) in lines.iter().enumerate() { @if n > 0 { br; } (line) } } }
}

fn small_heading(text: &str) -> Markup {
    html! { h3 class="kern-heading-small" { (text) } }
}
