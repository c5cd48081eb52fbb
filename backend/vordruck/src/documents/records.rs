//! Verzeichnis von Verarbeitungstätigkeiten: Art. 30 (1) GDPR for each service, and Art. 30 (2) for who runs the installation.

use super::facts::{Facts, ServiceFacts};
use super::interfaces;
use super::sheet::{Sheet, days, list, table};
use maud::{Markup, html};
use vordruck_private::config::ScannerConfig;

pub(super) fn sheet(facts: &Facts) -> Sheet {
    let tenants: Vec<String> = facts.private.tenants.values().map(|tenant| tenant.name.clone()).collect();
    let start = Sheet::new("Verzeichnis von Verarbeitungstätigkeiten", "Nach Art. 30 DSGVO: je Verwaltungsleistung für den Verantwortlichen (Abs. 1), danach für den Betreiber als Auftragsverarbeiter (Abs. 2).")
        .section("Verantwortliche", html! { p { "Verantwortlich ist jeweils die Behörde, für die ein Antrag gestellt wird:" } (list(&tenants)) });
    let with_services = facts
        .services
        .iter()
        .fold(start, |sheet, service| sheet.section(format!("Verarbeitungstätigkeit: {}", service.title), activity(service, facts)));
    with_services
        .section("Verarbeitung im Auftrag (Art. 30 Abs. 2)", html! {
            p { "Der Betreiber nimmt verschlossene Entwürfe und Anträge entgegen, hält sie vor, übergibt sie dem Postkorb der Behörde und löscht sie." }
            (list(&[
                "Kategorien der Verarbeitung: Speichern und Übermitteln von Geheimtext; Versand von Mails mit dem Link zum Weitermachen; Betrieb des Postkorbs im Netz der Behörde oder des Rechenzentrums.",
                "Kenntnis: Die öffentliche Seite kennt Behörde, Leistung, Fassung des Formulars, Größen und Zeiten, nie Antworten. Eine E-Mail-Adresse kennt sie nur bis zur Annahme durch den Mailserver, verschlossen.",
                "Übermittlung in Drittländer: keine.",
                "Technische und organisatorische Maßnahmen: siehe das eigene Papier.",
            ]))
        })
        .left_open(&["Name und Kontaktdaten des Verantwortlichen und seiner Vertretung", "Datenschutzbeauftragte Person", "Verträge zur Auftragsverarbeitung (Art. 28 DSGVO), Unterauftragsverarbeiter (Rechenzentrum, Mail)", "Empfänger innerhalb der Behörde und angeschlossene Fachverfahren"])
}

fn activity(service: &ServiceFacts, facts: &Facts) -> Markup {
    let basis = if service.legal_basis.is_empty() { "auszufüllen".to_owned() } else { service.legal_basis.join("; ") };
    let scanner = match facts.private.scanner {
        ScannerConfig::None => "kein Schadsoftware-Scanner eingerichtet",
        ScannerConfig::Clamd { .. } => "Prüfung auf Schadsoftware im eigenen Netz (ClamAV)",
    };
    let clerks = "die für die Leistung freigeschalteten Beschäftigten der Behörde im Postkorb";
    let receivers = match interfaces::receivers(facts, &service.id) {
        Some(interfaces) => format!("{clerks}; über Schnittstellen: {interfaces}"),
        None => clerks.to_owned(),
    };
    let rows = [
        ("Zweck", format!("Antrag „{}“ elektronisch stellen und bearbeiten", service.title)),
        ("LeiKa-Schlüssel", service.leika_key.clone().unwrap_or_else(|| "keiner angegeben".to_owned())),
        ("Fassung der Prozessdefinition", format!("{} ({})", service.version, service.id)),
        ("Rechtsgrundlage", basis),
        ("Betroffene Personen", "Antragstellende und im Antrag genannte Personen".to_owned()),
        ("Anlagen", if service.has_files { format!("ja; {scanner}") } else { "keine".to_owned() }),
        ("Zahlung", if service.has_fee { "gebührenpflichtig oder möglich".to_owned() } else { "nein".to_owned() }),
        ("Empfänger", receivers),
        ("Drittlandübermittlung", "keine".to_owned()),
        (
            "Löschfristen",
            format!("Entwurf {} nach dem letzten Speichern; Antrag im Postkorb {}", days(service.draft_days), days(service.postbox_days)),
        ),
        ("Maßnahmen nach Art. 32", "siehe Technische und organisatorische Maßnahmen".to_owned()),
    ];
    let asked = service.asked.iter().map(|(page, labels)| vec![page.clone(), labels.join(" · ")]);
    html! {
        (table(&format!("{}: Angaben nach Art. 30 Abs. 1", service.title), &["Angabe", "Inhalt"], rows.map(|(what, text)| vec![what.to_owned(), text])))
        (table(&format!("{}: Kategorien personenbezogener Daten", service.title), &["Seite des Formulars", "Abgefragt"], asked))
    }
}
