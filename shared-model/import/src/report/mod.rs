//! The report of an import: every element of the source and what became of it. In: the entries of the ledger. Out: text for people,
//! JSON for programs. Writes nowhere.

mod json;
mod reason;
mod text;

pub use reason::Reason;

use vordruck_form::compile::report::ReportLanguage;
use vordruck_form::definition::source::{Sources, Span};

/// What became of every element of a file.
#[derive(Debug, Clone)]
pub struct Report {
    /// Name of the file.
    pub file: String,
    /// What it is, e.g. `FIM XDatenfelder 2.0: S00000121 1.0 „Antrag Blaue Karte EU“`.
    pub heading: String,
    /// Every element in order of the file, and behind it the values in it that have a fate of their own.
    pub entries: Vec<Entry>,
    pub(crate) sources: Sources,
}

/// An element, or a value in one.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Name of the element without a prefix; of a value `element/@name`.
    pub element: String,
    /// Where it stands.
    pub span: Span,
    /// Elements around it.
    pub depth: u32,
    /// What people call it: id, version, name.
    pub title: Option<String>,
    /// Its text, at most 160 letters.
    pub text: String,
    /// Whether it is a value in an element instead of an element.
    pub is_value: bool,
    /// What became of it. Always said when the report is there.
    pub fate: Option<Fate>,
}

/// What became of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is in the definition, as this.
    TakenOver {
        /// A piece of the definition.
        target: String,
    },
    /// It is in the definition, but says less or something else there.
    Simplified {
        /// A piece of the definition.
        target: String,
        /// Why.
        reason: Reason,
    },
    /// It is in the definition, as a comment.
    Remarked,
    /// It is not in the definition.
    LeftOut {
        /// Why.
        reason: Reason,
    },
    /// It shares the fate of the element around it.
    Part,
}

/// How many elements had which fate; values are not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Elements of the source.
    pub elements: usize,
    /// In the definition.
    pub taken_over: usize,
    /// In the definition, with less.
    pub simplified: usize,
    /// As comments.
    pub remarked: usize,
    /// Not in the definition.
    pub left_out: usize,
    /// Parts of the element around them.
    pub parts: usize,
}

impl Report {
    /// The report for people.
    #[must_use]
    pub fn to_text(&self, language: ReportLanguage) -> String {
        text::render(self, language)
    }

    /// The report for programs.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::render(self)
    }

    /// How many elements had which fate.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for entry in self.entries.iter().filter(|entry| !entry.is_value) {
            counts.elements += 1;
            match entry.fate {
                Some(Fate::TakenOver { .. }) => counts.taken_over += 1,
                Some(Fate::Simplified { .. }) => counts.simplified += 1,
                Some(Fate::Remarked) => counts.remarked += 1,
                Some(Fate::LeftOut { .. }) | None => counts.left_out += 1,
                Some(Fate::Part) => counts.parts += 1,
            }
        }
        counts
    }
}
