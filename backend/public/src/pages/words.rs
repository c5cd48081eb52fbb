//! The pages' own words. In: a language. Out: sentences. German first; whoever asks for another language than German, Leichte Sprache or
//! English gets English.

/// A language these pages speak themselves. Cards may speak more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    German,
    English,
    /// Leichte Sprache.
    Simple,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $german:literal, $english:literal, $simple:literal;)*) => {
        impl Language {
            $($(#[$doc])* pub(super) fn $name(self) -> &'static str {
                match self { Self::German => $german, Self::English => $english, Self::Simple => $simple }
            })*
        }

        #[cfg(test)]
        const SIMPLE: &[&str] = &[$($simple,)*];
    };
}

words! {
    skip: "Zum Inhalt springen", "Skip to content",
        "Direkt zum Inhalt";
    languages: "Sprache", "Language",
        "Sprache";
    duration: "Dauer", "Time needed",
        "So lange dauert es";
    fee: "Gebühr", "Fee",
        "Das kostet es";
    open_until: "Möglich bis", "Open until",
        "So lange ist das möglich";
    not_yet_title: "Das Formular ist noch nicht offen", "The form is not open yet",
        "Das Formular geht noch nicht";
    opens: "Es öffnet am", "It opens on",
        "Sie können es benutzen ab:";
    closed_title: "Das Formular ist geschlossen", "The form is closed",
        "Das Formular ist zu";
    was_open_until: "Es war offen bis", "It was open until",
        "Es ging bis:";
    drafts_stay: "Gespeicherte Entwürfe erreichen Sie weiter über Ihren Link; absenden lassen sie sich nur, solange das Formular offen ist.",
        "You still reach saved drafts by your link; they can only be submitted while the form is open.",
        "Haben Sie etwas gespeichert? Das ist noch da. Abschicken können Sie es aber nur, wenn das Formular offen ist.";
    needed: "Das brauchen Sie", "What you need",
        "Das brauchen Sie";
    privacy: "Was geschieht mit meinen Daten?", "What happens to my data?",
        "Was passiert mit meinen Daten?";
    sealed: "Ihre Angaben werden auf Ihrem Gerät verschlüsselt, bevor sie es verlassen. Lesen kann sie nur die zuständige Behörde. Wer diese Seite betreibt, kann es nicht.",
        "What you enter is encrypted on your device before it leaves it. Only the authority in charge can read it. Whoever runs this page cannot.",
        "Ihr Gerät macht Ihre Angaben geheim. Erst danach schickt es sie ab. Nur das Amt kann sie lesen. Niemand sonst kann sie lesen.";
    drafts: "Sie können jederzeit speichern und später weitermachen. Dazu bekommen Sie einen Link und eine PIN; nur mit beiden zusammen kommt man an den Entwurf. Er wird gelöscht, wenn Sie so viele Tage lang nicht speichern:",
        "You can save at any time and continue later. For that you get a link and a PIN; only both together open the draft. It is deleted when you do not save for this many days:",
        "Sie können eine Pause machen und speichern. Dann bekommen Sie einen Link und eine PIN. Die PIN ist Ihr Geheimnis. Sie brauchen beides zum Weiter·machen. So viele Tage haben Sie dafür Zeit:";
    no_traces: "Auf Ihrem Gerät bleibt nichts zurück: Diese Seite setzt keine Cookies und speichert nichts im Browser.",
        "Nothing stays on your device: this page sets no cookies and stores nothing in the browser.",
        "Auf Ihrem Gerät bleibt nichts. Diese Seite speichert nichts im Internet-Programm.";
    privacy_notice: "Datenschutzerklärung", "Privacy notice",
        "Daten·schutz";
    legal: "Rechtsgrundlage", "Legal basis",
        "Diese Gesetze gelten";
    other_ways: "Kann ich das auch anders erledigen?", "Are there other ways to do this?",
        "Geht es auch anders?";
    contact: "Kontakt", "Contact",
        "So erreichen Sie uns";
    phone: "Telefon", "Phone",
        "Telefon";
    email: "E-Mail", "E-mail",
        "E-Mail";
    loading: "Das Formular wird geladen …", "The form is being loaded …",
        "Das Formular kommt gleich …";
    late: "Das dauert länger als üblich. Laden Sie die Seite neu, oder wählen Sie einen der anderen Wege auf dieser Seite.",
        "This is taking longer than usual. Reload the page, or choose one of the other ways named on this page.",
        "Das dauert lange. Laden Sie die Seite neu. Oder machen Sie es anders. Auf dieser Seite steht, wie das geht.";
    noscript_title: "Das Formular braucht JavaScript", "The form needs JavaScript",
        "Das Formular geht hier nicht";
    noscript: "Ihre Angaben werden auf Ihrem Gerät geprüft und verschlüsselt. Dafür muss der Browser JavaScript und WebAssembly ausführen. Schalten Sie beides ein, oder wählen Sie einen anderen Weg:",
        "What you enter is checked and encrypted on your device. For that the browser must run JavaScript and WebAssembly. Turn both on, or choose another way:",
        "Das Formular braucht JavaScript und WebAssembly. Das sind Teile vom Internet-Programm. Schalten Sie beides ein. Oder machen Sie es anders:";
    imprint: "Impressum", "Imprint",
        "Impressum";
    accessibility: "Erklärung zur Barrierefreiheit", "Accessibility statement",
        "Erklärung zur Barriere·freiheit";
    footer: "Rechtliches", "Legal",
        "Rechtliches";
    resume_title: "Entwurf fortsetzen", "Continue a draft",
        "Mit dem Formular weiter·machen";
    resume_lead: "Zum Fortsetzen brauchen Sie die PIN, die Ihnen beim Speichern angezeigt wurde.",
        "To continue you need the PIN you were shown when you saved.",
        "Sie brauchen jetzt die PIN. Die PIN hat 12 Zeichen. Sie haben sie beim Speichern bekommen.";
    relay_title: "Fotos mit dem Handy hinzufügen", "Add photos with your phone",
        "Fotos mit dem Handy schicken";
    relay_lead: "Die Fotos werden auf diesem Gerät verschlüsselt und kommen in dem Formular an, das auf Ihrem anderen Gerät geöffnet ist.",
        "The photos are encrypted on this device and arrive in the form that is open on your other device.",
        "Auf Ihrem anderen Gerät ist ein Formular offen. Dorthin schicken Sie jetzt Fotos. Ihr Handy macht die Fotos vorher geheim.";
    not_found_title: "Diese Seite gibt es nicht", "This page does not exist",
        "Diese Seite gibt es nicht";
    not_found: "Prüfen Sie die Adresse. Haben Sie einen Link zum Fortsetzen bekommen, dann kopieren Sie ihn vollständig in die Adresszeile.",
        "Check the address. If you were sent a link to continue a draft, copy all of it into the address bar.",
        "Prüfen Sie die Adresse. Haben Sie einen Link bekommen? Dann kopieren Sie den ganzen Link.";
    trouble_title: "Das hat nicht geklappt", "That did not work",
        "Das hat nicht geklappt";
    trouble: "Ein Fehler bei uns ist schuld. Versuchen Sie es in einigen Minuten noch einmal. Gespeicherte Entwürfe sind nicht betroffen.",
        "The fault is ours. Please try again in a few minutes. Saved drafts are not affected.",
        "Wir haben einen Fehler gemacht. Probieren Sie es bitte später noch einmal. Was Sie gespeichert haben, ist noch da.";
    busy_title: "Gerade geht es nicht", "Not just now",
        "Das geht gerade nicht";
    busy: "Zu viele fragen hier auf einmal, oder die Leitung ist zu langsam. Versuchen Sie es in einer Minute noch einmal. Gespeicherte Entwürfe sind nicht betroffen.",
        "Too many are asking here at once, or the line is too slow. Please try again in a minute. Saved drafts are not affected.",
        "Gerade ist hier zu viel los. Oder das Internet ist zu langsam. Bitte warten Sie eine Minute. Dann probieren Sie es noch einmal. Was Sie gespeichert haben, ist noch da.";
    own_window: "Formular in einem eigenen Fenster öffnen", "Open the form in a window of its own",
        "Formular in einem neuen Fenster öffnen";
    services: "Online-Dienste", "Online services",
        "Das können Sie hier machen";
    no_services: "Zurzeit bietet diese Stelle hier keine Online-Dienste an.", "This authority offers no online services here at present.",
        "Im Moment können Sie hier nichts machen.";
    gateway_lead: "Sie verlassen dieses Portal. Weiter geht es auf der Seite der zuständigen Behörde:",
        "You are leaving this portal. You go on on the page of the authority in charge:",
        "Sie gehen jetzt auf eine andere Internet-Seite. Das Formular ist von dieser Stelle:";
    gateway_go: "Weiter zum Formular", "Continue to the form",
        "Weiter zum Formular";
    embedding_title: "Verlinken und einbinden", "Link and embed",
        "Verlinken und einbinden";
    embedding_lead: "Für alle, die Internetseiten der Behörde oder eines Portals pflegen.",
        "For whoever maintains pages of the authority or of a portal.",
        "Für Leute, die Internet-Seiten machen.";
    embedding_link: "Link", "Link",
        "Link";
    embedding_button: "Schaltfläche", "Button",
        "Schalt·fläche";
    embedding_qr: "QR-Code für Aushänge und Briefe", "QR code for notices and letters",
        "QR-Code für Plakate und Briefe";
    embedding_qr_file: "QR-Code als Bild (SVG)", "QR code as a picture (SVG)",
        "QR-Code als Bild";
    embedding_component: "Formular in der eigenen Seite", "The form in your own page",
        "Formular auf der eigenen Seite";
    embedding_component_text: "Der Text im Element ist der Weg ohne Skripte und überall dort, wo das Formular nicht im Rahmen stehen darf. Erlaubt ist es auf Seiten dieser Adressen:",
        "The text inside of the element is the way without scripts, and wherever the form may not stand in a frame. It may on pages of these addresses:",
        "Das Formular kann auf diesen Seiten stehen:";
    embedding_nowhere: "Für diese Behörde ist noch keine Adresse eingetragen; das Formular öffnet sich überall als Link.",
        "No address is listed for this authority yet; the form opens as a link everywhere.",
        "Bisher ist keine Seite erlaubt. Das Formular öffnet sich als Link.";
    embedding_policy: "Hat Ihre Seite eine Content-Security-Policy, erlauben Sie darin diese Adresse bei script-src und frame-src:",
        "If your page has a content security policy, allow this address in script-src and frame-src:",
        "Erlauben Sie in der Content-Security-Policy bei script-src und frame-src:";
    embedding_gateway: "Absprungseite für Portale", "Page between a portal and the form",
        "Seite zwischen Portal und Formular";
    embedding_gateway_text: "Fertige Seite, auf die ein Portal verweisen kann, und ihr Inhalt zum Übernehmen:",
        "A page that a portal can link to, and its content to take over:",
        "Diese Seite kann ein Portal benutzen:";
    draft_for: "Entwurf für", "Draft for",
        "Das ist ein Entwurf für:";
    draft_gaps: "Was in eckigen Klammern steht, ergänzt die Behörde.", "What stands in square brackets is for the authority to add.",
        "Das Amt schreibt noch, was in eckigen Klammern steht.";
    to_the_form: "Zum Formular", "To the form",
        "Zum Formular";
    request_number: "Nummer dieser Anfrage, falls Sie uns schreiben:", "Number of this request, in case you write to us:",
        "Schreiben Sie uns? Dann nennen Sie diese Nummer:";
}

impl Language {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::German, Self::English, Self::Simple];

    /// By BCP 47 tag.
    pub(crate) fn of_tag(tag: &str) -> Self {
        match tag {
            "de-simple" => Self::Simple,
            _ if tag == "de" || tag.starts_with("de-") => Self::German,
            _ => Self::English,
        }
    }

    /// By `?lang=`; German when nothing is said.
    pub(crate) fn of_query(query: Option<&str>) -> Self {
        asked(query).map_or(Self::German, Self::of_tag)
    }

    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
            Self::Simple => "de-simple",
        }
    }
}

/// The tag in `?lang=`, if it looks like one.
pub(crate) fn asked(query: Option<&str>) -> Option<&str> {
    let tag = query?.split('&').find_map(|pair| pair.strip_prefix("lang="))?;
    let shaped = (2..=16).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    shaped.then_some(tag)
}

/// What a language calls itself; unknown tags are shown as they are.
pub(super) fn own_name(tag: &str) -> &str {
    match tag {
        "de" => "Deutsch",
        "de-simple" => "Leichte Sprache",
        "en" => "English",
        "fr" => "Français",
        "tr" => "Türkçe",
        "ar" => "العربية",
        "uk" => "Українська",
        "ru" => "Русский",
        "pl" => "Polski",
        "ro" => "Română",
        other => other,
    }
}

/// The direction in which a language is written (HTML, attribute `dir`).
pub(super) fn direction(tag: &str) -> &'static str {
    let main = tag.split('-').next().unwrap_or(tag);
    if matches!(main, "ar" | "fa" | "he" | "ku" | "ps" | "ur" | "yi") { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::SIMPLE;

    #[test]
    fn sentences_in_plain_language_are_short() {
        for sentence in SIMPLE.iter().flat_map(|text| text.split_inclusive(['.', '?', '!', ':'])) {
            let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
            assert!(words <= 15, "{words} words: {sentence}");
        }
    }
}
