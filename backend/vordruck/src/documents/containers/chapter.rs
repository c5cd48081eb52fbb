//! The handbook's chapter on containers. In: the configuration. Out: German text. The files it speaks of are written beside it.

use super::super::facts::Facts;
use super::super::sheet::{list, table};
use super::{CONFIGURATION, Side, USER, private, public};
use maud::{Markup, html};

pub(in super::super) fn chapter(facts: &Facts) -> Markup {
    let sides = [public(facts), private(facts)];
    let is_shared = sides.iter().any(|side| side.is_shared);
    html! {
        p { "Wer keine Container einsetzt, überspringt diesen Abschnitt. " code { "make image" } " baut aus dem Quelltext ein Abbild (OCI) als Datei: " code { "target/image/vordruck.tar" } ". Darin sind das Programm, die Bibliotheken, mit denen es gebunden ist, die Zertifizierungsstellen und die Lizenzen, sonst nichts: kein Grundabbild, keine Shell, keine Paketverwaltung. Derselbe Stand ergibt dieselbe Prüfsumme." }
        ol {
            li { "Laden: " code { "podman load --input target/image/vordruck.tar" } " oder mit " code { "skopeo copy oci-archive:target/image/vordruck.tar docker://…" } " in das eigene Verzeichnis (auch für Docker)." }
            li { "Neben diesem Papier stehen im Ordner " code { "container" } ", aus der Konfiguration geschrieben, für jede Seite eine Compose-Datei (eine Maschine) und Manifeste für Kubernetes. Die Seiten gehören auf getrennte Maschinen oder in getrennte Cluster." }
            li { "Konfiguration: im Container unter " code { (CONFIGURATION) "/vordruck.toml" } ", nur lesbar; auch die Dateien, die sie daneben nennt. Sie bleibt, wie sie ist: was im Container anders ist (Adressen), setzen Umgebungsvariablen. " code { "127.0.0.1" } " meint im Container nur ihn selbst: der Mailserver, ein Scanner und die Datenbank brauchen Adressen im Netz." }
            li { "Geheimnisse liegen als Dateien an der Stelle, die die Konfiguration nennt, nie in Umgebungsvariablen oder im Abbild." }
            @for side in &sides {
                li { "Kubernetes, " (side.name) ": nach dem Namensraum " code { "kubectl create secret generic " (side.name) "-konfiguration --namespace " (side.name) " --from-file=" (CONFIGURATION) }
                    @if !side.secrets.is_empty() {
                        " und " code { "kubectl create secret generic " (side.name) "-geheimnisse --namespace " (side.name) @for secret in &side.secrets { " --from-file=" (Side::secret_name(secret)) } }
                    }
                    ", dann " code { "kubectl apply --filename container/kubernetes-" (side.command) ".yaml" } "." }
            }
            @if facts.public.tenants_folder.is_some() || facts.private.tenants_folder.is_some() {
                li { "Der Ordner der Behörden (" code { "tenants_folder" } ") hat Unterordner; ein Geheimnis von Kubernetes hat keine. Er wird als eigener, nur lesbarer Datenträger an der Stelle eingebunden, die die Konfiguration nennt." }
            }
        }
        (table("Was ein Container braucht", &["Seite", "Hört auf", "Schreibt nach", "Geheimnisse", "Frist beim Beenden"], sides.iter().map(row)))
        (list(&[
            format!("Rechte: Benutzer {USER} ohne Namen auf der Maschine, Wurzeldateisystem nur lesbar, alle Befugnisse (capabilities) abgegeben, „no-new-privileges“, Systemaufrufe nach der Vorgabe der Laufzeitumgebung. Mehr braucht keine Seite. Jeder Datenträger gehört {USER}; gehört er jemand anderem oder fehlt er, startet das Programm nicht und nennt den Ordner."),
            "Das Abbild erklärt keine Datenträger (VOLUME): ein vergessener fällt beim Start auf, statt mit dem Container zu verschwinden.".to_owned(),
            "Die interne Seite öffnet jeden Antrag in einem Kindprozess, der sich selbst einsperrt: setrlimit(2), seccomp(2) und „no-new-privileges“ genügen, die üblichen Profile (Docker, containerd, CRI-O, Podman) erlauben alle drei. Verbietet eine Laufzeitumgebung sie, wird nichts geöffnet: Anträge warten, das Protokoll sagt „the kernel does not confine it“, der Postkorb warnt. „confinement = if-possible“ wäre der falsche Ausweg; das Profil muss „seccomp“ und „prctl“ erlauben.".to_owned(),
            "Bereit: „/health“ (öffentliche Seite 204, interne 200; 503 oder 500, wenn die Datenbank nicht antwortet oder der Prozess gleich endet). Lebt: „/health/alive“ (204). Ein Neustart hängt nur an „/health/alive“: eine Datenbank, die fehlt, kommt davon nicht zurück. Einen Befehl zum Prüfen hat das Abbild nicht; mit Compose prüft der TLS-Endpunkt.".to_owned(),
            "„/metrics“ der internen Seite antwortet nur im selben Netz-Namensraum: als Beiwagen (sidecar) im selben Pod abfragen.".to_owned(),
            "Beenden mit SIGTERM. Was bis zum Ende der Frist nicht fertig ist, wird abgebrochen, und nichts Bestätigtes fehlt: der Browser setzt einen Dateiteil dort fort, wo er war, und wiederholt, was keine Antwort bekam; die interne Seite holt noch einmal.".to_owned(),
            if is_shared {
                "Aktualisieren ohne Wartungsfenster: neues Abbild eintragen; Kubernetes ersetzt einen Prozess nach dem anderen („maxUnavailable: 0“). Die Datenträger der Tagesschlüssel sind für alle dieselben (ReadWriteMany).".to_owned()
            } else {
                "Mit SQLite läuft je Seite ein Prozess; beim Aktualisieren antwortet einige Sekunden niemand, und die Browser wiederholen. Ohne diese Lücke: PostgreSQL.".to_owned()
            },
            "Die Netzregeln lassen zur öffentlichen Seite nur den TLS-Endpunkt und von ihr nur Namensauflösung, Datenbank und Mail hinaus; zur internen nur den TLS-Endpunkt der Beschäftigten. Von außen führt keine Regel nach innen. Sie wirken nur, wenn das Netz des Clusters sie durchsetzt.".to_owned(),
            "Der Scanner läuft in einem eigenen Container und wird über „address“ erreicht, oder sein Socket wird aus einem gemeinsamen Datenträger eingebunden. Hinter einem TLS-Endpunkt gehört dessen Netz in „trusted_proxies“, sonst gelten alle als eine Person.".to_owned(),
        ]))
    }
}

fn row(side: &Side) -> Vec<String> {
    let joined = |paths: &mut dyn Iterator<Item = String>| paths.collect::<Vec<_>>().join(", ");
    let volumes = joined(&mut side.volumes.iter().map(|volume| {
        let reason = if volume.is_keys { " (Tagesschlüssel, nie sichern)" } else { "" };
        format!("{}{reason}", volume.path.display())
    }));
    let secrets = joined(&mut side.secrets.iter().map(|secret| secret.display().to_string()));
    vec![side.name.to_owned(), side.port.to_string(), volumes, secrets, format!("{} Sekunden", side.grace_seconds)]
}
