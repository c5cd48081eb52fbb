//! What is sent with a form. In: the name in a definition. Out: the kind. What it is called in each language is said where it is shown.

/// What is sent with a form, in the words of the administration. FIM's code list of document types (Dokumentart) has Antrag and Anzeige; Anmeldung
/// is an activity (Verrichtung) of LeiKa's keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SubmissionKind {
    /// "Antrag": somebody wants something that is decided upon.
    #[default]
    Application,
    /// "Meldung": somebody tells of something.
    Report,
    /// "Anzeige": somebody tells of something that has to be told by law.
    Notification,
    /// "Anmeldung": somebody or something is registered.
    Registration,
    /// "Anfrage": somebody asks.
    Request,
}

impl SubmissionKind {
    /// All of them, as definitions name them.
    pub const NAMES: [(&str, Self); 5] = [
        ("application", Self::Application),
        ("report", Self::Report),
        ("notification", Self::Notification),
        ("registration", Self::Registration),
        ("request", Self::Request),
    ];

    /// How definitions name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// The kind of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }
}
