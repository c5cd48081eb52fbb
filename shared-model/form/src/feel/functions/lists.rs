//! Functions of lists (DMN 1.5 §10.3.4.4). In: a list, or the elements as arguments. Out: a value.

use super::{Arguments, at};
use crate::feel::compare::{both, either, equal, order};
use crate::feel::number::{Number, Rounding};
use crate::feel::value::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

/// Longest list that functions make: nested doublings must not eat the memory.
const LONGEST: usize = 100_000;

/// `sum([1, 2])` and `sum(1, 2)` alike.
pub(in crate::feel) fn elements(arguments: Arguments<'_>) -> Vec<&Value> {
    match at(arguments, 0) {
        Some(Value::List(items)) if arguments.len() == 1 => items.iter().collect(),
        _ => arguments.iter().map(|value| &**value).collect(),
    }
}

/// A value as a list; a single value is a list of one, null is none.
pub(in crate::feel) fn list(value: &Value) -> Option<&[Value]> {
    match value {
        Value::List(items) => Some(items),
        Value::Null => None,
        single => Some(std::slice::from_ref(single)),
    }
}

pub(super) fn count(arguments: Arguments<'_>) -> Option<Value> {
    i64::try_from(list(at(arguments, 0)?)?.len()).ok().map(Value::from)
}

fn folded(items: &[&Value], fold: fn(Number, Number) -> Option<Number>) -> Option<Number> {
    let mut numbers = items.iter().map(|item| item.as_number());
    let first = numbers.next()??;
    numbers.try_fold(first, |so_far, number| fold(so_far, number?))
}

/// None for an empty list and when something is not a number.
pub(in crate::feel) fn sum(items: &[&Value]) -> Option<Value> {
    folded(items, Number::plus).map(Value::Number)
}

pub(super) fn product(items: &[&Value]) -> Option<Value> {
    folded(items, Number::times).map(Value::Number)
}

pub(super) fn mean(items: &[&Value]) -> Option<Value> {
    let count = i64::try_from(items.len()).ok()?;
    folded(items, Number::plus)?.over(Number::from(count)).map(Value::Number)
}

/// The least (`wanted` = less) or the greatest.
pub(super) fn extreme(items: &[&Value], wanted: Ordering) -> Option<Value> {
    let mut items = items.iter();
    let first = items.next()?;
    order(first, first)?;
    items.try_fold(*first, |so_far, item| Some(if order(item, so_far)? == wanted { item } else { so_far })).cloned()
}

/// `all` (decided by false) and `any` (decided by true); null does not end the walk.
pub(super) fn quantified(items: &[&Value], deciding: bool) -> Option<Value> {
    let mut so_far = Some(!deciding);
    for item in items {
        let truth = item.as_boolean();
        so_far = if deciding { either(so_far, truth) } else { both(so_far, truth) };
    }
    so_far.map(Value::Boolean)
}

pub(super) fn contains(arguments: Arguments<'_>) -> Option<Value> {
    let wanted = at(arguments, 1)?;
    let items = list(at(arguments, 0)?)?;
    Some(Value::Boolean(items.iter().any(|item| equal(item, wanted) == Some(true))))
}

pub(super) fn append(arguments: Arguments<'_>) -> Option<Value> {
    let mut items = list(at(arguments, 0)?)?.to_vec();
    items.extend(arguments.iter().skip(1).map(|item| (**item).clone()));
    bounded(items)
}

pub(super) fn concatenate(arguments: Arguments<'_>) -> Option<Value> {
    let mut all = Vec::new();
    for argument in arguments {
        all.extend_from_slice(list(argument)?);
    }
    bounded(all)
}

fn bounded(items: Vec<Value>) -> Option<Value> {
    (items.len() <= LONGEST).then_some(Value::List(items))
}

pub(super) fn flatten(arguments: Arguments<'_>) -> Option<Value> {
    fn lay_out(items: &[Value], flat: &mut Vec<Value>) {
        for item in items {
            match item {
                Value::List(inner) => lay_out(inner, flat),
                other => flat.push(other.clone()),
            }
        }
    }
    let mut flat = Vec::new();
    lay_out(list(at(arguments, 0)?)?, &mut flat);
    Some(Value::List(flat))
}

pub(super) fn distinct(arguments: &[Cow<'_, Value>]) -> Option<Value> {
    let mut kept: Vec<Value> = Vec::new();
    for item in list(at(arguments, 0)?)? {
        if !kept.iter().any(|other| equal(other, item) == Some(true)) {
            kept.push(item.clone());
        }
    }
    Some(Value::List(kept))
}

pub(super) fn reverse(arguments: Arguments<'_>) -> Option<Value> {
    let mut items = list(at(arguments, 0)?)?.to_vec();
    items.reverse();
    Some(Value::List(items))
}

pub(super) fn index_of(arguments: Arguments<'_>) -> Option<Value> {
    let wanted = at(arguments, 1)?;
    let positions = list(at(arguments, 0)?)?.iter().zip(1_i64..).filter(|(item, _)| equal(item, wanted) == Some(true));
    Some(Value::List(positions.map(|(_, position)| Value::from(position)).collect()))
}

/// A position or a length; what stands behind the point is cut off.
pub(super) fn truncated(value: &Value) -> Option<i64> {
    value.as_number()?.rounded(0, Rounding::Down)?.to_integer()
}

/// The place (from 0) that a position (from 1, from the end when negative) means in something of so many parts.
pub(in crate::feel) fn place(position: &Value, count: usize) -> Option<usize> {
    let position = truncated(position)?;
    let count = i64::try_from(count).ok()?;
    let place = if position < 0 { count + position } else { position - 1 };
    usize::try_from(place).ok()
}

/// `sublist([1, 2, 3], 1, 2)`
pub(super) fn sublist(arguments: Arguments<'_>) -> Option<Value> {
    let items = list(at(arguments, 0)?)?;
    let from = place(at(arguments, 1)?, items.len()).filter(|from| *from < items.len())?;
    let rest = items.get(from..)?;
    let part = match at(arguments, 2) {
        None => rest,
        Some(length) => rest.get(..usize::try_from(truncated(length)?).ok()?)?,
    };
    Some(Value::List(part.to_vec()))
}
