//! The few words of the paper itself, German, English and Leichte Sprache. What is asked and answered comes from the form.

/// Words in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PaperWords {
    pub(crate) reference: &'static str,
    pub(crate) received: &'static str,
    pub(crate) made: &'static str,
    pub(crate) question: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) page: &'static str,
    pub(crate) of: &'static str,
    pub(crate) form: &'static str,
}

/// The words for a BCP 47 tag; German for every language we have none for.
pub(crate) fn in_language(tag: &str) -> PaperWords {
    match tag {
        "en" => PaperWords {
            reference: "Reference number",
            received: "Received",
            made: "Copy made",
            question: "Question",
            answer: "Answer",
            page: "Page",
            of: "of",
            form: "Form",
        },
        "de-simple" => PaperWords {
            reference: "Nummer",
            received: "Angekommen am",
            made: "Gespeichert am",
            question: "Frage",
            answer: "Antwort",
            page: "Seite",
            of: "von",
            form: "Formular",
        },
        _ => PaperWords {
            reference: "Vorgangsnummer",
            received: "Eingegangen am",
            made: "Kopie erstellt am",
            question: "Frage",
            answer: "Antwort",
            page: "Seite",
            of: "von",
            form: "Formular",
        },
    }
}
