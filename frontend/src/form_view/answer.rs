//! Answers between form and screen. In: raw answers, faults. Out: what inputs show, words, ids.

use crate::messages::{Lang, fault};
use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};
use vordruck_form::compiled::{CompiledForm, FieldType, GroupIndex};
use vordruck_form::export::reading;
use vordruck_form::journey::{FieldAt, FormState, RowIndex};
use vordruck_form::validate::{Fault, FieldError};

/// The id of the input an error leads to: the field's first one, or the part of a date that is missing. Ids are paths.
pub(super) fn input_id(error: &FieldError) -> String {
    [error.path.as_str(), part(&error.fault)].concat()
}

/// The repeated group that an error is about as a whole.
pub(super) fn group_of(form: &CompiledForm, error: &FieldError) -> Option<GroupIndex> {
    match error.fault {
        Fault::TooFewRows { group, .. } | Fault::TooManyRows { group, .. } => Some(group),
        Fault::Rule(rule) => form.rules.get(rule as usize)?.group,
        _ => None,
    }
}

/// An error in words.
pub(super) fn words(form: &CompiledForm, language: usize, error: &FieldError) -> String {
    let lang = Lang::of(form.languages.get(language).map_or("de", String::as_str));
    let rule = || match error.fault {
        Fault::Rule(rule) => form.rules.get(rule as usize).map(|rule| rule.message.in_language(language).to_owned()),
        _ => None,
    };
    let title = group_of(form, error).and_then(|group| form.groups.get(group.at())?.title.as_ref());
    form.field(error.field)
        .and_then(|field| fault(lang, title.unwrap_or(&field.label).in_language(language), &field.kind, &error.fault))
        .or_else(rule)
        .unwrap_or_default()
}

/// The errors of a page as lines of the summary: id of the input, words. In a row the words begin with its title, since the same question stands in each.
#[must_use]
pub fn lines(state: &FormState, language: usize, errors: &[FieldError]) -> Vec<(String, String)> {
    let said = |error: &FieldError| [place(state, language, error.row), words(state.form(), language, error)].concat();
    errors.iter().map(|error| (input_id(error), said(error))).collect()
}

/// `Kind 1: Anna – `, the outermost row first; nothing outside of rows.
fn place(state: &FormState, language: usize, row: RowIndex) -> String {
    let Some(group) = state.group_of(row) else { return String::new() };
    [place(state, language, group.row), state.row_title(row, language), " – ".to_owned()].concat()
}

/// What a calculated field shows; none for other fields.
pub(super) fn calculated(state: &FormState, at: FieldAt, language: usize) -> Option<String> {
    if !matches!(state.form().field(at.field)?.kind, FieldType::Calculated { .. }) || !state.is_field_visible(at) {
        return None;
    }
    reading::calculated(state, language, at)
}

/// The part of a date that a fault is about, as its input's id ends.
fn part(fault: &Fault) -> &'static str {
    match fault {
        Fault::DateIncomplete { day: false, month: true, .. } | Fault::DayWithoutMonth => "-month",
        Fault::DateIncomplete { day: false, month: false, .. } | Fault::YearNotFourDigits => "-year",
        _ => "",
    }
}

/// What was typed into a single input.
pub(super) fn text(answers: &Answers, path: &AnswerPath) -> String {
    match answers.get(path) {
        Some(RawAnswer::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// What was chosen in check boxes.
pub(super) fn choices(answers: &Answers, path: &AnswerPath) -> Vec<String> {
    match answers.get(path) {
        Some(RawAnswer::Choices(codes)) => codes.clone(),
        _ => Vec::new(),
    }
}

/// What was typed into the three inputs of a date.
pub(super) fn date(answers: &Answers, path: &AnswerPath) -> [String; 3] {
    match answers.get(path) {
        Some(RawAnswer::Date { day, month, year }) => [day.clone(), month.clone(), year.clone()],
        _ => Default::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_leads_to_the_part_of_the_date_that_is_missing() {
        let incomplete = |day, month, year| part(&Fault::DateIncomplete { day, month, year });
        assert_eq!(incomplete(true, true, false), "");
        assert_eq!(incomplete(false, true, true), "-month");
        assert_eq!(incomplete(false, false, true), "-year");
        assert_eq!(part(&Fault::YearNotFourDigits), "-year");
        assert_eq!(part(&Fault::DayWithoutMonth), "-month");
        assert_eq!(part(&Fault::NoSuchDate), "");
    }
}
