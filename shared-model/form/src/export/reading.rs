//! Answers as people read them: the same sections and lines on the check-answers page, on paper and in the postbox.

use crate::answers::AnswerPath;
use crate::compiled::{FieldIndex, PageIndex};
use crate::journey::FormState;

/// One page of the form, read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The page.
    pub page: PageIndex,
    /// Its heading.
    pub title: String,
    /// Its visible questions, answered or not.
    pub rows: Vec<Row>,
}

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where the answer stands.
    pub path: AnswerPath,
    /// The field.
    pub field: FieldIndex,
    /// Heading of the innermost titled group around it, when it differs from the row before.
    pub group: Option<String>,
    /// The question.
    pub label: String,
    /// The answer, a line each; "Keine Angabe" when blank.
    pub lines: Vec<String>,
    /// Whether nothing was entered.
    pub is_blank: bool,
}

/// Reads an application back in a language (a position in `CompiledForm::languages`).
#[must_use]
pub fn sections(state: &FormState, language: usize) -> Vec<Section> {
    let _ = (state, language);
    Vec::new()
}
