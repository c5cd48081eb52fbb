//! Sending and receiving. In: an application, or answers that came out of an envelope. Out: what is sent; answers that
//! passed every rule of the form they were given to.

use super::{Fault, FieldError, normalise};
use crate::answers::{AnswerPath, Answers, RawAnswer};
use crate::compiled::{CompiledForm, FieldIndex, FieldType};
use crate::journey::{FormState, Moment};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Most bytes of one answer; `MOST_CHARACTERS` of four bytes each, with room.
const LONGEST_ANSWER: usize = 100_000;
/// Most bytes of all answers together.
const LONGEST_ANSWERS: usize = 4_000_000;

/// Answers as they came out of an envelope: claims, until validated here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceivedAnswers {
    /// hex64 of the form they were given to.
    pub form: String,
    /// Language the applicant read the form in (BCP 47).
    pub language: String,
    /// Visible answers only, normalised.
    pub answers: Answers,
}

/// Why received answers are not valid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValidateError {
    /// Answers at paths the form does not have, or does not show for these answers.
    #[error("there are answers where the form has no question")]
    UnexpectedAnswers(Vec<AnswerPath>),
    /// Wrong answers.
    #[error("{} answers are not acceptable", .0.len())]
    Faults(Vec<FieldError>),
    /// A visible note says that it does not go on online.
    #[error("the form does not go on for these answers")]
    Stopped,
    /// More than any applicant can enter; only a foreign program can send that.
    #[error("the answers are larger than any form allows")]
    TooLarge,
}

/// Answers that passed every rule. There is no way to read this type from bytes: what was opened is `ReceivedAnswers`.
///
/// ```
/// fn reads<'de, T: serde::Deserialize<'de>>() {}
/// reads::<vordruck_form::validate::ReceivedAnswers>();
/// ```
/// ```compile_fail,E0277
/// fn reads<'de, T: serde::Deserialize<'de>>() {}
/// reads::<vordruck_form::validate::ValidatedAnswers>();
/// ```
#[derive(Debug, Clone)]
pub struct ValidatedAnswers {
    state: FormState,
    language: usize,
}

impl ReceivedAnswers {
    /// What is sent of an application: visible answers that are not blank, normalised; nothing else.
    #[must_use]
    pub fn from_state(state: &FormState, form_hash: &str, language: &str) -> Self {
        let mut answers = Answers::default();
        for (path, answer) in state.answers().iter().filter(|(_, answer)| !answer.is_blank()) {
            if let Some(kind) = state.field_at(path).and_then(|field| asked(state, field)) {
                answers.set(path.clone(), normalise(state.form(), kind, answer));
            }
        }
        Self { form: form_hash.to_owned(), language: language.to_owned(), answers }
    }

    /// Validates against the form they name, for the moment they were received. That the form is the one they name is the
    /// caller's business, who looked it up by `form`.
    ///
    /// # Errors
    /// See `ValidateError`; all faults at once.
    pub fn validate(self, form: &Arc<CompiledForm>, moment: Moment) -> Result<ValidatedAnswers, ValidateError> {
        self.check_size(form)?;
        let language = form.language_index(&self.language);
        let mut normal = Answers::default();
        let mut unknown = Vec::new();
        let mut shapes = Vec::new();
        // A form without answers knows the paths; then the real state is derived from what is left.
        let blank = FormState::new(Arc::clone(form), Answers::default(), moment);
        for (path, answer) in self.answers.iter() {
            match blank.field_at(path).and_then(|index| form.field(index).map(|field| (index, field))) {
                Some((index, field)) if field.value.is_none() && !matches!(field.kind, FieldType::Calculated { .. }) => {
                    if !has_shape_of(&field.kind, answer) {
                        let fault = Fault::WrongShape;
                        shapes.push(FieldError { path: path.clone(), field: index, page: field.page, fault });
                    } else if !answer.is_blank() {
                        normal.set(path.clone(), normalise(form, &field.kind, answer));
                    }
                }
                _ => unknown.push(path.clone()),
            }
        }
        if !unknown.is_empty() {
            return Err(ValidateError::UnexpectedAnswers(unknown));
        }
        if !shapes.is_empty() {
            return Err(ValidateError::Faults(shapes));
        }
        let state = FormState::new(Arc::clone(form), normal, moment);
        let hidden = hidden(&state);
        if !hidden.is_empty() {
            return Err(ValidateError::UnexpectedAnswers(hidden));
        }
        let faults = state.all_errors();
        if !faults.is_empty() {
            return Err(ValidateError::Faults(faults));
        }
        if state.pages().into_iter().any(|page| state.is_stopped(page)) {
            return Err(ValidateError::Stopped);
        }
        Ok(ValidatedAnswers { state, language })
    }

    fn check_size(&self, form: &CompiledForm) -> Result<(), ValidateError> {
        let (mut count, mut total) = (0, 0_usize);
        for (path, answer) in self.answers.iter() {
            let bytes = size(answer);
            count += 1;
            total = total.saturating_add(bytes).saturating_add(path.as_str().len());
            if bytes > LONGEST_ANSWER {
                return Err(ValidateError::TooLarge);
            }
        }
        // Unknown paths are named in the answer, so a few more than the form has are let through to that check.
        let most = form.fields.len() + 100;
        if count > most || total > LONGEST_ANSWERS { Err(ValidateError::TooLarge) } else { Ok(()) }
    }
}

impl ValidatedAnswers {
    /// The state they validate in.
    #[must_use]
    pub fn state(&self) -> &FormState {
        &self.state
    }
    /// The language the applicant read the form in, as a position.
    #[must_use]
    pub fn language(&self) -> usize {
        self.language
    }
}

/// The type of a field that is shown and asked, not computed.
fn asked(state: &FormState, index: FieldIndex) -> Option<&FieldType> {
    let field = state.form().field(index)?;
    let is_asked = field.value.is_none() && !matches!(field.kind, FieldType::Calculated { .. });
    (is_asked && state.is_field_visible(index)).then_some(&field.kind)
}

fn hidden(state: &FormState) -> Vec<AnswerPath> {
    let is_hidden = |path: &&AnswerPath| state.field_at(path).is_none_or(|field| !state.is_field_visible(field));
    state.answers().iter().map(|(path, _)| path).filter(is_hidden).cloned().collect()
}

fn has_shape_of(kind: &FieldType, answer: &RawAnswer) -> bool {
    match kind {
        FieldType::Date { .. } | FieldType::PartialDate { .. } => matches!(answer, RawAnswer::Date { .. }),
        FieldType::Checkboxes { .. } => matches!(answer, RawAnswer::Choices(_)),
        FieldType::File { .. } => matches!(answer, RawAnswer::Files(_)),
        FieldType::Calculated { .. } => false,
        _ => matches!(answer, RawAnswer::Text(_)),
    }
}

fn size(answer: &RawAnswer) -> usize {
    match answer {
        RawAnswer::Text(text) => text.len(),
        RawAnswer::Choices(codes) => codes.iter().map(|code| code.len() + 8).sum(),
        RawAnswer::Date { day, month, year } => day.len() + month.len() + year.len(),
        RawAnswer::Files(files) => {
            files.iter().map(|file| file.id.len() + file.name.len() + file.media_type.len() + file.sha512.len() + 8).sum()
        }
    }
}
