//! Functions that few forms use. In: evaluated arguments. Out: a value, or none where FEEL says null.
//!
//! With the feature `parts`, in the browser, they arrive in a part of their own, and only for forms that use one of them (`are_used_by`):
//! whoever loads a form sees to it before any of its expressions is evaluated. Everywhere else they are simply there.

use super::{Arguments, at, dates, lists, numbers, text_of, texts};
use crate::compiled::CompiledForm;
use crate::feel::builtin::Function;
use crate::feel::evaluate::Extent;
use crate::feel::pattern::{self, Program};
use crate::feel::tree::{Node, PatternUse};
use crate::feel::value::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

/// Whether a form uses one of them.
#[must_use]
pub fn are_used_by(form: &CompiledForm) -> bool {
    let mut used = false;
    form.expressions(&mut |expression| used |= expression.nodes().iter().any(is_further));
    used
}

fn is_further(node: &Node) -> bool {
    use Function as F;
    match node {
        Node::Call(F::IsDefined | F::Not | F::Today | F::Now | F::Count | F::Sum, _) => false,
        Node::Call(F::ListContains | F::Contains | F::StartsWith | F::EndsWith | F::Number, _) => false,
        Node::Call(..) | Node::Pattern(..) => true,
        _ => false,
    }
}

pub(super) fn call(function: Function, arguments: Arguments<'_>, extent: Extent) -> Option<Value> {
    arrival::get().and_then(|further| (further.call)(function, arguments, extent))
}

/// Applies a pattern. None when the fuel is used up; none inside where FEEL says null.
pub(in crate::feel) fn apply(function: PatternUse, program: &Program, arguments: Arguments<'_>, fuel: &mut u32) -> Option<Option<Value>> {
    arrival::get().map_or(Some(None), |further| (further.apply)(function, program, arguments, fuel))
}

/// The ways in.
#[derive(Clone, Copy)]
struct Further {
    call: fn(Function, Arguments<'_>, Extent) -> Option<Value>,
    apply: fn(PatternUse, &Program, Arguments<'_>, &mut u32) -> Option<Option<Value>>,
}

const FURTHER: Further = Further { call: here, apply: pattern::apply };

#[cfg(not(all(feature = "parts", target_family = "wasm")))]
mod arrival {
    pub(super) fn get() -> Option<super::Further> {
        Some(super::FURTHER)
    }
    /// Nothing has to arrive.
    pub fn arrive() {}
}
#[cfg(all(feature = "parts", target_family = "wasm"))]
mod arrival {
    use super::{FURTHER, Further};
    use std::sync::OnceLock;

    static ARRIVED: OnceLock<Further> = OnceLock::new();

    pub(super) fn get() -> Option<Further> {
        ARRIVED.get().copied()
    }
    /// They are here. Called by the part they come in.
    pub fn arrive() {
        let _ = ARRIVED.set(FURTHER);
    }
}
pub use arrival::arrive;

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

        F::SubstringBefore | F::SubstringAfter => texts::of_two(function, arguments),
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
