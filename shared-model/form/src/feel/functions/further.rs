//! What of FEEL few forms use: most functions, walks through lists; and apart from it patterns. In: evaluated arguments, nodes. Out: a
//! value, or none where FEEL says null. See `parts`: in the browser it arrives only for forms that need it.

use super::{Arguments, at, dates, lists, numbers, text_of, texts};
use crate::feel::builtin::Function;
use crate::feel::evaluate::{self, Extent, Walk};
use crate::feel::needs::note_needs;
use crate::feel::pattern::{self, Program};
use crate::feel::tree::{Node, NodeIndex, PatternUse};
use crate::feel::value::Value;
use crate::parts::{Arrival, Needs};
use std::borrow::Cow;
use std::cmp::Ordering;

/// The ways in.
#[derive(Clone, Copy)]
struct Further {
    call: fn(Function, Arguments<'_>, Extent) -> Option<Value>,
    node: for<'a> fn(&mut Walk<'a>, NodeIndex, &'a Node) -> Option<Value>,
    entry: for<'a> fn(&mut Walk<'a>, NodeIndex, NodeIndex, &str) -> Option<Cow<'a, Value>>,
    lower: fn(&str) -> String,
}

const FURTHER: Further = Further { call: here, node: evaluate::further_node, entry: evaluate::entry, lower: str::to_lowercase };
static FURTHER_ARRIVAL: Arrival<Further> = Arrival::of(FURTHER);

type Apply = fn(PatternUse, &Program, Arguments<'_>, &mut u32) -> Option<Option<Value>>;
static PATTERNS_ARRIVAL: Arrival<Apply> = Arrival::of(pattern::apply);

/// They are here. Called by the part they come in.
pub fn arrive() {
    FURTHER_ARRIVAL.arrive(FURTHER);
}

/// Patterns are here. Called by the part they come in.
pub fn patterns_arrive() {
    PATTERNS_ARRIVAL.arrive(pattern::apply);
}

pub(super) fn call(function: Function, arguments: Arguments<'_>, extent: Extent) -> Option<Value> {
    debug_assert!(extent != Extent::Forms || is_said_to_need(&Node::Call(function, Vec::new())));
    FURTHER_ARRIVAL.get().and_then(|further| (further.call)(function, arguments, extent))
}

/// The value of a node that few forms have. None when the fuel is used up.
pub(in crate::feel) fn node<'a>(walk: &mut Walk<'a>, at: NodeIndex, node: &'a Node) -> Option<Value> {
    debug_assert!(is_said_to_need(node));
    FURTHER_ARRIVAL.get().map_or(Some(Value::Null), |further| (further.node)(walk, at, node))
}

/// Whether a form with such a node waits for this part: else it would compute something else in the browser than elsewhere. Looked at wherever
/// tests evaluate something.
fn is_said_to_need(node: &Node) -> bool {
    let mut needs = Needs::default();
    note_needs(node, &mut needs);
    needs.functions
}

/// What a context has under a name.
pub(in crate::feel) fn entry<'a>(walk: &mut Walk<'a>, at: NodeIndex, value: NodeIndex, name: &str) -> Option<Cow<'a, Value>> {
    FURTHER_ARRIVAL.get().map_or(Some(Cow::Owned(Value::Null)), |further| (further.entry)(walk, at, value, name))
}

/// A text in small letters; the tables for that come with the rest. Whoever needs them for something else says so in `Needs`.
// Inline: it is too small for a file that two parts share.
#[inline(always)]
pub(crate) fn lower(text: &str) -> String {
    match FURTHER_ARRIVAL.get() {
        Some(further) => (further.lower)(text),
        None => text.to_owned(),
    }
}

/// Applies a pattern. None when the fuel is used up; none inside where FEEL says null.
pub(in crate::feel) fn apply(function: PatternUse, program: &Program, arguments: Arguments<'_>, fuel: &mut u32) -> Option<Option<Value>> {
    PATTERNS_ARRIVAL.get().map_or(Some(None), |apply| apply(function, program, arguments, fuel))
}

fn here(function: Function, arguments: Arguments<'_>, extent: Extent) -> Option<Value> {
    use Function as F;
    match function {
        F::Product => lists::product(&lists::elements(arguments)),
        F::Min => lists::extreme(&lists::elements(arguments), Ordering::Less),
        F::Max => lists::extreme(&lists::elements(arguments), Ordering::Greater),
        F::Mean => lists::mean(&lists::elements(arguments)),
        F::All => lists::quantified(&lists::elements(arguments), false),
        F::Any => lists::quantified(&lists::elements(arguments), true),
        F::Append => lists::append(arguments),
        F::Concatenate => lists::concatenate(arguments),
        F::Flatten => lists::flatten(arguments),
        F::DistinctValues => lists::distinct(arguments),
        F::Union => lists::distinct(&[Cow::Owned(lists::concatenate(arguments)?)]),
        F::Reverse => lists::reverse(arguments),
        F::IndexOf => lists::index_of(arguments),
        F::Sublist => lists::sublist(arguments),

        F::Contains | F::StartsWith | F::EndsWith | F::SubstringBefore | F::SubstringAfter => texts::of_two(function, arguments),
        F::StringLength => Some(Value::from(i64::try_from(at(arguments, 0)?.as_text()?.chars().count()).ok()?)),
        F::UpperCase => at(arguments, 0)?.as_text().map(|text| Value::Text(text.to_uppercase())),
        F::LowerCase => at(arguments, 0)?.as_text().map(|text| Value::Text(text.to_lowercase())),
        F::Substring => texts::substring(arguments),
        F::StringJoin => texts::join(arguments),
        F::String => text_of(at(arguments, 0)?).map(Value::Text),

        F::Floor | F::Ceiling | F::Abs | F::Modulo | F::Odd | F::Even => numbers::call(function, arguments),
        F::Decimal | F::RoundUp | F::RoundDown | F::RoundHalfUp | F::RoundHalfDown => numbers::call(function, arguments),

        F::Date | F::Time | F::DateAndTime | F::Duration | F::YearsAndMonthsDuration => of_days(function, arguments, extent),
        F::DayOfWeek | F::DayOfYear | F::MonthOfYear | F::WeekOfYear => of_days(function, arguments, extent),
        #[cfg(feature = "feel-full")]
        other if extent == Extent::Full => crate::feel::full::call(other, arguments),
        _ => None,
    }
}

fn of_days(function: Function, arguments: Arguments<'_>, extent: Extent) -> Option<Value> {
    match extent {
        Extent::Forms => dates::call(function, arguments),
        #[cfg(feature = "feel-full")]
        Extent::Full => crate::feel::wide::functions::call(function, arguments),
    }
}
