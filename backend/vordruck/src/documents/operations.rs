//! Betriebshandbuch: installing, starting, watching, backing up, restoring, updating, and what to do when something is wrong.

use super::containers;
use super::facts::Facts;
use super::interfaces;
use super::servers::Servers;
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
    let transfers = &private.transfers;
    let destinations = interfaces::destinations(facts);
    // A folder is no matter of the network.
    let interfaces = interfaces::rows(facts)
        .into_iter()
        .filter(|row| row.get(2).is_some_and(|kind| kind != "Ordner"))
        .filter_map(|row| Some(vec!["Interne Seite".to_owned(), row.get(3)?.clone(), format!("Übergabe: {}", row.get(2)?)]));
    let replicas: Vec<String> = public.keys.replicas.iter().map(|folder| folder.display().to_string()).collect();
    let staff_address = private.server.public_url.clone().unwrap_or_else(|| private.server.listen.to_string());
    let rows = [
        ("Öffentliche Seite", "lauscht auf", public.server.listen.to_string()),
        ("Öffentliche Seite", "Adresse für Menschen", public.server.public_url.clone()),
        ("Öffentliche Seite", "Datenbank", public.database.place.to_string()),
        ("Öffentliche Seite", "Tagesschlüssel", replicas.join(", ")),
        (
            "Öffentliche Seite",
            "Mail",
            public.mail.as_ref().map_or_else(|| "keine".to_owned(), |mail| format!("{}:{}", mail.host, mail.port)),
        ),
        ("Interne Seite", "lauscht auf", private.server.listen.to_string()),
        ("Interne Seite", "Adresse für Beschäftigte", staff_address.clone()),
        ("Interne Seite", "Datenbank", private.database_place().to_string()),
        ("Interne Seite", "Tagesschlüssel", private.storage.day_keys.display().to_string()),
        ("Interne Seite", "öffnet ihre Schlüssel mit", unlock),
        ("Interne Seite", "holt ab bei", private.public_side.url.clone()),
        ("Interne Seite", "Schadsoftware-Scanner", scanner),
    ];
    let servers = Servers::of(facts);
    let is_server = servers.public;
    let of_postbox = private.database_place();
    Sheet::new("Betriebshandbuch", "Für den Betrieb im Rechenzentrum; die Befehle kennt „vordruck --help“.")
        .section("Was läuft wo", html! {
            p { "Ein Programm, zwei Seiten: " code { "vordruck serve" } " im Internet, " code { "vordruck postbox" } " im Netz der Behörde. Jede Verbindung geht von der internen Seite aus." }
            (table("Diese Installation", &["Seite", "Was", "Wert"], rows.map(|(side, what, value)| vec![side.to_owned(), what.to_owned(), value])))
        })
        .section("Mehrere Prozesse der öffentlichen Seite", list(&if is_server {
            vec![
                "Beliebig viele „vordruck serve“ arbeiten auf derselben PostgreSQL-Datenbank; ein Lastverteiler verteilt. Keine Anfrage muss zum selben Prozess wie die davor. Ob einer bereit ist, sagt „/health“ (204, sonst 503).".to_owned(),
                format!("Die Ordner der Tagesschlüssel ({}) und die Datei {} sind für alle dieselben: auf mehreren Rechnern ein Dateisystem, das alle einbinden und das harte Verweise kennt (zum Beispiel NFS 4), ohne Schnappschüsse und ohne Sicherung; der Benutzer des Dienstes hat überall dieselbe Nummer. Ein Prozess mit anderen Schlüsseln wird beim Start abgewiesen, solange einer mit diesen läuft. In einer zweiten Datenbank stünden sie falsch: deren Dateien und Schreibprotokoll behielten jeden vernichteten Schlüssel.", replicas.join(", "), public.keys.receipt_key.display()),
                "Die Uhren aller Rechner folgen derselben Zeitquelle.".to_owned(),
                format!("Jeder Prozess hält bis zu {} Verbindungen zum Server und einmal in der Stunde eine mehr; „max_connections“ muss für alle reichen. Dazwischen darf ein Verbindungsverteiler nur je Sitzung verteilen (PgBouncer: „pool_mode = session“).", public.database.readers + 1),
                "Entwürfe speichern alle Prozesse gleichzeitig, alles andere (Öffnen, Hochladen, Absenden, Abholen) schreiben sie reihum, einen Stapel von Anfragen nach dem anderen: weitere Prozesse bringen dort Ausfallsicherheit und Rechenzeit, aber nicht ebenso viel mehr.".to_owned(),
                "Der Server läuft mit „fsync = on“. Fällt er aus, antworten alle Prozesse mit 503 und „Retry-After“ und arbeiten weiter, sobald er wieder da ist; bestätigt wird nur, was er dauerhaft gespeichert hat. Über ein Netz muss er sich ausweisen („sslmode=verify-full“ ist die Vorgabe, die eigene Zertifizierungsstelle nennt „sslrootcert“).".to_owned(),
            ]
        } else {
            vec![
                "Auf einer SQLite-Datei können mehrere „vordruck serve“ desselben Rechners arbeiten, zum Beispiel während einer Aktualisierung.".to_owned(),
                "Für mehrere Rechner hinter einem Lastverteiler: PostgreSQL („public.database.url“). Vorhandene Daten nimmt der Wechsel nicht mit; Entwürfe enden mit ihrer Frist, Anträge holt die interne Seite vorher ab.".to_owned(),
            ]
        }))
        .section("Mehrere Prozesse der internen Seite", list(&if servers.private {
            vec![
                "Beliebig viele „vordruck postbox“ (und „vordruck postbox collect“, das nur abholt) arbeiten auf derselben PostgreSQL-Datenbank, jeder Antrag und jede Übergabe bei genau einem; stirbt er, übernimmt nach zehn Minuten ein anderer.".to_owned(),
                format!("Der Ordner der Tagesschlüssel ({}) ist für alle derselbe: auf mehreren Rechnern ein Dateisystem, das alle einbinden und das Dateisperren kennt (zum Beispiel NFS 4), ohne Schnappschüsse und ohne Sicherung; der Benutzer des Dienstes hat überall dieselbe Nummer. Ein Prozess mit einem anderen Ordner hielte die Einträge der übrigen für gelöscht: er wird beim Start abgewiesen, solange einer mit diesem läuft. Jeder Rechner hat dieselbe Datei {}; mit einer anderen startet er nicht.", private.storage.day_keys.display(), private.storage.key_file.display()),
                "Die Uhren aller Rechner folgen derselben Zeitquelle.".to_owned(),
                format!("Jeder Prozess hält bis zu {} Verbindungen zum Server und bei jedem Löschlauf eine mehr; „max_connections“ muss für alle reichen. Geschrieben wird reihum, ein Stapel nach dem anderen. Die Datenbank ist eine eigene, nie die der öffentlichen Seite, und steht im Netz der Behörde.", private.database.connections),
                "Der Server läuft mit „fsync = on“. Fällt er aus, antwortet der Postkorb mit einem Fehler und das Abholen wartet; bestätigt wird der öffentlichen Seite nur, was er dauerhaft gespeichert hat. Ist er wieder da, geht es von selbst weiter.".to_owned(),
            ]
        } else {
            vec![
                "Auf einer SQLite-Datei können mehrere „vordruck postbox“ und „vordruck postbox collect“ desselben Rechners arbeiten.".to_owned(),
                "Für mehrere Rechner: PostgreSQL („private.database.url“), eine eigene Datenbank im Netz der Behörde. Was da ist, bringt „vordruck postbox move“ hinüber, bei angehaltenen Prozessen in einer Transaktion; die Datei bleibt unverändert, die Ordner der Schlüssel bleiben, wo sie sind.".to_owned(),
            ]
        }))
        .section("Firewall", table("Freizuschalten ist nur", &["Von", "Nach", "Wozu"], [
            ["Internet".to_owned(), format!("{} (über TLS-Endpunkt auf {})", public.server.public_url, public.server.listen), "Antragstellende".to_owned()],
            ["Interne Seite".to_owned(), private.public_side.url.clone(), "Abholen, Veröffentlichen".to_owned()],
            ["Öffentliche Seite".to_owned(), if is_server { public.database.place.to_string() } else { "(keine: SQLite)".to_owned() }, "Datenbank".to_owned()],
            ["Interne Seite".to_owned(), if servers.private { of_postbox.to_string() } else { "(keine: SQLite)".to_owned() }, "Datenbank".to_owned()],
            ["Behördennetz".to_owned(), staff_address.clone(), "Beschäftigte".to_owned()],
            ["Beide Seiten".to_owned(), "Mailserver".to_owned(), "Links, Hinweise".to_owned()],
        ].map(Vec::from).into_iter().chain(interfaces)))
        .section("Einrichten", html! {
            ol {
                li { code { "vordruck doctor" } " auf beiden Rechnern: was fehlt, steht dort mit dem nächsten Schritt." }
                li { "Die Beispielkonfiguration anpassen und als " code { "vordruck.toml" } " ablegen; Umgebungsvariablen (" code { "VORDRUCK_PUBLIC__SERVER__LISTEN" } ") gehen vor." }
                li { "Dienste mit eigenem Benutzer starten, der nur darf, was er braucht. Für systemd stehen neben diesem Papier im Ordner " code { "systemd" } ", aus der Konfiguration geschrieben: die Benutzer (" code { "vordruck.sysusers.conf" } " nach " code { "/etc/sysusers.d" } ", dann " code { "systemd-sysusers" } "), die Ordner (" code { "vordruck.tmpfiles.conf" } " nach " code { "/etc/tmpfiles.d" } ", dann " code { "systemd-tmpfiles --create" } ") und je Seite ein Dienst (nach " code { "/etc/systemd/system" } "). Die Passphrase liegt unter " code { "/etc/vordruck/secrets" } ", nur für root lesbar; der Dienst bekommt sie beim Start." }
                li { "TLS endet am vorgelagerten Lastverteiler; sein Netz steht unter " code { "trusted_proxies" } "." }
                li { "Befehle, die eine Datenbank oder Schlüssel öffnen (" code { "tenant" } ", " code { "user" } ", " code { "postbox …" } "), laufen als Benutzer des Dienstes, während er läuft: " code { "sudo -u vordruck-postbox vordruck … --config …" } ". Nur dann liegt die Passphrase, wo die Konfiguration sie sucht, und was sie anlegen, gehört dem Dienst; als root angelegte Dateien könnte er nicht öffnen." }
                li { "Der Ordner der Behörden (" code { "tenants_folder" } ") steht unter " code { "[private]" } " und " code { "[public]" } "; die internen Dienste müssen ihn lesen können. Jede Behörde, als Folge von Befehlen:"
                    ol {
                        li { code { "vordruck tenant add BEHOERDE --name … --service …" } "; ihre Datei " code { "public.toml" } " auf den Rechner der öffentlichen Seite kopieren, als " code { "BEHOERDE/public.toml" } " in deren Ordner." }
                        li { "Beide Dienste neu starten: sie lesen den Ordner beim Start. Bis dahin weist die öffentliche Seite das Veröffentlichen mit 401 ab." }
                        li { "Einmal, auf einem Rechner ohne Netz: " code { "vordruck tenant keys root DATEI" } "; den Fingerabdruck auf Papier notieren." }
                        li { code { "vordruck tenant keys request BEHOERDE" } ", die Datei zum Rechner ohne Netz tragen, dort " code { "vordruck tenant keys sign ANFRAGE --root DATEI --out UNTERSCHRIEBEN" } ", zurücktragen und " code { "vordruck tenant keys install BEHOERDE UNTERSCHRIEBEN --root-fingerprint …" } " (beim ersten Mal, vom Papier)." }
                        li { code { "vordruck tenant publish BEHOERDE" } "." }
                    }
                }
                li { "Unter " code { "public.security" } " steht, wem man eine Sicherheitslücke meldet, und bis wann jemand dafür einsteht; die öffentliche Seite zeigt es unter " code { "/.well-known/security.txt" } " (RFC 9116). Vor dem Ablauf prüfen und das Datum verlängern; " code { "vordruck doctor --config" } " erinnert daran." }
                li { "Ohne eigene Adressen für Datenschutzerklärung und Erklärung zur Barrierefreiheit zeigt jede Leistung Entwürfe unter " code { "/<Behörde>/<Leistung>/datenschutz" } " und " code { "…/barrierefreiheit" } ". Vor dem ersten Antrag füllt die Behörde ihre Lücken (" code { "vordruck tenant set BEHOERDE statements.data-protection-officer=…" } ", ebenso " code { "enforcement-body" } ", " code { "retention" } ", " code { "assessment" } " und die übrigen; für eine einzelne Leistung unter " code { "services.LEISTUNG.statements" } "; auf Englisch und in Leichter Sprache unter " code { "statements-in.en" } " und " code { "statements-in.de-simple" } ", sonst steht dort der deutsche Text; Tage als " code { "2026-11-22" } " schreibt jede Sprache auf ihre Weise) oder ersetzt sie durch eigene Seiten (" code { "authority.privacy-url" } ", " code { "authority.accessibility-url" } "). Ohne Lücken sind es keine Entwürfe mehr." }
                li { "Erstes Konto: " code { "vordruck user invite NAME --display-name … --administers BEHOERDE" } " nennt einen Link, mit dem die Person ihr Passwort festlegt; alle weiteren lädt sie im Postkorb ein. Wer auch Anträge lesen soll, bekommt dazu " code { "--grant 'BEHOERDE/*'" } "." }
            }
        })
        .section("Container", containers::chapter(facts))
        .section("Konten", html! {
            (list(&[
                "„vordruck user invite NAME --display-name … --grant behoerde/leistung“ legt ein Konto an und nennt einen Link, mit dem die Person ihr Passwort selbst festlegt; bei einem bestehenden Konto entsteht ein neuer Link.",
                "„vordruck user lock NAME“ sperrt und beendet alle Sitzungen sofort, „unlock“ hebt die Sperre auf, „role“ zeigt und ändert Berechtigungen, „list --tenant …“ nennt Konten mit Stand, zweitem Faktor und letzter Anmeldung. Alles steht im Protokoll.",
            ]))
            p { "Passkeys gelten für die Adresse " code { (staff_address) } ". Bekommt der Postkorb einen anderen Hostnamen, sind sie alle wertlos; die Personen brauchen dann neue Links (" code { "vordruck user invite NAME" } ")." }
        })
        .section("Schnittstellen", html! {
            @if interfaces::are_there(facts) {
                (table("Eingerichtete Schnittstellen", &["Behörde", "Name", "Art", "Wohin", "Schutz"], interfaces::rows(facts)))
                (table("Reihenfolge", &["Behörde", "Leistung", "Zustellwege"], interfaces::orders(facts)))
                (list(&[
                    format!("Was eine Schnittstelle nicht annimmt, wird nach {} Sekunden wieder versucht, dann in wachsenden Abständen bis {} Sekunden; nach {} Stunden bekommt es der nächste Zustellweg, am Ende der Postkorb.", transfers.retry_first_seconds, transfers.retry_most_seconds, transfers.give_up_hours),
                    "Abgelehntes geht sofort an den nächsten Zustellweg; was der Browser für einen Zustellpunkt versiegelt hat, wartet stattdessen bis zu 90 Tage darauf, erneut gesendet zu werden. Der Inhalt wird gelöscht, sobald die Gegenstelle bestätigt hat; eine Zeile ohne Inhalt bleibt 90 Tage.".to_owned(),
                    "„vordruck postbox queue“ zeigt, was wartet, was scheiterte und warum; „--hurry“ versucht es sofort, „--acknowledge“ nimmt zur Kenntnis, was angehalten ist (die Warnung im Postkorb endet, der Antrag bleibt).".to_owned(),
                ]))
            } @else {
                p { "Keine: alle Anträge gehen in den Postkorb." }
            }
            @if !destinations.is_empty() {
                (table("Eigene Zustellpunkte bei FIT-Connect", &["Behörde", "Name", "Leistung", "Zustellpunkt", "Im Postkorb"], destinations))
                p { "Was andere dort einreichen, zeigt " code { "vordruck postbox receptions" } ". Die Schlüssel eines Zustellpunkts macht " code { "vordruck postbox destination-keys" } "; alte bleiben eingetragen, bis nichts mehr für sie verschlüsselt sein kann." }
            }
        })
        .section("Täglich im Blick", list(&[
            "Beide Prozesse laufen; jede Zeile im Protokoll mit „error“ ist ein Anlass nachzusehen.",
            "Im Postkorb stehen keine unlesbaren Einträge; wenn doch, nennt der Eintrag den Grund.",
            "Platz auf den Datenträgern der Datenbanken und der Tagesschlüssel; beide Ablagen der Tagesschlüssel sind gleich.",
            "Restlaufzeit des Schlüsselverzeichnisses jeder Behörde: mehr als 14 Tage („vordruck tenant keys status“).",
            "„/metrics“ der internen Seite (nur von derselben Maschine): „vordruck_alarms“ ist leer, „vordruck_transfers“ mit „rejected“ und „gave-up“ wächst nicht.",
        ]))
        .section("Sichern und Zurückspielen", html! {
            p { "Zu sichern: die Datenbank der öffentlichen Seite (" code { (public.database.place) } "), die der internen (" code { (of_postbox) } "), die Konfiguration, der Ordner der Behörden mit ihren verschlossenen Schlüsseldateien und " code { (private.storage.key_file.display()) } ". Passphrase und Kennung getrennt davon verwahren. SQLite-Dateien im laufenden Betrieb mit " code { "sqlite3 DATEI '.backup ZIEL'" } ", nie durch Kopieren der Datei." }
            @if servers.public || servers.private {
                p { "Den PostgreSQL-Server sichert, wer ihn betreibt, mit seinen Mitteln (" code { "pg_dump" } ", " code { "pgBackRest" } "); Vordruck hat dafür keinen Befehl." }
            }
            p { "Nie zu sichern: die Ordner der Tagesschlüssel. Wer sie sichert, hebt das Löschen auf." }
            ol {
                li { "Dienst anhalten (alle Prozesse), Datenbank zurückspielen, Ordner der Tagesschlüssel unverändert lassen. Liegen neben einer SQLite-Datei noch " code { "-wal" } " und " code { "-shm" } ", weil ein Prozess abgestürzt ist: beide vorher löschen, sie gehören zur alten Datei." }
                li { "Dienst starten: vor der ersten Anfrage läuft der Löschlauf und entfernt, was inzwischen fällig war." }
                li { "Die interne Seite holt ab, was sie noch nicht bestätigt hat; doppelt zugestellt wird nichts (Kennung und Prüfsumme werden 91 Tage gemerkt)." }
                li { "Was in der Sicherung auf dem Weg zu einer Schnittstelle war, wird angehalten: es kann inzwischen übergeben sein. Die Seite „Übermittlung“ und " code { "vordruck postbox queue" } " nennen es („restored“). Nach Rückfrage bei der Gegenstelle gibt „Jetzt erneut versuchen“ oder " code { "--hurry" } " es frei. Erkannt wird das an einer Zahl im Ordner der Tagesschlüssel; auch deshalb bleibt er, wie er ist." }
                li { "Was seit der Sicherung im Postkorb ankam, fehlt danach: auf der öffentlichen Seite ist es gelöscht. Deshalb so oft sichern, wie ein Verlust zu verschmerzen ist." }
            }
        })
        .section("Aktualisieren", html! {
            ol {
                li { "Neue Fassung daneben legen, " code { "vordruck process check" } " und " code { "vordruck process test" } " mit den eigenen Definitionen laufen lassen." }
                li { "Interne Seite neu starten, dann öffentliche Seite: laufende Anfragen werden zu Ende geführt (bis zu " code { "farewell_seconds" } "), der Lastverteiler nimmt den neuen Prozess hinzu. Ein Wartungsfenster braucht das nicht: bei mehreren Prozessen einen nach dem anderen, den nächsten, wenn „/health“ des neuen 204 sagt. Wird ein Prozess beendet, sagt „/health“ sofort 503, und er bedient noch so lange alle, wie " code { "drain_seconds" } " angibt: so lange, wie der Lastverteiler braucht, um es zu bemerken." }
                li { "Formulare bleiben, wie sie veröffentlicht sind; angefangene Entwürfe behalten ihre Fassung." }
            }
        })
        .section("Störungen", table("Was tun, wenn", &["Anzeichen", "Ursache", "Schritt"], [
            ["Absenden scheitert: Schlüssel abgelaufen", "Schlüsselverzeichnis älter als 90 Tage", "Neues Verzeichnis unterschreiben und veröffentlichen; Entwürfe bleiben erhalten"],
            ["Anträge bleiben auf der öffentlichen Seite", "Interne Seite läuft nicht oder erreicht die öffentliche nicht", "Protokoll der internen Seite lesen; nichts geht verloren, Frist beachten"],
            ["Eintrag „Nicht lesbar“", "Schlüssel fehlt oder Paket beschädigt", "Alten Empfangsschlüssel wieder eintragen, dann „vordruck postbox retry“. Wer den Antrag gestellt hat, weiß die Behörde nicht: sie erfährt es nur, wenn die Person sich mit ihrer Vorgangsnummer meldet"],
            ["Meldung „Der Virenscanner antwortet nicht“ im Postkorb", "clamd läuft nicht oder ist nicht erreichbar; neue Anträge warten so lange", "clamd starten; AlertExceedsMax und AlertEncrypted müssen eingeschaltet sein"],
            ["Anlagen „nicht geprüft“", "Kein Scanner eingerichtet", "Abschnitt „private.scanner“ der Konfiguration ausfüllen"],
            ["Öffentliche Seite antwortet mit 503, „the database cannot be reached“ im Protokoll", "Datenbank oder Netz ausgefallen", "Datenbank starten; die Prozesse nehmen die Arbeit von selbst wieder auf"],
            ["Öffentliche Seite startet nicht: „has other keys“", "Ordner der Tagesschlüssel nicht eingebunden oder andere Datei für Eingangsbestätigungen", "Dasselbe Dateisystem einbinden wie die übrigen Prozesse. Sind die Schlüssel verloren: alle Prozesse anhalten, drei Minuten warten, starten"],
            ["Interne Seite startet nicht: „has other day keys“", "Ordner der Tagesschlüssel nicht eingebunden", "Dasselbe Dateisystem einbinden wie die übrigen Prozesse. Sind die Schlüssel verloren: alle Prozesse anhalten, drei Minuten warten, starten"],
            ["Löschlauf meldet eine falsche Uhr", "Uhr ist gesprungen", "Zeit richtigstellen, Dienst neu starten"],
            ["Meldung „Zustellung scheitert“ im Postkorb, Zeilen „waiting“ in der Warteschlange", "Gegenstelle einer Schnittstelle antwortet nicht oder lehnt ab", "„vordruck postbox queue“ nennt den Grund; nach dem Beheben „--hurry“. Ohne Zutun geht der Antrag nach der Frist an den nächsten Zustellweg"],
            ["Eine Person kommt nicht mehr hinein", "Passwort, Passkey oder zweiter Faktor verloren", "Verwaltung der Behörde oder „vordruck user invite NAME“: neuer Link; zweiter Faktor und Passkeys werden beim Annehmen entfernt"],
            ["Fehler nach einer Reparatur: Eintrag bleibt unlesbar", "Form oder Schlüssel fehlte beim Abholen", "„vordruck postbox retry“ liest unlesbare Einträge noch einmal"],
            ["Tagesschlüssel einer Ablage fehlen", "Datenträger defekt", "Ordner aus der zweiten Ablage wiederherstellen, nie aus einer Sicherung"],
        ].map(|row| row.map(str::to_owned).to_vec())))
        .section("Eine Behörde geht", html! {
            ol {
                li { code { "vordruck tenant export" } " gibt alles heraus, was der Postkorb hat, verschlossen für die Behörde, und nennt, was noch auf der öffentlichen Seite wartet. Ist etwas nicht abgeholt: abholen lassen und wiederholen." }
                li { code { "vordruck tenant remove" } " löscht auf beiden Seiten, vernichtet die Schlüssel und schreibt einen unterschriebenen Nachweis: was gelöscht wurde, bis wann Anteile in Sicherungen noch zu öffnen sind, was kein Programm zurückholt." }
            }
        })
        .section("Ablauf bei einem Vorfall", html! {
            ol {
                li { "Feststellen: Zeit notieren, wer was bemerkt hat. Protokolle beider Seiten und des Lastverteilers sichern, bevor etwas neu gestartet wird." }
                li { "Eindämmen: betroffene Seite vom Netz nehmen; Konten sperren (" code { "vordruck user lock" } "); Schlüssel sperren (" code { "vordruck tenant keys sign --revoke" } ") und das neue Verzeichnis veröffentlichen." }
                li { "Bewerten: Welche Seite, welcher Zeitraum, welche Behörden? Auf der öffentlichen Seite liegen nur verschlossene Inhalte, E-Mail-Adressen wartender Mails (verschlossen), Größen und Zeiten. Im Postkorb sind Inhalte für angemeldete Berechtigte lesbar." }
                li { "Melden: Verantwortliche unverzüglich unterrichten (Art. 33 Abs. 2 DSGVO); die Behörde meldet der Aufsicht binnen 72 Stunden (Art. 33 Abs. 1) und prüft die Benachrichtigung der Betroffenen (Art. 34). Sicherheitsvorfälle auch an das zuständige CERT." }
                li { "Wiederherstellen: sauberer Rechner, neue Zugangsdaten, Sicherung zurückspielen, Tagesschlüssel aus der zweiten Ablage." }
                li { "Nachbereiten: Ursache, Maßnahmen, Eintrag in das Verzeichnis der Verletzungen (Art. 33 Abs. 5)." }
            }
        })
        .section("Notfälle", list(&[
            "Verdacht auf Einbruch öffentliche Seite: vom Netz nehmen, Prozess anhalten. Inhalte sind verschlossen; zu prüfen ist die Auslieferung (Prüfsummen der Programmteile). Schlüssel der Eingangsbestätigungen wechseln.",
            "Verdacht auf Einbruch interne Seite: Empfangsschlüssel aller Behörden sperren, neues Schlüsselverzeichnis, Meldung nach Art. 33 DSGVO prüfen.",
            "Verlust der Tagesschlüssel der internen Seite: alle damit verschlossenen Einträge des Postkorbs sind verloren. Der Ordner gehört auf gespiegelte Datenträger, nie in eine Sicherung.",
            "Verlust der Tagesschlüssel der öffentlichen Seite: alle davon verschlossenen Entwürfe und noch nicht abgeholten Anträge sind verloren; Antragstellende können neu beginnen. Deshalb zwei Ablagen.",
        ]))
        .left_open(&["Rufbereitschaft und Eskalationswege", "Überwachungssystem und Schwellen", "Wartungsankündigungen", "Rechner, Netze, Lastverteiler mit Namen"])
}
