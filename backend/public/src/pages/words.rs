//! The pages' own words. In: a language. Out: sentences. German first; whoever asks for another language than German or English gets English.

/// A language these pages speak themselves. Cards may speak more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    German,
    English,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $german:literal, $english:literal;)*) => {
        impl Language {
            $($(#[$doc])* pub(super) fn $name(self) -> &'static str {
                match self { Self::German => $german, Self::English => $english }
            })*
        }
    };
}

words! {
    skip: "Zum Inhalt springen", "Skip to content";
    languages: "Sprache", "Language";
    duration: "Dauer", "Time needed";
    fee: "Gebühr", "Fee";
    needed: "Das brauchen Sie", "What you need";
    privacy: "Was geschieht mit meinen Daten?", "What happens to my data?";
    sealed: "Ihre Angaben werden auf Ihrem Gerät verschlüsselt, bevor sie es verlassen. Lesen kann sie nur die zuständige Behörde. Wer diese Seite betreibt, kann es nicht.",
        "What you enter is encrypted on your device before it leaves it. Only the authority in charge can read it. Whoever runs this page cannot.";
    drafts: "Sie können jederzeit speichern und später weitermachen. Dazu bekommen Sie einen Link und eine PIN; nur mit beiden zusammen kommt man an den Entwurf. Er wird gelöscht, wenn Sie so viele Tage lang nicht speichern:",
        "You can save at any time and continue later. For that you get a link and a PIN; only both together open the draft. It is deleted when you do not save for this many days:";
    no_traces: "Auf Ihrem Gerät bleibt nichts zurück: Diese Seite setzt keine Cookies und speichert nichts im Browser.",
        "Nothing stays on your device: this page sets no cookies and stores nothing in the browser.";
    privacy_notice: "Datenschutzerklärung", "Privacy notice";
    legal: "Rechtsgrundlage", "Legal basis";
    other_ways: "Kann ich auch anders beantragen?", "Are there other ways to apply?";
    contact: "Kontakt", "Contact";
    phone: "Telefon", "Phone";
    email: "E-Mail", "E-mail";
    loading: "Das Formular wird geladen …", "The form is being loaded …";
    late: "Das dauert länger als üblich. Laden Sie die Seite neu, oder wählen Sie einen der anderen Wege auf dieser Seite.",
        "This is taking longer than usual. Reload the page, or choose one of the other ways named on this page.";
    noscript_title: "Das Formular braucht JavaScript", "The form needs JavaScript";
    noscript: "Ihre Angaben werden auf Ihrem Gerät geprüft und verschlüsselt. Dafür muss der Browser JavaScript und WebAssembly ausführen. Schalten Sie beides ein, oder wählen Sie einen anderen Weg:",
        "What you enter is checked and encrypted on your device. For that the browser must run JavaScript and WebAssembly. Turn both on, or choose another way:";
    imprint: "Impressum", "Imprint";
    accessibility: "Erklärung zur Barrierefreiheit", "Accessibility statement";
    footer: "Rechtliches", "Legal";
    resume_title: "Entwurf fortsetzen", "Continue a draft";
    resume_lead: "Zum Fortsetzen brauchen Sie die PIN, die Ihnen beim Speichern angezeigt wurde.",
        "To continue you need the PIN you were shown when you saved.";
    not_found_title: "Diese Seite gibt es nicht", "This page does not exist";
    not_found: "Prüfen Sie die Adresse. Haben Sie einen Link zum Fortsetzen bekommen, dann kopieren Sie ihn vollständig in die Adresszeile.",
        "Check the address. If you were sent a link to continue a draft, copy all of it into the address bar.";
    trouble_title: "Das hat nicht geklappt", "That did not work";
    trouble: "Ein Fehler bei uns ist schuld. Versuchen Sie es in einigen Minuten noch einmal. Gespeicherte Entwürfe sind nicht betroffen.",
        "The fault is ours. Please try again in a few minutes. Saved drafts are not affected.";
    request_number: "Nummer dieser Anfrage, falls Sie uns schreiben:", "Number of this request, in case you write to us:";
}

impl Language {
    /// By BCP 47 tag.
    pub(crate) fn of_tag(tag: &str) -> Self {
        if tag == "de" || tag.starts_with("de-") { Self::German } else { Self::English }
    }

    /// By `?lang=`; German when nothing is said.
    pub(crate) fn of_query(query: Option<&str>) -> Self {
        asked(query).map_or(Self::German, Self::of_tag)
    }

    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
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
