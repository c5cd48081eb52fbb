//! What is wrong on a page. In: the state of an application. Out: for each visible field at most one fault, its own before
//! those of rules, in the order of the fields; a repeated group's own faults before those of its rows; then rules about fields of
//! other pages.

use super::field::{check, read};
use super::{Fault, FieldError};
use crate::compiled::{CompiledForm, Field, FieldType, PageIndex, Rule};
use crate::feel::Value;
use crate::journey::{FieldAt, FormState, GroupAt, RowIndex, Visit};

/// The faults of a page; none when the page is not passed.
pub(crate) fn page_errors(state: &FormState, page: PageIndex) -> Vec<FieldError> {
    let form = state.form();
    let mut errors: Vec<FieldError> = Vec::new();
    if !state.is_passed(page) {
        return errors;
    }
    let rules: Vec<(u32, &Rule)> = (0..).zip(&form.rules).filter(|(_, rule)| rule.page == page).collect();
    state.walk(page, &mut |visit| match visit {
        Visit::Field(at) => {
            if let Some(field) = form.field(at.field) {
                let fault = own_fault(state, at, field).or_else(|| broken(state, &rules, at.row, |rule| is_about(rule, at)));
                errors.extend(fault.map(|fault| error(state, at, page, fault)));
            }
        }
        Visit::Group(at) => {
            let about = |rule: &Rule| rule.group == Some(at.group);
            let fault = row_fault(state, form, at).or_else(|| broken(state, &rules, at.row, about));
            errors.extend(fault.map(|fault| FieldError {
                path: state.group_path(at),
                field: state.first_field(at.group),
                row: at.row,
                page,
                fault,
            }));
        }
        _ => {}
    });
    elsewhere(state, page, &rules, &mut errors);
    errors
}

/// Rules whose message stands at a field of another page.
fn elsewhere(state: &FormState, page: PageIndex, rules: &[(u32, &Rule)], errors: &mut Vec<FieldError>) {
    for (_, rule) in rules.iter().filter(|(_, rule)| rule.group.is_none()) {
        if state.form().field(rule.field).is_none_or(|field| field.page == page) {
            continue;
        }
        let rows = state.scope_of(rule.field).map_or(&[RowIndex::OUTSIDE][..], |group| state.all_rows(group));
        for at in rows.iter().map(|row| FieldAt { field: rule.field, row: *row }).filter(|at| state.is_field_visible(*at)) {
            if errors.iter().all(|error| (error.field, error.row) != (at.field, at.row)) {
                let broken = broken(state, rules, at.row, |rule| is_about(rule, at));
                errors.extend(broken.map(|fault| error(state, at, page, fault)));
            }
        }
    }
}

fn is_about(rule: &Rule, at: FieldAt) -> bool {
    rule.group.is_none() && rule.field == at.field
}

fn error(state: &FormState, at: FieldAt, page: PageIndex, fault: Fault) -> FieldError {
    FieldError { path: state.path(at), field: at.field, row: at.row, page, fault }
}

/// The first broken rule of some, seen from a row.
fn broken(state: &FormState, rules: &[(u32, &Rule)], row: RowIndex, of: impl Fn(&Rule) -> bool) -> Option<Fault> {
    let mut some = rules.iter().filter(|(_, rule)| of(rule));
    some.find(|(_, rule)| state.evaluate_in(&rule.assert, row) == Value::Boolean(false)).map(|(number, _)| Fault::Rule(*number))
}

/// Too few or too many rows.
fn row_fault(state: &FormState, form: &CompiledForm, at: GroupAt) -> Option<Fault> {
    form.groups.get(at.group.at())?.repeat.as_ref()?;
    let (group, count) = (at.group, u32::try_from(state.rows(at).len()).unwrap_or(u32::MAX));
    match state.row_limits(at) {
        (Some(least), _) if count < least => Some(Fault::TooFewRows { group, least }),
        (_, Some(most)) if count > most => Some(Fault::TooManyRows { group, most }),
        _ => None,
    }
}

fn own_fault(state: &FormState, at: FieldAt, field: &Field) -> Option<Fault> {
    if !field.is_asked() {
        return None;
    }
    let is_required = state.is_required(at);
    let path = state.path(at);
    let answer = state.answers().get(&path).filter(|answer| !answer.is_blank());
    match answer {
        None if is_required && matches!(field.kind, FieldType::Consent) => Some(Fault::NotAgreed),
        None => is_required.then_some(Fault::Missing),
        Some(answer) => match read(state.form(), &field.kind, answer) {
            Ok(reading) => check(state, at.row, &field.kind, &reading, is_required),
            Err(fault) => Some(fault),
        },
    }
}
