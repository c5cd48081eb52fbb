//! The clerks' paper: what the private side asks for, made by the crate that writes PDF. In: validated answers and meta. Out: bytes.

use std::sync::Arc;
use vordruck_document::{Cover, Enclosure, Fonts, List, ListRow, Stamp, render, render_list};
use vordruck_form::validate::ValidatedAnswers;
use vordruck_private::paper::{ListPaper, ListPrinter, Paper, PaperError, PaperMeta};

/// Position of German among a form's languages: clerks read German, whatever the applicant read.
const GERMAN: usize = 0;

/// Writes the paper with the fonts that ship.
pub(crate) struct DocumentPaper {
    fonts: Arc<Fonts>,
}

impl DocumentPaper {
    pub(crate) fn new(fonts: Fonts) -> Self {
        Self { fonts: Arc::new(fonts) }
    }
}

impl Paper for DocumentPaper {
    fn render(&self, answers: &ValidatedAnswers, meta: &PaperMeta) -> Result<Vec<u8>, PaperError> {
        let stamp =
            Stamp::Authority { reference: meta.reference.clone(), received_at: meta.received_at.strftime("%Y-%m-%dT%H:%M:%S").to_string() };
        let enclosure = |file: &vordruck_private::paper::Enclosure| Enclosure {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            description: file.description.clone(),
            bytes: file.bytes.clone(),
        };
        let enclosures = meta.enclosures.iter().map(enclosure).collect();
        let cover = Cover { language: Some(GERMAN), stamp, enclosures, ..Cover::default() };
        render(answers, &cover, &self.fonts).map_err(|fault| PaperError(fault.to_string()))
    }
}

impl ListPrinter for DocumentPaper {
    fn print(&self, list: &ListPaper) -> Result<Vec<u8>, PaperError> {
        let rows = list.rows.iter().map(|row| ListRow { head: row.head.clone(), lines: row.lines.clone() });
        let list = List {
            title: list.title.clone(),
            authority: list.authority.clone(),
            made_at: list.made_at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            columns: list.columns,
            rows: rows.collect(),
        };
        render_list(&list, &self.fonts).map_err(|fault| PaperError(fault.to_string()))
    }
}
