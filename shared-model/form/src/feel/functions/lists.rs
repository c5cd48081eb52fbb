//! Functions of lists (DMN 1.5 §10.3.4.4). In: a list, or the elements as arguments. Out: a value.

use crate::feel::compare::{equal, order};
use crate::feel::evaluate::{both, either};
use crate::feel::number::Number;
use crate::feel::value::Value;
use std::cmp::Ordering;

/// `sum([1, 2])` and `sum(1, 2)` alike.
pub(super) fn elements(mut arguments: Vec<Value>) -> Vec<Value> {
    match (arguments.len(), arguments.pop()) {
        (1, Some(Value::List(items))) => items,
        (_, last) => {
            arguments.extend(last);
            arguments
        }
    }
}

/// The first argument as a list; a single value is a list of one, null is none.
fn list(arguments: Vec<Value>) -> Option<Vec<Value>> {
    match arguments.into_iter().next()? {
        Value::List(items) => Some(items),
        Value::Null => None,
        single => Some(vec![single]),
    }
}

pub(super) fn count(arguments: Vec<Value>) -> Option<Value> {
    i64::try_from(list(arguments)?.len()).ok().map(Value::from)
}

fn folded(items: &[Value], fold: fn(Number, Number) -> Option<Number>) -> Option<Number> {
    let mut numbers = items.iter().map(Value::as_number);
    let first = numbers.next()??;
    numbers.try_fold(first, |so_far, number| fold(so_far, number?))
}

/// None for an empty list and when something is not a number.
pub(super) fn sum(items: &[Value]) -> Option<Value> {
    folded(items, Number::plus).map(Value::Number)
}

pub(super) fn product(items: &[Value]) -> Option<Value> {
    folded(items, Number::times).map(Value::Number)
}

pub(super) fn mean(items: &[Value]) -> Option<Value> {
    let count = i64::try_from(items.len()).ok()?;
    folded(items, Number::plus)?.over(Number::from(count)).map(Value::Number)
}

/// The least (`wanted` = less) or the greatest.
pub(super) fn extreme(items: Vec<Value>, wanted: Ordering) -> Option<Value> {
    let mut items = items.into_iter();
    let first = items.next()?;
    order(&first, &first)?;
    items.try_fold(first, |so_far, item| Some(if order(&item, &so_far)? == wanted { item } else { so_far }))
}

#[expect(clippy::manual_try_fold, reason = "None is FEEL's null, which does not end the walk")]
pub(super) fn all(items: &[Value]) -> Option<Value> {
    items.iter().fold(Some(true), |so_far, item| both(so_far, item.as_boolean())).map(Value::Boolean)
}

#[expect(clippy::manual_try_fold, reason = "None is FEEL's null, which does not end the walk")]
pub(super) fn any(items: &[Value]) -> Option<Value> {
    items.iter().fold(Some(false), |so_far, item| either(so_far, item.as_boolean())).map(Value::Boolean)
}

pub(super) fn contains(arguments: &[Value]) -> Option<Value> {
    let wanted = arguments.get(1)?;
    match arguments.first()? {
        Value::Null => None,
        Value::List(items) => Some(items.iter().any(|item| equal(item, wanted) == Some(true))),
        single => Some(equal(single, wanted) == Some(true)),
    }
    .map(Value::Boolean)
}

pub(super) fn append(arguments: Vec<Value>) -> Option<Value> {
    let mut arguments = arguments.into_iter();
    let mut items = list(arguments.by_ref().take(1).collect())?;
    items.extend(arguments);
    bounded(items)
}

pub(super) fn concatenate(arguments: Vec<Value>) -> Option<Value> {
    let mut all = Vec::new();
    for argument in arguments {
        all.extend(list(vec![argument])?);
    }
    bounded(all)
}

/// Longest list that functions make: nested doublings must not eat the memory.
fn bounded(items: Vec<Value>) -> Option<Value> {
    (items.len() <= 100_000).then_some(Value::List(items))
}

pub(super) fn flatten(arguments: Vec<Value>) -> Option<Value> {
    fn lay_out(items: Vec<Value>, flat: &mut Vec<Value>) {
        for item in items {
            match item {
                Value::List(inner) => lay_out(inner, flat),
                other => flat.push(other),
            }
        }
    }
    let mut flat = Vec::new();
    lay_out(list(arguments)?, &mut flat);
    Some(Value::List(flat))
}

pub(super) fn distinct(arguments: Vec<Value>) -> Option<Value> {
    let mut kept: Vec<Value> = Vec::new();
    for item in list(arguments)? {
        if !kept.iter().any(|other| equal(other, &item) == Some(true)) {
            kept.push(item);
        }
    }
    Some(Value::List(kept))
}

pub(super) fn reverse(arguments: Vec<Value>) -> Option<Value> {
    let mut items = list(arguments)?;
    items.reverse();
    Some(Value::List(items))
}

pub(super) fn index_of(arguments: &[Value]) -> Option<Value> {
    let wanted = arguments.get(1)?;
    let single = arguments.first()?;
    let items = match single {
        Value::Null => return None,
        Value::List(items) => items.as_slice(),
        other => std::slice::from_ref(other),
    };
    let positions = items.iter().zip(1_i64..).filter(|(item, _)| equal(item, wanted) == Some(true));
    Some(Value::List(positions.map(|(_, position)| Value::from(position)).collect()))
}
