//! Examples of `file_upload`.

use super::*;
use crate::components::gallery::{Example, question, unheard, with_error, with_hint};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "files: none, error",
        view: |lang| {
            files(with_error(question(lang, "bsp-nachweis", "Personalausweis"), "„Personalausweis“ fehlt. Wählen Sie eine Datei aus."), &[])
        },
    },
    Example {
        name: "files: done, busy, not taken",
        view: |lang| {
            let refused = FileState::Refused(
                "Die Datei „Tabelle.xlsx“ hat keinen passenden Inhalt. Wählen Sie eine Datei dieser Art: PDF oder JPEG.".to_owned(),
            );
            files(
                with_hint(question(lang, "bsp-zulassung", "Zulassungsbescheinigung Teil I"), "Vorderseite und Rückseite"),
                &[("Vorderseite.jpg", FileState::Done), ("Rückseite.jpg", FileState::Busy), ("Tabelle.xlsx", refused)],
            )
        },
    },
];

fn files(question: Question, rows: &[(&str, FileState)]) -> AnyView {
    let row = |(name, state): &(&str, FileState)| FileRow {
        key: (*name).to_owned(),
        name: (*name).to_owned(),
        size: "1,2 MB".to_owned(),
        state: state.clone(),
    };
    let files = RwSignal::new(rows.iter().map(row).collect::<Vec<_>>());
    let limits = Limits {
        words: "PDF oder JPEG, je Datei höchstens 10 MB, höchstens 3 Dateien.".to_owned(),
        accept: "application/pdf,image/jpeg".to_owned(),
        multiple: true,
    };
    file_upload(&question, &limits, files, unheard(), unheard())
}
