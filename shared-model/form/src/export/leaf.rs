//! One answer as programs take it. In: a field and its answer. Out: a typed value: whole numbers, exact decimals with the
//! digits behind the point that the field has, days and parts of days as ISO 8601 (`1950-07`), codes as codes, files as what
//! proves them.

use super::Keys;
use crate::answers::{FileAnswer, RawAnswer};
use crate::compiled::{Field, FieldType, Shown};
use crate::feel::{Number, Value, text_of};
use crate::journey::{FieldAt, FormState};
use crate::validate::{Known, known_parts};

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Leaf {
    /// Texts, codes, days.
    Text(String),
    /// Whole numbers.
    Whole(i64),
    /// Exact decimals.
    Decimal(Number),
    /// Yes or no.
    Truth(bool),
    /// Several of one kind, in order.
    Many(Vec<Leaf>),
    /// Several under names of their own.
    Parts(Vec<(String, Leaf)>),
}

/// The exported answer of a visible field; none when there is none.
pub(super) fn leaf(state: &FormState, at: FieldAt, field: &Field, keys: Keys) -> Option<Leaf> {
    let value = state.value(at);
    if !field.is_asked() {
        return computed(&value, &field.kind);
    }
    let answer = state.answers().get(&state.path(at)).filter(|answer| !answer.is_blank())?;
    match (&field.kind, answer) {
        (FieldType::Integer { .. }, _) => value.as_number()?.to_integer().map(Leaf::Whole),
        (FieldType::Decimal { scale, .. }, _) => Some(Leaf::Decimal(value.as_number()?.with_decimals(*scale))),
        (FieldType::Money { .. }, _) => Some(Leaf::Decimal(value.as_number()?.with_decimals(2))),
        // To the minute, as it was asked.
        (FieldType::Time { .. }, _) => text_of(&value).map(|time| Leaf::Text(time.chars().take(5).collect())),
        (FieldType::PartialDate { .. }, _) => known_parts(answer).map(|known| partial_date(known, keys.of_partial_date(field))),
        (FieldType::File { .. }, RawAnswer::Files(files)) => Some(Leaf::Many(files.iter().map(file).collect())),
        _ => of_value(&value),
    }
}

fn computed(value: &Value, kind: &FieldType) -> Option<Leaf> {
    match (kind, value) {
        (FieldType::Calculated { shown_as: Shown::Money } | FieldType::Money { .. }, Value::Number(amount)) => {
            Some(Leaf::Decimal(amount.with_decimals(2)))
        }
        (FieldType::Calculated { shown_as: Shown::Text } | FieldType::Hidden, Value::Number(_) | Value::Boolean(_)) => {
            text_of(value).map(Leaf::Text)
        }
        (FieldType::Integer { .. }, Value::Number(number)) => number.to_integer().map(Leaf::Whole),
        (FieldType::Decimal { scale, .. }, Value::Number(number)) => Some(Leaf::Decimal(number.with_decimals(*scale))),
        _ => of_value(value),
    }
}

fn of_value(value: &Value) -> Option<Leaf> {
    match value {
        Value::Null => None,
        Value::Boolean(truth) => Some(Leaf::Truth(*truth)),
        Value::Number(number) => Some(Leaf::Decimal(*number)),
        Value::Context(entries) => {
            let entries = entries.iter().filter_map(|(name, value)| Some((name.clone(), of_value(value)?)));
            Some(Leaf::Parts(entries.collect()))
        }
        Value::List(items) => Some(Leaf::Many(items.iter().filter_map(of_value).collect())),
        other => text_of(other).map(Leaf::Text),
    }
}

fn partial_date(known: Known, keys: Option<[String; 3]>) -> Leaf {
    if let Some(keys) = keys {
        let numbers = [known.day, known.month, Some(known.year)];
        let parts = keys.into_iter().zip(numbers).filter_map(|(key, number)| Some((key, Leaf::Whole(number?))));
        return Leaf::Parts(parts.collect());
    }
    let parts = [Some((known.year, 4)), known.month.map(|month| (month, 2)), known.day.map(|day| (day, 2))];
    let parts: Vec<String> = parts.into_iter().flatten().map(|(part, width)| format!("{part:0width$}")).collect();
    Leaf::Text(parts.join("-"))
}

pub(super) fn file(file: &FileAnswer) -> Leaf {
    let text = |text: &str| Leaf::Text(text.to_owned());
    Leaf::Parts(vec![
        ("id".to_owned(), text(&file.id)),
        ("name".to_owned(), text(&file.name)),
        ("media_type".to_owned(), text(&file.media_type)),
        ("size_bytes".to_owned(), Leaf::Whole(i64::try_from(file.size_bytes).unwrap_or(i64::MAX))),
        ("sha512".to_owned(), text(&file.sha512)),
    ])
}
