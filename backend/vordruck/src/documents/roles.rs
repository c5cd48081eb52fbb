//! Rollen- und Berechtigungskonzept: who may do what, where, and how that is enforced (BSI IT-Grundschutz ORP.4).

use super::facts::Facts;
use super::sheet::{Sheet, list, table};
use maud::html;
use vordruck_contract::postbox::PasswordProfile;

pub(super) fn sheet(facts: &Facts) -> Sheet {
    let staff = &facts.private.staff;
    let profile = match staff.password_profile {
        PasswordProfile::Modern => "„modern“ (nach NIST SP 800-63B: Länge vor Zeichenklassen, Sperrliste, kein erzwungener Wechsel)",
        PasswordProfile::Bestand => {
            "„bestand“ (mindestens 10 Zeichen, drei von vier Zeichenklassen, nicht trivial, die letzten 6 gesperrt, frühestens nach einem Tag änderbar)"
        }
    };
    let own_profile = facts.private.tenants.values().any(|tenant| tenant.password_profile.is_some());
    let tenants = facts.private.tenants.iter().map(|(id, tenant)| vec![tenant.name.clone(), id.clone(), tenant.notice.join(", ")]);
    Sheet::new("Rollen- und Berechtigungskonzept", "Orientiert an BSI IT-Grundschutz, Baustein ORP.4 (Identitäts- und Berechtigungsmanagement).")
        .section("Grundsätze", list(&[
            "Jedes Konto gehört einer Person; Sammelkonten gibt es nicht.",
            "Eine Berechtigung gilt für eine Behörde und eine Leistung. Was nicht erlaubt ist, ist verboten; Fremdes ist nicht „verboten“, sondern nicht da (404).",
            "Antragstellende haben kein Konto: Link und PIN sind der Zugang, die PIN kennt niemand sonst.",
            "Die öffentliche Seite hat keine Rolle, die Inhalte lesen könnte: sie hat die Schlüssel nicht.",
        ]))
        .section("Rollen", table("Rollen und was sie dürfen", &["Rolle", "Wo", "Darf", "Darf nicht"], [
            ["Antragstellende Person", "Browser", "eigenen Entwurf öffnen, ändern, löschen, absenden", "PIN ändern oder zurücksetzen; abgesendete Anträge wieder öffnen"],
            ["Sachbearbeitung", "Postkorb", "Anträge der freigeschalteten Leistungen sehen und herunterladen", "andere Leistungen, andere Behörden, Konten"],
            ["Verwaltung der Behörde", "Postkorb", "Konten der eigenen Behörde benennen, ändern, entziehen", "andere Behörden; ohne eigene Freischaltung Anträge lesen"],
            ["Betrieb öffentliche Seite", "Rechner im Internet", "starten, aktualisieren, überwachen, sichern", "irgendeinen Inhalt lesen"],
            ["Betrieb interne Seite", "Rechner im Behördennetz", "starten, Behörden anlegen, Konten anlegen, sperren und ändern (jede Änderung steht im Protokoll)", "Schlüsseldateien ohne Passphrase öffnen; ein Passwort erfahren, das jemand über einen Link festlegt"],
            ["Schlüsselverwahrung", "Gerät ohne Netz", "Schlüsselverzeichnisse unterschreiben, Schlüssel sperren", "Anträge lesen (der Wurzelschlüssel öffnet nichts)"],
            ["Prozessautorin oder -autor", "Arbeitsplatz", "Definitionen schreiben und prüfen", "Anträge sehen"],
        ].map(|row| row.map(str::to_owned).to_vec())))
        .section("Behörden dieser Installation", table("Behörden", &["Behörde", "Kennung", "Benachrichtigt werden"], tenants))
        .section("Passwörter und Sitzungen", html! {
            ul {
                li { "Passwortprofil: " (profile) "." @if own_profile { " Behörden mit eigenem Profil nennt die Konfiguration." } }
                li { "Eine Sitzung endet nach " (staff.idle_minutes) " Minuten ohne Anfrage, spätestens nach " (staff.session_hours) " Stunden, und sofort, wenn das Konto entzogen oder das Passwort gesetzt wird." }
                li { "Neue Konten und vergessene Passwörter: ein Link, der einmal und 7 Tage gilt. Das Passwort legt die Person selbst fest, niemand sonst kennt es." }
                li { "Jede Person kann einen zweiten Faktor (TOTP, RFC 6238) und bis zu zehn Passkeys (W3C WebAuthn) einrichten. Wer einen Passkey hat, kommt mit dem Passwort allein nicht mehr hinein." }
                li { "Einrichten und Entfernen verlangt das Passwort; ein neuer Link entfernt beides. Wer ohne zweiten Faktor arbeitet, steht in der Liste der Berechtigten." }
                li { "Fehlversuche bremsen, sperren aber nie dauerhaft: niemand kann ein fremdes Konto durch Raten lahmlegen." }
                li { "Passwörter werden nur als Argon2id-Prüfwert verwahrt." }
            }
        })
        .section("Vergabe, Änderung, Entzug", list(&[
            "Benennung schriftlich durch die Behörde; Einrichtung mit „vordruck user invite“ oder durch die Verwaltung der Behörde im Postkorb.",
            "Änderung und Entzug am Tag der Meldung. Entzug und Sperre („vordruck user lock“) beenden alle Sitzungen sofort; Berechtigungen werden bei jeder Anfrage neu gelesen.",
            "Einmal im Jahr wird die Liste der Berechtigten (Postkorb, Verwaltung: als PDF oder CSV; Betrieb: „vordruck user list“) gegen die Benennungen geprüft.",
            "Jede Anmeldung, jeder Abruf und jede Änderung an Konten steht im Protokoll (365 Tage, ohne Inhalte).",
        ]))
        .left_open(&["Namen der Personen je Rolle und ihre Vertretung", "Wer Benennungen der Behörde entgegennimmt", "Vier-Augen-Regel der Schlüsselverwahrung: wer hält welchen Teil"])
}
