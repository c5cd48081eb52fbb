//! One answer: reading it as the type of its field, and the limits of that type. In: a raw answer. Out: its normal form and
//! its value, or the fault. Which file knows a type stands here and nowhere else.

use super::characters::Allowed;
use super::{Fault, Known, choice, date, email, file, kinds, number, phone, postal_code, text, time};
use crate::answers::RawAnswer;
use crate::compiled::{Characters, CodeList, CodeListIndex, CompiledForm, FieldType};
use crate::feel::{Expression, Value};
use crate::journey::{FormState, RowIndex};

/// An answer that could be read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    /// How it is sent and shown back.
    pub(super) normal: RawAnswer,
    /// What expressions compute with.
    pub(super) value: Value,
}

impl Reading {
    pub(super) fn of(normal: String, value: Value) -> Self {
        Self { normal: RawAnswer::Text(normal), value }
    }
    pub(super) fn text(normal: String) -> Self {
        Self { value: Value::Text(normal.clone()), normal: RawAnswer::Text(normal) }
    }
    #[cfg(test)]
    pub(super) fn normal_text(&self) -> String {
        match &self.normal {
            RawAnswer::Text(text) => text.clone(),
            other => panic!("not a text: {other:?}"),
        }
    }
}

/// The form in which an answer is sent and shown back: NFC and trimmed, IBAN without spaces, number plate as `GI-AB 123`,
/// numbers with comma and without grouping. What can't be read as its type stays as it was typed.
#[must_use]
pub fn normalise(form: &CompiledForm, kind: &FieldType, raw: &RawAnswer) -> RawAnswer {
    if raw.is_blank() {
        return raw.clone();
    }
    read(form, kind, raw).map_or_else(|_| raw.clone(), |reading| reading.normal)
}

/// The value of an answer for expressions; null when it is blank or can't be read.
pub(crate) fn value(form: &CompiledForm, kind: &FieldType, raw: Option<&RawAnswer>) -> Value {
    match raw.filter(|raw| !raw.is_blank()) {
        Some(raw) => read(form, kind, raw).map_or(Value::Null, |reading| reading.value),
        // Nothing ticked and nothing uploaded is an answer too.
        None => match kind {
            FieldType::Consent => Value::Boolean(false),
            FieldType::Checkboxes { .. } | FieldType::File { .. } => Value::List(Vec::new()),
            _ => Value::Null,
        },
    }
}

/// The known parts of a partial date that can be read.
pub(crate) fn known_parts(raw: &RawAnswer) -> Option<Known> {
    if let RawAnswer::Date { day, month, year } = raw { date::known(date::Typed { day, month, year }).ok() } else { None }
}

/// Reads an answer that is not blank.
pub(super) fn read(form: &CompiledForm, kind: &FieldType, raw: &RawAnswer) -> Result<Reading, Fault> {
    let list = |index: &CodeListIndex| -> Option<&CodeList> { form.code_lists.get(index.at()) };
    match (kind, raw) {
        (FieldType::Text { .. } | FieldType::PersonName { .. }, RawAnswer::Text(typed)) => Ok(text::read(typed)),
        (FieldType::MultiLine { .. }, RawAnswer::Text(typed)) => Ok(text::read_lines(typed)),
        (FieldType::Integer { .. }, RawAnswer::Text(typed)) => number::read_integer(typed),
        (FieldType::Decimal { scale, .. }, RawAnswer::Text(typed)) => number::read_decimal(typed, *scale),
        (FieldType::Money { .. }, RawAnswer::Text(typed)) => number::read_money(typed),
        (FieldType::Date { .. }, RawAnswer::Date { day, month, year }) => date::read(date::Typed { day, month, year }),
        (FieldType::PartialDate { .. }, RawAnswer::Date { day, month, year }) => date::read_partial(date::Typed { day, month, year }),
        (FieldType::YesNo | FieldType::Consent, RawAnswer::Text(typed)) => choice::read_yes_no(typed),
        (FieldType::Radios { options } | FieldType::Select { options, .. }, RawAnswer::Text(typed)) => {
            choice::read_one(typed, list(options))
        }
        (FieldType::Checkboxes { options, .. }, RawAnswer::Choices(chosen)) => choice::read_several(chosen, list(options)),
        (FieldType::Email, RawAnswer::Text(typed)) => email::read(typed),
        (FieldType::Phone, RawAnswer::Text(typed)) => phone::read(typed),
        (FieldType::PostalCode, RawAnswer::Text(typed)) => postal_code::read(typed),
        (FieldType::File { .. }, RawAnswer::Files(files)) => file::read(files),
        (kind, RawAnswer::Text(typed)) if kinds::is_rare(kind) => kinds::read(kind, typed),
        _ => Err(Fault::WrongShape),
    }
}

/// Checks the limits of a type, seen from a row.
pub(super) fn check(state: &FormState, row: RowIndex, kind: &FieldType, reading: &Reading, is_required: bool) -> Option<Fault> {
    let end = |end: &Option<Expression>| end.as_ref().map_or(Value::Null, |end| state.evaluate_in(end, row));
    let content = reading.value.as_text().unwrap_or("");
    match kind {
        FieldType::Text { min_length, max_length, characters } => {
            let allowed = match characters {
                Characters::Names => Allowed::Names,
                Characters::Latin => Allowed::LatinLine,
                Characters::Digits => Allowed::Digits,
            };
            text::check(content, *min_length, *max_length, allowed)
        }
        FieldType::MultiLine { min_length, max_length } => text::check(content, *min_length, *max_length, Allowed::Latin),
        FieldType::PersonName { max_length } => text::check(content, None, *max_length, Allowed::PersonNames),
        FieldType::Integer { min, max } | FieldType::Decimal { min, max, .. } | FieldType::Money { min, max } => {
            number::check(&reading.value, &end(min), &end(max))
        }
        FieldType::Date { min, max } => date::check(&reading.value, &end(min), &end(max)),
        FieldType::Time { min, max } => time::check(&reading.value, &end(min), &end(max)),
        FieldType::PartialDate { not_in_future } => {
            let known = known_parts(&reading.normal).filter(|_| *not_in_future)?;
            date::is_in_future(known, state.moment().local.date()).then_some(Fault::InFuture)
        }
        FieldType::Checkboxes { min, max, .. } => choice::check_count(&reading.value, *min, *max, is_required),
        FieldType::File { accept, max_size_bytes, max_count } => match &reading.normal {
            RawAnswer::Files(files) => file::check(files, accept, *max_size_bytes, *max_count),
            _ => Some(Fault::WrongShape),
        },
        FieldType::Consent => (is_required && !reading.value.is_true()).then_some(Fault::NotAgreed),
        _ => None,
    }
}
