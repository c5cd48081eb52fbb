//! The operator's papers, in German, the units of systemd and what runs containers: written from the configuration that runs, so that they can't contradict it. In: facts of the
//! installation. Out: one HTML page a paper, ready for print and for a word processor; text files. Writes no file itself.
//!
//! What only people can know (names, rooms, contracts) is marked as „auszufüllen“ and listed at the end of each paper.

mod containers;
mod cryptography;
mod deletion;
mod facts;
mod interfaces;
mod measures;
mod operations;
mod records;
mod roles;
mod servers;
mod sheet;
mod units;

pub(crate) use facts::{Facts, ServiceFacts};

use std::path::Path;

/// A paper or a unit.
pub(crate) struct Document {
    /// Its file, below the folder of all of them.
    pub(crate) file: String,
    /// What is in it.
    pub(crate) text: String,
}

/// All papers of an installation, and its units; `configuration` is the file they were written from.
pub(crate) fn all(facts: &Facts, configuration: &Path) -> Vec<Document> {
    let papers = [
        ("betriebshandbuch.html", operations::sheet(facts)),
        ("loeschkonzept.html", deletion::sheet(facts)),
        ("massnahmen.html", measures::sheet(facts)),
        ("verarbeitungstaetigkeiten.html", records::sheet(facts)),
        ("kryptokonzept.html", cryptography::sheet(facts)),
        ("rollenkonzept.html", roles::sheet(facts)),
    ]
    .map(|(file, sheet)| Document { file: file.to_owned(), text: sheet.into_page(facts).into_string() });
    let units = units::files(facts, configuration).into_iter().map(|(file, text)| Document { file: format!("systemd/{file}"), text });
    let containers = containers::files(facts).into_iter().map(|(file, text)| Document { file: format!("container/{file}"), text });
    papers.into_iter().chain(units).chain(containers).collect()
}
