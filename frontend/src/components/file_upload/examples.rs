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
    Example {
        name: "files: on their way, interrupted, failed, removed",
        view: |lang| {
            let failed = FileState::Failed(
                "Der Server kann das im Moment nicht ausführen. Versuchen Sie es in einigen Minuten noch einmal.".to_owned(),
            );
            files(
                question(lang, "bsp-ausweis", "Ausweis der Halterin oder des Halters"),
                &[
                    ("Ausweis-vorn.jpg", FileState::Stored),
                    ("Ausweis-hinten.jpg", FileState::Storing(62)),
                    ("Bestätigung.pdf", FileState::Waiting(20)),
                    ("Meldebescheinigung.pdf", failed),
                    ("Versehen.jpg", FileState::Removed),
                ],
            )
        },
    },
];

fn files(question: Question, rows: &[(&str, FileState)]) -> AnyView {
    let row = |(number, (name, state)): (usize, &(&str, FileState))| FileRow {
        key: number.to_string(),
        name: RwSignal::new((*name).to_owned()),
        size: RwSignal::new("1,2 MB".to_owned()),
        state: RwSignal::new(state.clone()),
    };
    let files = RwSignal::new(rows.iter().enumerate().map(row).collect::<Vec<_>>());
    let limits = Limits {
        words: "PDF oder JPEG, je Datei höchstens 10 MB, höchstens 3 Dateien. Größere Fotos werden verkleinert.".to_owned(),
        accept: "application/pdf,image/jpeg".to_owned(),
        multiple: true,
        photos: true,
        drop: true,
    };
    let heard = Heard { choose: unheard(), remove: unheard(), restore: unheard(), retry: unheard() };
    file_upload(&question, &limits, files, heard, nothing())
}
