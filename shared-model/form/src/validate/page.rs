//! What is wrong on a page. In: the state of an application. Out: for each visible field at most one fault, its own before
//! those of rules, in the order of the fields; then rules about fields of other pages.

use super::field::{check, read};
use super::{Fault, FieldError};
use crate::answers::AnswerPath;
use crate::compiled::{Field, FieldIndex, FieldType, PageIndex, Rule};
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
    let rules: Vec<(u32, &Rule)> = (0..).zip(&form.rules).filter(|(_, rule)| rule.page == page).collect();
    let broken = |index: FieldIndex| {
        let mut of_field = rules.iter().filter(|(_, rule)| rule.field == index);
        let broken = of_field.find(|(_, rule)| state.evaluate(&rule.assert) == Value::Boolean(false));
        broken.map(|(number, _)| Fault::Rule(*number))
    };
    for index in state.fields_of(page) {
        if let Some(field) = form.field(*index).filter(|_| state.is_field_visible(*index)) {
            let fault = own_fault(state, *index, field).or_else(|| broken(*index));
            errors.extend(fault.map(|fault| error(*index, field, fault)));
        }
    }
    // Rules whose message stands at a field of another page.
    for (_, rule) in &rules {
        let elsewhere = form.field(rule.field).filter(|field| field.page != page && state.is_field_visible(rule.field));
        if let Some(field) = elsewhere.filter(|_| errors.iter().all(|error| error.field != rule.field)) {
            errors.extend(broken(rule.field).map(|fault| error(rule.field, field, fault)));
        }
    }
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
