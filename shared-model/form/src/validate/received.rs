//! Sending and receiving. In: an application, or answers that came out of an envelope. Out: what is sent; answers that
//! passed every rule of the form they were given to.

use super::{Fault, FieldError, normalise};
use crate::answers::{AnswerPath, Answers, RawAnswer};
use crate::compiled::{CompiledForm, FieldType};
use crate::journey::{FieldAt, FormState, MOST_ROWS, Moment, Openness, Visit};
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
    /// The form was not open when they were received.
    #[error("the form was not open at that moment")]
    NotOpen,
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
        for page in state.pages() {
            state.walk(page, &mut |visit| match visit {
                Visit::Field(at) => {
                    let path = state.path(at);
                    let answer = state.answers().get(&path).filter(|answer| !answer.is_blank());
                    if let (Some(answer), Some(kind)) = (answer, asked(state, at)) {
                        answers.set(path, normalise(state.form(), kind, answer));
                    }
                }
                Visit::Group(at) => {
                    let path = state.group_path(at);
                    if let Some(RawAnswer::Rows(rows)) = state.answers().get(&path).filter(|answer| !answer.is_blank()) {
                        answers.set(path, RawAnswer::Rows(rows.tidy()));
                    }
                }
                _ => {}
            });
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
        // The rows alone tell which paths there are; then the real state is derived from what is left.
        for (path, answer) in self.answers.iter() {
            if let RawAnswer::Rows(rows) = answer {
                if *rows != rows.tidy() {
                    return Err(ValidateError::TooLarge);
                }
                normal.set(path.clone(), answer.clone());
            }
        }
        let blank = FormState::new(Arc::clone(form), normal.clone(), moment);
        for (path, answer) in self.answers.iter() {
            if matches!(answer, RawAnswer::Rows(_)) {
                if blank.group_at(path).is_none() {
                    unknown.push(path.clone());
                }
                continue;
            }
            match blank.field_at(path).and_then(|at| form.field(at.field).map(|field| (at, field))) {
                Some((at, field)) if field.is_asked() => {
                    if !has_shape_of(&field.kind, answer) {
                        let fault = Fault::WrongShape;
                        shapes.push(FieldError { path: path.clone(), field: at.field, row: at.row, page: field.page, fault });
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
        if !matches!(state.openness(), Openness::Open { .. }) {
            return Err(ValidateError::NotOpen);
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
        let repeats = form.groups.iter().any(|group| group.repeat.is_some());
        let most = (form.fields.len() + 100) * if repeats { MOST_ROWS } else { 1 };
        let rows = |answer: &RawAnswer| if let RawAnswer::Rows(rows) = answer { rows.ids.len() } else { 0 };
        if self.answers.iter().map(|(_, answer)| rows(answer)).sum::<usize>() > MOST_ROWS {
            return Err(ValidateError::TooLarge);
        }
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
fn asked(state: &FormState, at: FieldAt) -> Option<&FieldType> {
    let field = state.form().field(at.field)?;
    (field.is_asked() && state.is_field_visible(at)).then_some(&field.kind)
}

fn hidden(state: &FormState) -> Vec<AnswerPath> {
    let is_hidden = |path: &&AnswerPath| match (state.field_at(path), state.group_at(path)) {
        (Some(field), _) => !state.is_field_visible(field),
        (None, Some(group)) => !state.is_group_visible(group),
        (None, None) => true,
    };
    state.answers().iter().map(|(path, _)| path).filter(is_hidden).cloned().collect()
}

fn has_shape_of(kind: &FieldType, answer: &RawAnswer) -> bool {
    match kind {
        FieldType::Date { .. } | FieldType::PartialDate { .. } => matches!(answer, RawAnswer::Date { .. }),
        FieldType::Checkboxes { .. } => matches!(answer, RawAnswer::Choices(_)),
        FieldType::File { .. } => matches!(answer, RawAnswer::Files(_)),
        FieldType::Calculated { .. } | FieldType::Hidden => false,
        _ => matches!(answer, RawAnswer::Text(_)),
    }
}

fn size(answer: &RawAnswer) -> usize {
    match answer {
        RawAnswer::Text(text) => text.len(),
        RawAnswer::Choices(codes) => codes.iter().map(|code| code.len() + 8).sum(),
        RawAnswer::Date { day, month, year } => day.len() + month.len() + year.len(),
        RawAnswer::Rows(rows) => 4 * rows.ids.len(),
        RawAnswer::Files(files) => {
            files.iter().map(|file| file.id.len() + file.name.len() + file.media_type.len() + file.sha512.len() + 8).sum()
        }
    }
}
