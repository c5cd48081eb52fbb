//! Technische und organisatorische Maßnahmen (Art. 32 GDPR), by the goals of the Standard-Datenschutzmodell (SDM 3.0).

use super::facts::Facts;
use super::sheet::{Sheet, list};
use maud::html;
use vordruck_private::config::ScannerConfig;

pub(super) fn sheet(facts: &Facts) -> Sheet {
    let scanner = match &facts.private.scanner {
        ScannerConfig::None => {
            "Achtung: In dieser Installation ist kein Schadsoftware-Scanner eingerichtet; jeder Antrag im Postkorb sagt das."
        }
        ScannerConfig::Clamd { .. } => {
            "Anlagen werden vor der Zustellung mit ClamAV geprüft; was zu groß oder verschlüsselt ist, gilt nicht als sauber."
        }
    };
    let mail = if facts.public.mail.is_some() {
        "Links zum Weitermachen werden auf Wunsch gemailt, nie die PIN; ohne Mail geht es auch (Druck, Kopie)."
    } else {
        "Es werden keine Mails an Antragstellende verschickt."
    };
    let server = &facts.public.server;
    let limits = &facts.public.limits;
    Sheet::new("Technische und organisatorische Maßnahmen", "Nach Art. 32 DSGVO, geordnet nach den Gewährleistungszielen des Standard-Datenschutzmodells (SDM 3.0).")
        .section("Datenminimierung", list(&[
            "Kein Konto, kein Cookie, kein lokaler Speicher, keine Dritten auf der Seite der Antragstellenden.",
            "Abgefragt wird, was die Prozessdefinition nennt; ausgeblendete Antworten werden nicht gesendet.",
            "Protokolle nennen Größen, Arten und Zeiten, nie Antworten, Namen, Adressen, IP-Adressen, Links oder PIN.",
            mail,
        ]))
        .section("Vertraulichkeit", list(&[
            "Antworten verlassen den Browser nur verschlossen; öffnen kann sie nur die interne Seite der Behörde (siehe Kryptokonzept).",
            "Öffentliche und interne Seite sind getrennte Prozesse in getrennten Netzen; die interne öffnet jede Verbindung, nach innen führt keine.",
            "Auch im Postkorb ist alles verschlossen gespeichert; Schlüsseldateien sind mit einer Passphrase gesichert.",
            "Strenge Inhaltsrichtlinie (CSP), keine fremden Skripte, Prüfsummen für Programmteile, keine Einbettung außer für eingetragene Herkünfte.",
            "Zugriff von Beschäftigten nach Rollenkonzept, je Behörde und Leistung; Passkeys und zweiter Faktor kann jede Person einrichten.",
            "Anträge werden in einem eigenen Prozess geöffnet und gelesen, der weder Netz noch weitere Dateien erreicht (seccomp).",
            "Anlagen werden im Postkorb nie im Browser dargestellt, sondern nur heruntergeladen.",
            "Ein Telefon, das Dateien hinzufügt, öffnet nichts vom Antrag; sein Zugang endet nach einer Stunde.",
        ]))
        .section("Integrität", list(&[
            "Jedes Paket ist an Behörde, Leistung, Formularfassung und Vorgang gebunden; Vertauschen oder Verändern fällt beim Öffnen auf.",
            "Die interne Seite prüft jeden Antrag mit demselben Programmtext noch einmal und schreibt das PDF selbst.",
            "Eingangsbestätigungen und Bestätigungen der Abholung sind unterschrieben.",
            scanner,
        ]))
        .section("Verfügbarkeit und Belastbarkeit", html! {
            (list(&[
                format!("Höchstens {} Verbindungen, {} je Adresse; langsame Gegenstellen werden nach {} Sekunden getrennt.", server.connections, server.connections_per_address, server.patience_seconds),
                format!("Größengrenzen: Entwurf {} KiB, Anlage {} MiB, Antrag {} MiB.", limits.body_bytes >> 10, limits.object_bytes >> 20, limits.total_bytes >> 20),
                "Fehlversuche werden je Entwurf und je Netz gebremst, ohne dass jemand fremde Entwürfe unbrauchbar machen kann.".to_owned(),
                "Quittiert wird erst nach dauerhaftem Schreiben; die öffentliche Seite löscht erst nach bestätigter Zustellung.".to_owned(),
                "Aktualisieren ohne Wartungsfenster: neue Prozesse übernehmen, laufende Anfragen werden beendet, Entwürfe behalten ihre Fassung.".to_owned(),
            ]))
        })
        .section("Nichtverkettung", list(&[
            "Eine Behörde je Schlüssel, je Datenbereich und je Pfad; nichts wird über Behörden hinweg zusammengeführt.",
            "Die Adresse für den Link steht in keinem Verhältnis zum Entwurf: sie wird nach dem Versand vernichtet.",
            "Zähler gegen Missbrauch kennen nur mit Tagesschlüssel verfremdete Netze.",
        ]))
        .section("Transparenz", list(&[
            "Beim Speichern wird gesagt, wie lange ein Entwurf lebt; die Behörde erfährt nie, dass es ihn gab.",
            "Die antragstellende Person erhält Vorgangsnummer, Eingangsbestätigung und ein PDF aller Angaben.",
            "Quelltext, Format und Prüfdaten sind öffentlich (EUPL-1.2).",
        ]))
        .section("Intervenierbarkeit", list(&[
            "Jeder Entwurf kann von der antragstellenden Person sofort und endgültig gelöscht werden.",
            "Verlässt eine Behörde die Installation, erhält sie ihre Daten und Definitionen; danach werden Daten und Schlüssel vernichtet.",
        ]))
        .section("Regelmäßige Überprüfung", list(&[
            "Jede Fassung wird automatisch geprüft: Browser, Barrierefreiheit, Löschen mit vorgestellter Uhr, Formate gegen unabhängige Prüfvektoren, Fuzzing aller Leser.",
            "„vordruck doctor“ sagt, was auf einem Rechner fehlt.",
        ]))
        .left_open(&["Zutrittskontrolle zu den Räumen des Rechenzentrums", "Verpflichtung und Schulung der Beschäftigten", "Meldewege bei Datenschutzverletzungen (Art. 33, 34 DSGVO)", "Termin der nächsten Überprüfung und des nächsten Penetrationstests"])
}
