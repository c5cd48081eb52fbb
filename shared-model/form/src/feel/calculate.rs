//! FEEL outside a form, all of it: `vordruck feel`. In: a text, inputs with names, the moment. Out: a value and what is wrong.

use super::check::{NameSource, Named, Scope, check_full};
use super::check_types::type_of;
use super::evaluate::{Context, Extent};
use super::functions::write;
use super::parse::parse;
use super::parse_fault::ExpressionFault;
use super::value::Value;
use crate::compiled::FieldIndex;
use jiff::civil::DateTime;

/// What came of an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Calculated {
    /// The value; null when the expression can't be read.
    pub value: Value,
    /// What is wrong, in the order of the text. FEEL goes on where types don't fit: that part is null.
    pub faults: Vec<ExpressionFault>,
}

/// Calculates an expression. Inputs are named values.
#[must_use]
pub fn calculate(text: &str, inputs: &[(String, Value)], moment: DateTime) -> Calculated {
    let mut names = Vec::new();
    inputs.iter().for_each(|(name, value)| collect(name, value, &mut names));
    let (syntax, mut faults) = parse(text, &names);
    if !faults.is_empty() {
        return Calculated { value: Value::Null, faults };
    }
    let scope = Inputs(inputs);
    let checked = check_full(&syntax, &scope);
    let answers: Vec<Value> = inputs.iter().map(|(_, value)| value.clone()).collect();
    let value = checked.expression.evaluate_with(Context { answers: &answers, rows: &[], parameters: &[], moment }, Extent::Full);
    faults.extend(checked.faults);
    Calculated { value, faults }
}

/// The local date and time in Europe/Berlin at a moment, in seconds since 1970.
#[must_use]
pub fn moment_at(unix_seconds: i64) -> DateTime {
    let timestamp = jiff::Timestamp::from_second(unix_seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let zone = jiff::tz::TimeZoneDatabase::bundled().get("Europe/Berlin").unwrap_or(jiff::tz::TimeZone::UTC);
    zone.to_datetime(timestamp)
}

/// A value as FEEL writes it, with texts in quotes.
#[must_use]
pub fn written(value: &Value) -> String {
    let mut text = String::new();
    write(&mut text, value, true);
    text
}

struct Inputs<'a>(&'a [(String, Value)]);

impl Scope for Inputs<'_> {
    fn resolve(&self, name: &str) -> Option<Named> {
        let (position, (_, value)) = (0..).zip(self.0).find(|(_, (known, _))| known == name)?;
        Some(Named { source: NameSource::Answer(FieldIndex(position)), kind: type_of(value) })
    }
    fn has_code(&self, _: u32, _: &str) -> bool {
        true
    }
}

/// Names may stand in contexts, too.
fn collect<'a>(name: &'a str, value: &'a Value, names: &mut Vec<&'a str>) {
    names.push(name);
    collect_within(value, names);
}

fn collect_within<'a>(value: &'a Value, names: &mut Vec<&'a str>) {
    match value {
        Value::Context(entries) => entries.iter().for_each(|(name, value)| collect(name, value, names)),
        Value::List(items) => items.iter().for_each(|item| collect_within(item, names)),
        _ => {}
    }
}
