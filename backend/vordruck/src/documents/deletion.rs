//! Löschkonzept, built as DIN 66398 asks: kinds of data, start of the period, period, class, how it is carried out, who answers for it.

use super::facts::Facts;
use super::servers::Servers;
use super::sheet::{Sheet, days, list, table};
use maud::html;

pub(super) fn sheet(facts: &Facts) -> Sheet {
    let services = facts.services.iter().map(|service| {
        vec![
            service.title.clone(),
            days(service.draft_days),
            days(facts.public.limits.submission_days.min(service.postbox_days)),
            days(service.postbox_days),
        ]
    });
    let servers = Servers::of(facts);
    let (rows, open_data) = (servers.rows(), servers.open_data());
    let public_job = if servers.public {
        "Die öffentliche Seite vernichtet zuerst die fälligen Tagesschlüssel, löscht dann Zeilen und gibt deren Platz frei (VACUUM)."
    } else {
        "Die öffentliche Seite vernichtet zuerst die fälligen Tagesschlüssel, löscht dann Zeilen und leert das Schreibprotokoll."
    };
    let private_job = format!(
        "Die interne Seite löscht zuerst Zeilen, vernichtet dann jeden Tagesschlüssel, den kein Eintrag mehr braucht (frühestens zwei Tage nach seinem Tag), und {}.",
        if servers.private { "gibt den Platz frei (VACUUM)" } else { "leert das Schreibprotokoll" }
    );
    Sheet::new("Löschkonzept", "Aufgebaut nach DIN 66398 (Leitlinie Löschkonzept); Rechtsgrundlage: Art. 5 Abs. 1 Buchst. e und Art. 17 DSGVO.")
        .section("Was hier „gelöscht“ heißt", html! {
            p { "Eine gelöschte Zeile einer Datenbank steht noch in ihren Dateien, im Schreibprotokoll und in jeder Sicherung. Deshalb löscht Vordruck zweifach:" }
            (list(&[
                "Alles, was Antragstellende eingeben oder beifügen, ist mit einem Tagesschlüssel verschlossen. Für jeden Tag (UTC) gibt es einen zufälligen Schlüssel, außerhalb der Datenbank und außerhalb jeder Sicherung. \
                 Ist die Frist um, wird der Schlüssel vernichtet: damit ist jede Kopie unlesbar, auch in alten Sicherungen.",
                &rows,
            ]))
            p { "Die Zusage „unwiederbringlich“ ruht auf dem ersten Schritt, nicht auf dem zweiten." }
            @for sentence in &open_data { p { (sentence) } }
        })
        .section("Datenarten und Regelfristen", html! {
            (table("Öffentliche Seite", &["Datenart", "Beginn der Frist", "Regelfrist", "Vernichtung des Tagesschlüssels"], public_side(facts)))
            (table("Interne Seite (Postkorb)", &["Datenart", "Beginn der Frist", "Regelfrist", "Vernichtung des Tagesschlüssels"], private_side(facts)))
        })
        .section("Fristen je Verwaltungsleistung", html! {
            p { "Die Fristen stehen in der Prozessdefinition jeder Leistung (Element „retention“) und gelten in Programm und Papier gleich." }
            (table("Fristen je Leistung", &["Leistung", "Entwurf nach dem letzten Speichern", "Antrag auf der öffentlichen Seite, wenn ihn niemand abholt", "Antrag im Postkorb"], services))
        })
        .section("Löschklassen", table("Löschklassen", &["Klasse", "Startzeitpunkt", "Datenarten"], [
            ["Sofort", "Ereignis (Absenden, Bestätigung, Löschen durch die antragstellende Person)", "Entwurf nach dem Absenden; Objekte eines Antrags nach der Bestätigung; Mail nach Annahme durch den Mailserver"],
            ["Stunden", "letzte Nutzung", "Sitzungen"],
            ["Tage", "Erhebung", "unvollständige Uploads, Zähler für Fehlversuche, wartende Mails"],
            ["Wochen bis Monate", "letztes Speichern oder Zustellung", "Entwürfe, Anträge im Postkorb, Journal"],
            ["Ein Jahr", "Ereignis", "Protokoll der Zugriffe im Postkorb (ohne Inhalte)"],
        ].map(|row| row.map(str::to_owned).to_vec())))
        .section("Wie gelöscht wird", html! {
            (list(&[
                &format!("Der Löschlauf der öffentlichen Seite läuft stündlich, der der internen Seite alle {} Sekunden, und beide vor der ersten Anfrage nach einem Start: nach dem Zurückspielen einer Sicherung ist nichts Gelöschtes lesbar.", facts.private.collecting.retention_seconds),
                public_job,
                &private_job,
                "Springt die Uhr um mehr als eine Stunde, hält der Löschlauf an und meldet es: eine falsch gestellte Uhr löscht nichts vor der Zeit.",
                "Mehrere Prozesse teilen sich die Arbeit; ein zweiter Lauf schadet nicht.",
            ]))
            p { "Ordner der Tagesschlüssel (nie sichern):" }
            ul {
                @for folder in &facts.public.keys.replicas { li { code { (folder.display()) } } }
                li { code { (facts.private.storage.day_keys.display()) } }
            }
        })
        .section("Sicherungen", list(&[
            "Gesichert werden die Datenbanken, nie die Ordner der Tagesschlüssel. Eine Sicherung ohne Tagesschlüssel ist Geheimtext.",
            "Die zweite Ablage der Tagesschlüssel auf einem anderen Datenträger ersetzt ihre Sicherung.",
            if servers.public || servers.private {
                "Zur Sicherung von PostgreSQL gehören das Archiv des Schreibprotokolls und jeder mitlaufende zweite Server. Die Tagesschlüssel liegen in keinem davon; ihr Dateisystem darf keine Schnappschüsse haben."
            } else {
                "Auch Schnappschüsse des Dateisystems sind Sicherungen: wo die Tagesschlüssel liegen, darf es keine geben."
            },
            "Anträge, Anlagen, Suchwörter und Entwürfe lassen sich nach Ablauf der Fristen auch aus alten Sicherungen nicht mehr öffnen.",
            "Das gilt nicht für Konten von Beschäftigten (verschlossen unter einem Schlüssel ohne Frist) und nicht für das Protokoll der Zugriffe und das Journal (Kennungen und Zeiten, nicht verschlossen): sie stehen in einer Sicherung, solange es sie gibt. Sicherungen der internen Seite deshalb nicht länger als ein Jahr aufbewahren.",
        ]))
        .section("Wenn eine Behörde geht", list(&[
            "„vordruck tenant remove“ löscht alle Zeilen der Behörde auf beiden Seiten, überschreibt und entfernt ihre privaten Schlüssel und schreibt einen unterschriebenen Nachweis mit der Zahl der Zeilen je Tabelle.",
            &format!("Der Nachweis nennt, bis wann Sicherungen noch zu öffnen wären: Anteile von Entwürfen längstens 31 Tage (dazu gehören immer noch Link und PIN), Anteile von Anträgen längstens {} Tage (dazu gehörte ein vernichteter Schlüssel der Behörde), Einträge des Postkorbs, bis andere Behörden ihre Tagesschlüssel nicht mehr brauchen.", facts.public.limits.submission_days + 1),
            "Was kein Programm zurückholt, steht ebenfalls darin: verschlossene Sicherungen, an Schnittstellen Übergebenes und Heruntergeladenes, verschickte Mails, Betriebsprotokolle ohne Inhalte.",
        ]))
        .section("Nachweis", list(&[
            "Das Protokoll nennt Zahl und Zeit gelöschter Einträge, nie Inhalte.",
            if servers.public || servers.private {
                "Tests des Programms stellen die Uhr um 30 und 90 Tage vor: in den Zeilen von PostgreSQL darf keine Spur mehr stehen, in den Dateien von SQLite auch nicht, und eine zurückgespielte Kopie aller Zeilen darf sich nach der Vernichtung der Tagesschlüssel nicht öffnen lassen."
            } else {
                "Tests des Programms stellen die Uhr um 30 und 90 Tage vor, suchen in Datenbank, Schreibprotokoll und Sicherung nach Spuren und dürfen keine finden."
            },
        ]))
        .left_open(&["Verantwortliche Stelle und Ansprechperson für Löschfragen", "Umgang mit Ausdrucken und in Fachverfahren übernommenen Daten", "Aufbewahrungsfristen der Akte, in die der Antrag übernommen wird", "Datum der Freigabe"])
}

fn public_side(facts: &Facts) -> Vec<Vec<String>> {
    let longest = days(facts.public.limits.submission_days);
    [
        ["Entwurf, nie gespeichert", "Anlegen", "1 Tag", "31 Tage nach dem Anlegen"],
        [
            "Entwurf mit Anlagen",
            "letztes Speichern",
            "30 Tage oder die Frist der Leistung; sofort beim Absenden oder Löschen",
            "31 Tage nach dem letzten Speichern",
        ],
        ["Sitzung zu einem Entwurf", "letzte Nutzung", "30 Minuten", "entfällt"],
        ["Hochgeladenes ohne Absenden", "erstes Hochladen", "1 Tag", "91 Tage nach dem Hochladen"],
        [
            "Abgesendeter Antrag (verschlossen)",
            "Eingang",
            &format!("Objekte sofort nach bestätigter Abholung; alles spätestens {longest} nach dem Eingang"),
            "91 Tage nach dem Eingang",
        ],
        [
            "Mail mit dem Link zum Weitermachen",
            "Auftrag",
            "sofort nach Annahme durch den Mailserver, spätestens 72 Stunden",
            "4 Tage nach dem Auftrag",
        ],
        [
            "Weitergabe von Dateien eines Telefons (verschlossen)",
            "Öffnen des Zugangs",
            "sobald das andere Gerät sie hat oder den Zugang schließt, spätestens nach 1 Stunde",
            "4 Tage nach dem Öffnen",
        ],
        ["Zähler für Fehlversuche", "erster Versuch", "1 Tag", "4 Tage"],
    ]
    .map(|row| row.map(str::to_owned).to_vec())
    .into()
}

fn private_side(facts: &Facts) -> Vec<Vec<String>> {
    let session =
        format!("{} Minuten ohne Anfrage, höchstens {} Stunden", facts.private.staff.idle_minutes, facts.private.staff.session_hours);
    [
        [
            "Antrag im Postkorb mit PDF und Anlagen",
            "Zustellung",
            "Frist der Leistung, üblich 90 Tage",
            "sobald kein Antrag des Tages mehr da ist",
        ],
        [
            "Suchwörter eines Antrags (nur als Prüfwerte unter dem Tagesschlüssel)",
            "Zustellung",
            "mit dem Antrag",
            "sobald kein Antrag des Tages mehr da ist",
        ],
        ["Kennung und Prüfsumme eines Antrags (Schutz vor Wiederholung)", "letzter Schritt", "91 Tage", "entfällt, ohne Inhalt"],
        ["Hinweis-Mail an Beschäftigte (ohne personenbezogene Daten)", "Auftrag", "3 Tage", "entfällt"],
        ["Sitzung von Beschäftigten (mit IP-Adresse und Name des Browsers, verschlossen)", "Anmeldung", &session, "entfällt"],
        ["Begonnene Anmeldung mit Passkey", "Beginn", "gilt 5 Minuten; gelöscht wie eine Sitzung", "entfällt"],
        [
            "Antrag auf dem Weg zu einer Schnittstelle (verschlossen)",
            "Abholung",
            &format!(
                "sofort nach der Bestätigung der Gegenstelle; nach {} Stunden ohne Annahme beim nächsten Zustellweg",
                facts.private.transfers.give_up_hours
            ),
            "mit der Bestätigung, spätestens wenn kein Eintrag des Tages mehr da ist",
        ],
        [
            "Antrag, den der Browser für einen Zustellpunkt versiegelt und den dieser abgelehnt hat (hier nicht lesbar)",
            "Ablehnung",
            "90 Tage, wenn ihn niemand erneut sendet",
            "mit der Bestätigung, spätestens wenn kein Eintrag des Tages mehr da ist",
        ],
        ["Zeile über eine Übergabe (Kennung, Zustellweg, Stand; ohne Inhalt)", "letzte Änderung", "90 Tage", "entfällt, ohne Inhalt"],
        [
            "Einreichung anderer über FIT-Connect",
            "Zustellung",
            "im Postkorb die Tage des Zustellpunkts, üblich 90; die Zeile darüber (Kennungen, Stand; ohne Inhalt) 90 Tage nach der Antwort",
            "sobald kein Eintrag des Tages mehr da ist",
        ],
        ["Einladung (Prüfwert des Links)", "Erstellen", "7 Tage, sofort beim Annehmen", "entfällt"],
        ["Woher sich ein Konto angemeldet hat (nur als Prüfwert)", "Anmeldung", "30 Tage", "entfällt"],
        ["Zähler für Fehlversuche (nur als Prüfwert)", "letzter Versuch", "1 Tag", "entfällt"],
        ["Protokoll (wer, wann, was getan; ohne Inhalte)", "Ereignis", "365 Tage", "entfällt"],
        ["Passkeys und zweiter Faktor eines Kontos", "Entfernen durch die Person, neuer Link, Entzug des Kontos", "sofort", "entfällt"],
        ["Konto von Beschäftigten", "Entzug durch die Verwaltung", "sofort", "entfällt"],
    ]
    .map(|row| row.map(str::to_owned).to_vec())
    .into()
}
