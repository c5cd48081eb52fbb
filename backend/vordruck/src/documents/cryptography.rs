//! Kryptokonzept (BSI IT-Grundschutz CON.1; algorithms and lengths after BSI TR-02102-1): what is sealed how, whose keys they are, where they live
//! and when they end. The bytes are told by the envelope's FORMAT.md; this page is for who answers for the installation.

use super::facts::Facts;
use super::sheet::{Sheet, list, table};
use maud::html;

pub(super) fn sheet(facts: &Facts) -> Sheet {
    let tenants = facts.private.tenants.iter().map(|(id, tenant)| {
        let files: Vec<String> = tenant.key_files.iter().map(|file| file.display().to_string()).collect();
        let root = tenant.root_fingerprint.clone().unwrap_or_else(|| "nicht festgelegt".to_owned());
        vec![id.clone(), root, files.join(", "), tenant.collector_key_file.display().to_string()]
    });
    Sheet::new("Kryptokonzept", "Nach BSI IT-Grundschutz, Baustein CON.1; Verfahren und Längen nach BSI TR-02102-1. Format: „vd1“.")
        .section("Schutzziel", html! {
            p { "Wer die öffentliche Seite betreibt, ihre Datenbank, ihre Sicherungen oder ihre Protokolle stiehlt oder das Postfach einer antragstellenden Person liest, kann nichts lesen. Link und PIN zusammen können es." }
            p { "Nicht versprochen: Schutz vor einem Betreiber, der einer einzelnen Person veränderten Programmtext ausliefert (erkennbar, nicht verhinderbar), und vor einem befallenen Endgerät." }
        })
        .section("Verfahren", table("Verfahren", &["Zweck", "Verfahren", "Quelle"], [
            ["Verschließen von Inhalten", "AES-256-GCM in Stücken von 16 KiB, an den Schlüssel gebunden", "C2SP chunked encryption; NIST SP 800-38D"],
            ["Ableiten von Schlüsseln", "HKDF-SHA-512", "RFC 5869"],
            ["PIN strecken", "Argon2id, 64 MiB, 3 Durchläufe", "RFC 9106"],
            ["Antrag an die Behörde verschließen", "HPKE mit ML-KEM-1024 und P-384 (hybrid, quantensicher), HKDF-SHA-512, AES-256-GCM", "RFC 9180; FIPS 203"],
            ["Antrag für einen Zustellpunkt von FIT-Connect versiegeln, im Browser oder auf der internen Seite", "JWE mit RSA-OAEP-256 (mindestens 4096 Bit) und AES-256-GCM, wie FIT-Connect es vorgibt; bis zur internen Seite zusätzlich wie oben verschlossen", "RFC 7516; RFC 7518"],
            ["Unterschriften (Schlüsselverzeichnis, Eingangsbestätigung, Bestätigung der Abholung)", "Ed25519", "RFC 8032"],
            ["Schlüsseldateien der internen Seite", "age mit Passphrase (scrypt) oder Gerätekennung", "age-encryption.org/v1"],
            ["Suche im Postkorb", "Wörter nur als HMAC-SHA-256, auf 64 Bit gekürzt, je Tag und Behörde unter einem Schlüssel, der aus dem Tagesschlüssel folgt", "RFC 2104"],
            ["Zweiter Faktor von Beschäftigten", "TOTP mit HMAC-SHA-1, sechs Ziffern, jeder Code gilt einmal", "RFC 6238"],
            ["Passkeys von Beschäftigten", "Unterschrift mit ES256, EdDSA oder RS256, gebunden an die Adresse des Postkorbs; Prüfung der Person durch das Gerät wird verlangt", "W3C Web Authentication Level 3"],
            ["Passwörter von Beschäftigten", "Argon2id", "RFC 9106"],
            ["Dateien von einem Telefon", "zwischen beiden Geräten verschlossen unter einem Geheimnis, das nur der QR-Code trägt; der Server hat einen Anteil, der nach einer Stunde endet", "Format „vd1“"],
            ["Übergabe an FIT-Connect", "JWE mit RSA-OAEP-256 und A256GCM an den geprüften Schlüssel des Zustellpunkts; Ereignisse mit PS512 unterschrieben", "RFC 7516; FIT-Connect v2"],
            ["Übergabe an einen Webhook", "Unterschrift der Nachricht mit HMAC-SHA-256, Prüfsumme des Inhalts", "RFC 9421; RFC 9530"],
            ["Übertragung", "TLS 1.3 oder 1.2 am vorgelagerten Lastverteiler; von der internen Seite aus geprüft", "BSI TR-02102-2"],
            ["Größen verbergen", "Auffüllen nach Padmé", "Nikitin u. a., PETS 2019"],
        ].map(|row| row.map(str::to_owned).to_vec())))
        .section("Schlüssel und ihr Leben", table("Schlüssel", &["Schlüssel", "Entsteht", "Liegt", "Endet"], [
            ["PIN (55 Bit) und Link (256 Bit)", "im Browser, zufällig", "nur bei der antragstellenden Person", "mit dem Entwurf"],
            ["Anteil der öffentlichen Seite am Entwurf", "beim Anlegen, zufällig", "Datenbank, unter dem Tagesschlüssel", "mit dem Tagesschlüssel"],
            ["Tagesschlüssel (Ringe: Entwürfe, Postkorb, Postausgang, Zustellungen)", "täglich, zufällig", "Dateien außerhalb von Datenbank und Sicherung, zweifach", "Vernichtung nach Frist"],
            ["Passkey (privater Teil)", "auf dem Gerät der Person", "nur dort; im Postkorb liegt der öffentliche Teil", "Entfernen durch die Person, neuer Link, Entzug des Kontos"],
            ["Inhaltsschlüssel eines Antrags", "im Browser, je Antrag", "verschlossen an die Behörde", "mit dem Antrag"],
            ["Empfangsschlüssel der Behörde", "Schlüsselzeremonie", "interne Seite, als age-Datei", "Wechsel spätestens nach der Laufzeit des Schlüsselverzeichnisses"],
            ["Wurzelschlüssel der Behörde", "Schlüsselzeremonie auf einem Gerät ohne Netz", "ohne Netz, zweifach verwahrt", "Neuausgabe aller Formulare"],
            ["Schlüssel eigener Zustellpunkte (FIT-Connect)", "außerhalb, mit Zertifikat der Verwaltungs-PKI", "interne Seite, als age-Datei", "mit dem Zertifikat"],
            ["Schlüssel der Eingangsbestätigungen (öffentliche Seite)", "erster Start", "Schlüsseldatei", "geplanter Wechsel mit Ankündigung"],
        ].map(|row| row.map(str::to_owned).to_vec())))
        .section("Schlüssel dieser Installation", html! {
            (table("Behörden", &["Behörde", "Fingerabdruck des Wurzelschlüssels (SHA-256)", "Empfangsschlüssel", "Schlüssel der Bestätigungen"], tenants))
            p { "Schlüssel der Eingangsbestätigungen: " code { (facts.public.keys.receipt_key.display()) } ". Schlüssel der Datenbank der internen Seite: " code { (facts.private.storage.key_file.display()) } "." }
            p { "Tagesschlüssel: " @for folder in &facts.public.keys.replicas { code { (folder.display()) } " " } code { (facts.private.storage.day_keys.display()) } "." }
        })
        .section("Wechsel und Sperrung", list(&[
            "Das Schlüsselverzeichnis einer Behörde gilt höchstens 90 Tage und wird vorher neu unterschrieben. Der Browser weist abgelaufene, ältere und fremde Verzeichnisse zurück.",
            "Ein gesperrter Schlüssel kommt in die Liste der gesperrten; die Mindestnummer des Verzeichnisses im Formular steigt, damit kein altes mehr gilt.",
            "Alte Empfangsschlüssel bleiben auf der internen Seite, bis kein Antrag mehr an sie verschlossen sein kann (Frist der Leistung plus ein Tag).",
            "Verdacht auf Verlust eines Empfangsschlüssels: sperren, neues Verzeichnis veröffentlichen, Tagesschlüssel der Zustellungen vernichten, soweit die Anträge abgeholt sind.",
        ]))
        .section("Kryptografische Beweglichkeit", list(&[
            "Jedes Paket nennt seine Fassung und sein Verfahren; Unbekanntes wird abgelehnt, ausgehandelt wird nichts.",
            "Ein neues Verfahren ist eine neue Kennung neben der alten. Formulare werden neu veröffentlicht, angefangene Entwürfe laufen mit der alten aus.",
        ]))
        .left_open(&["Ort und Personen der Schlüsselzeremonie", "Verwahrorte der beiden Kopien des Wurzelschlüssels", "Freigabe durch die Informationssicherheit"])
}
