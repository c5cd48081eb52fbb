//! Betriebshandbuch: installing, starting, watching, backing up, restoring, updating, and what to do when something is wrong.

use super::facts::Facts;
use super::sheet::{Sheet, list, table};
use maud::html;
use vordruck_private::config::{ScannerConfig, UnlockConfig};

pub(super) fn sheet(facts: &Facts) -> Sheet {
    let public = &facts.public;
    let private = &facts.private;
    let unlock = match &private.storage.unlock {
        UnlockConfig::PassphraseFile(file) => format!("Passphrase in {}", file.display()),
        UnlockConfig::IdentityFile(file) => format!("age-Kennung in {}", file.display()),
    };
    let scanner = match &private.scanner {
        ScannerConfig::None => "keiner".to_owned(),
        ScannerConfig::Clamd { socket, address, .. } => {
            let place = socket.as_ref().map(|path| path.display().to_string()).or_else(|| address.clone());
            format!("clamd an {}", place.unwrap_or_else(|| "(nicht angegeben)".to_owned()))
        }
    };
    let replicas: Vec<String> = public.keys.replicas.iter().map(|folder| folder.display().to_string()).collect();
    let staff_address = private.server.public_url.clone().unwrap_or_else(|| private.server.listen.to_string());
    let rows = [
        ("Öffentliche Seite", "lauscht auf", public.server.listen.to_string()),
        ("Öffentliche Seite", "Adresse für Menschen", public.server.public_url.clone()),
        ("Öffentliche Seite", "Datenbank", public.database.path.display().to_string()),
        ("Öffentliche Seite", "Tagesschlüssel", replicas.join(", ")),
        (
            "Öffentliche Seite",
            "Mail",
            public.mail.as_ref().map_or_else(|| "keine".to_owned(), |mail| format!("{}:{}", mail.host, mail.port)),
        ),
        ("Private Seite", "lauscht auf", private.server.listen.to_string()),
        ("Private Seite", "Adresse für Beschäftigte", staff_address.clone()),
        ("Private Seite", "Datenordner", private.storage.folder.display().to_string()),
        ("Private Seite", "Tagesschlüssel", private.storage.day_keys.display().to_string()),
        ("Private Seite", "öffnet ihre Schlüssel mit", unlock),
        ("Private Seite", "holt ab bei", private.public_side.url.clone()),
        ("Private Seite", "Schadsoftware-Scanner", scanner),
    ];
    Sheet::new("Betriebshandbuch", "Für den Betrieb im Rechenzentrum; die Befehle kennt „vordruck --help“.")
        .section("Was läuft wo", html! {
            p { "Ein Programm, zwei Seiten: " code { "vordruck serve" } " im Internet, " code { "vordruck postbox" } " im Netz der Behörde. Jede Verbindung geht von der privaten Seite aus." }
            (table("Diese Installation", &["Seite", "Was", "Wert"], rows.map(|(side, what, value)| vec![side.to_owned(), what.to_owned(), value])))
        })
        .section("Firewall", table("Freizuschalten ist nur", &["Von", "Nach", "Wozu"], [
            ["Internet".to_owned(), format!("{} (über TLS-Endpunkt auf {})", public.server.public_url, public.server.listen), "Antragstellende".to_owned()],
            ["Private Seite".to_owned(), private.public_side.url.clone(), "Abholen, Veröffentlichen".to_owned()],
            ["Behördennetz".to_owned(), staff_address, "Beschäftigte".to_owned()],
            ["Beide Seiten".to_owned(), "Mailserver".to_owned(), "Links, Hinweise".to_owned()],
        ].map(Vec::from)))
        .section("Einrichten", html! {
            ol {
                li { code { "vordruck doctor" } " auf beiden Rechnern: was fehlt, steht dort mit dem nächsten Schritt." }
                li { "Die Beispielkonfiguration anpassen und als " code { "vordruck.toml" } " ablegen; Umgebungsvariablen (" code { "VORDRUCK_PUBLIC__SERVER__LISTEN" } ") gehen vor." }
                li { "Dienste mit eigenem Benutzer starten, zum Beispiel mit systemd: " code { "DynamicUser=yes" } ", " code { "StateDirectory=vordruck" } ", " code { "LoadCredential=passphrase:…" } ", " code { "ProtectSystem=strict" } ", " code { "NoNewPrivileges=yes" } "." }
                li { "TLS endet am vorgelagerten Lastverteiler; sein Netz steht unter " code { "trusted_proxies" } "." }
                li { "Erstes Konto: " code { "vordruck user add NAME --display-name … --grant behoerde/*" } ", Kennwort über die Standardeingabe." }
            }
        })
        .section("Täglich im Blick", list(&[
            "Beide Prozesse laufen; jede Zeile im Protokoll mit „error“ ist ein Anlass nachzusehen.",
            "Im Postkorb stehen keine unlesbaren Einträge; wenn doch, nennt der Eintrag den Grund.",
            "Platz auf den Datenträgern der Datenbanken und der Tagesschlüssel; beide Ablagen der Tagesschlüssel sind gleich.",
            "Restlaufzeit der Schlüsselliste jeder Behörde: mehr als 14 Tage.",
        ]))
        .section("Sichern und Zurückspielen", html! {
            p { "Zu sichern: Datenbanken, Konfiguration, Schlüsseldateien der Behörden (verschlossen). Nie zu sichern: Ordner der Tagesschlüssel." }
            ol {
                li { "Dienst anhalten, Datei der Datenbank zurückspielen, Ordner der Tagesschlüssel unverändert lassen." }
                li { "Dienst starten: vor der ersten Anfrage läuft der Löschlauf und entfernt, was inzwischen fällig war." }
                li { "Die private Seite holt ab, was sie noch nicht bestätigt hat; doppelt zugestellt wird nichts (Kennung und Prüfsumme werden 91 Tage gemerkt)." }
            }
        })
        .section("Aktualisieren", html! {
            ol {
                li { "Neue Fassung daneben legen, " code { "vordruck process check" } " und " code { "vordruck process test" } " mit den eigenen Definitionen laufen lassen." }
                li { "Private Seite neu starten, dann öffentliche Seite: laufende Anfragen werden zu Ende geführt, der Lastverteiler nimmt den neuen Prozess hinzu." }
                li { "Formulare bleiben, wie sie veröffentlicht sind; angefangene Entwürfe behalten ihre Fassung." }
            }
        })
        .section("Störungen", table("Was tun, wenn", &["Anzeichen", "Ursache", "Schritt"], [
            ["Absenden scheitert: Schlüssel abgelaufen", "Schlüsselliste älter als 90 Tage", "Neue Liste unterschreiben und veröffentlichen; Entwürfe bleiben erhalten"],
            ["Anträge bleiben auf der öffentlichen Seite", "Private Seite läuft nicht oder erreicht die öffentliche nicht", "Protokoll der privaten Seite lesen; nichts geht verloren, Frist beachten"],
            ["Eintrag „konnte nicht geöffnet werden“", "Schlüssel fehlt oder Paket beschädigt", "Alten Empfangsschlüssel wieder eintragen; antragstellende Person ist mit Vorgangsnummer erreichbar"],
            ["Eintrag „nicht geprüft“", "Scanner nicht erreichbar", "clamd starten; AlertExceedsMax und AlertEncrypted müssen eingeschaltet sein"],
            ["Löschlauf meldet eine falsche Uhr", "Uhr ist gesprungen", "Zeit richtigstellen, Dienst neu starten"],
            ["Tagesschlüssel einer Ablage fehlen", "Datenträger defekt", "Ordner aus der zweiten Ablage wiederherstellen, nie aus einer Sicherung"],
        ].map(|row| row.map(str::to_owned).to_vec())))
        .section("Notfälle", list(&[
            "Verdacht auf Einbruch öffentliche Seite: vom Netz nehmen, Prozess anhalten. Inhalte sind verschlossen; zu prüfen ist die Auslieferung (Prüfsummen der Programmteile). Quittungsschlüssel wechseln.",
            "Verdacht auf Einbruch private Seite: Empfangsschlüssel aller Behörden sperren, neue Schlüsselliste, Meldung nach Art. 33 DSGVO prüfen.",
            "Verlust der Tagesschlüssel: alle davon verschlossenen Entwürfe und noch nicht abgeholten Anträge sind verloren; Antragstellende können neu beginnen. Deshalb zwei Ablagen.",
        ]))
        .left_open(&["Rufbereitschaft und Eskalationswege", "Überwachungssystem und Schwellen", "Wartungsankündigungen", "Rechner, Netze, Lastverteiler mit Namen"])
}
