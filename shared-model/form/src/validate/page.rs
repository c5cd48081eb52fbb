//! What is wrong on a page. In: the state of an application. Out: for each visible field at most one fault, its own before
//! those of rules, in the order of the fields.

use super::field::{check, read};
use super::{Fault, FieldError};
use crate::answers::AnswerPath;
use crate::compiled::{Field, FieldIndex, FieldType, PageIndex};
use crate::feel::Value;
use crate::journey::FormState;

/// The faults of a page; none when the page is not passed.
pub(crate) fn page_errors(state: &FormState, page: PageIndex) -> Vec<FieldError> {
    let form = state.form();
    let mut errors: Vec<FieldError> = Vec::new();
    if !state.is_passed(page) {
        return errors;
    }
    let error = |index: FieldIndex, field: &Field, fault| FieldError { path: AnswerPath::of(&field.id), field: index, page, fault };
    for index in state.fields_of(page) {
        if let Some(field) = form.field(*index).filter(|_| state.is_field_visible(*index)) {
            let fault = own_fault(state, *index, field);
            errors.extend(fault.map(|fault| error(*index, field, fault)));
        }
    }
    for (number, rule) in (0..).zip(&form.rules).filter(|(_, rule)| rule.page == page) {
        let Some(field) = form.field(rule.field).filter(|_| state.is_field_visible(rule.field)) else { continue };
        if errors.iter().any(|error| error.field == rule.field) {
            continue;
        }
        if state.evaluate(&rule.assert) == Value::Boolean(false) {
            errors.push(error(rule.field, field, Fault::Rule(number)));
        }
    }
    errors.sort_by_key(|error| error.field);
    errors
}

fn own_fault(state: &FormState, index: FieldIndex, field: &Field) -> Option<Fault> {
    if field.value.is_some() || matches!(field.kind, FieldType::Calculated { .. }) {
        return None;
    }
    let is_required = state.is_required(index);
    let answer = state.answers().get(&AnswerPath::of(&field.id)).filter(|answer| !answer.is_blank());
    match answer {
        None if is_required && matches!(field.kind, FieldType::Consent) => Some(Fault::NotAgreed),
        None => is_required.then_some(Fault::Missing),
        Some(answer) => match read(state.form(), &field.kind, answer) {
            Ok(reading) => check(state, &field.kind, &reading, is_required),
            Err(fault) => Some(fault),
        },
    }
}
