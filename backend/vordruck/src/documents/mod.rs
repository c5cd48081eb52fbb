//! The operator's papers, in German: written from the configuration that runs, so that they can't contradict it. In: facts of the
//! installation. Out: one HTML page a paper, ready for print and for a word processor. Writes no file itself.
//!
//! What only people can know (names, rooms, contracts) is marked as „auszufüllen“ and listed at the end of each paper.

mod cryptography;
mod deletion;
mod facts;
mod interfaces;
mod measures;
mod operations;
mod records;
mod roles;
mod sheet;

pub(crate) use facts::{Facts, ServiceFacts};

use maud::Markup;

/// A paper.
pub(crate) struct Document {
    /// Name of its file.
    pub(crate) file: &'static str,
    /// The page.
    pub(crate) page: Markup,
}

/// All papers of an installation.
pub(crate) fn all(facts: &Facts) -> Vec<Document> {
    [
        ("betriebshandbuch.html", operations::sheet(facts)),
        ("loeschkonzept.html", deletion::sheet(facts)),
        ("massnahmen.html", measures::sheet(facts)),
        ("verarbeitungstaetigkeiten.html", records::sheet(facts)),
        ("kryptokonzept.html", cryptography::sheet(facts)),
        ("rollenkonzept.html", roles::sheet(facts)),
    ]
    .map(|(file, sheet)| Document { file, page: sheet.into_page(facts) })
    .into()
}
