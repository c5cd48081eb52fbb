//! The type of a field.

use super::Composer;
use super::known;
use super::multiplicity::Multiplicity;
use crate::report::Reason;
use crate::schema::{DataType, Field, FieldArt};

/// From this length on a text has several lines.
const ONE_LINE: u32 = 255;
/// Up to so many options are shown all at once.
const FEW: usize = 7;

/// Whether a locked or hidden field has a value that can stand in an expression.
pub(super) fn is_constant(field: &Field) -> bool {
    field.content.as_ref().is_some_and(|content| !content.value.contains(['"', '\\']))
}

impl Composer<'_> {
    /// The type of a field, and the fates of Feldart and Datentyp. `options` is the number of entries known.
    pub(super) fn kind(&mut self, field: &Field, times: Multiplicity, options: usize) -> &'static str {
        let (kind, reason) = kind(field, times, options);
        for item in [field.art.item, field.data_type.item] {
            let target = format!("type=\"{kind}\"");
            match &reason {
                Some(reason) => self.ledger.simplified(item, target, reason.clone()),
                None => self.ledger.taken(item, target),
            }
        }
        kind
    }
}

fn kind(field: &Field, times: Multiplicity, options: usize) -> (&'static str, Option<Reason>) {
    match field.art.value {
        FieldArt::Select if times.is_repeated() => return ("checkboxes", None),
        FieldArt::Select => return (if options > 0 && options <= FEW { "radios" } else { "select" }, None),
        FieldArt::Hidden => return ("hidden", None),
        FieldArt::Locked if is_constant(field) => return ("calculated", Some(Reason::Locked)),
        _ => {}
    }
    match field.data_type.value {
        DataType::Text | DataType::TextLatin => {
            let longest = field.restrictions.max_length.as_ref().and_then(|length| length.value.parse::<u32>().ok());
            let is_long = longest.is_some_and(|longest| longest > ONE_LINE);
            let kind = known::field_type(&field.common.id.value, &field.common.name.value);
            (kind.unwrap_or(if is_long { "multi-line" } else { "text" }), None)
        }
        DataType::Date => ("date", None),
        DataType::Time => ("time", None),
        DataType::DateTime => ("date-time", None),
        DataType::Bool => ("yes-no", None),
        DataType::Number => ("decimal", None),
        DataType::Integer => ("integer", None),
        DataType::Currency => ("money", None),
        DataType::File => ("file", None),
        DataType::Object => ("file", Some(Reason::NoSuchType)),
    }
}
