//! Functions that change a list (DMN 1.5 §10.3.4.4). In: a list and a position. Out: a list.

use crate::feel::builtin::Function;
use crate::feel::compare::order;
use crate::feel::functions::{Arguments, at, list, place};
use crate::feel::value::Value;

/// Calls one of them. With a function as an argument the evaluator answers itself.
pub(super) fn call(function: Function, arguments: Arguments<'_>) -> Option<Value> {
    let mut items = list(at(arguments, 0)?)?.to_vec();
    if function == Function::Sort {
        return sorted(items).filter(|_| arguments.len() == 1);
    }
    let place = place(at(arguments, 1)?, items.len()).filter(|place| *place < items.len())?;
    match function {
        Function::InsertBefore => items.insert(place, at(arguments, 2)?.clone()),
        Function::Remove => drop(items.remove(place)),
        _ => *items.get_mut(place)? = at(arguments, 2)?.clone(),
    }
    Some(Value::List(items))
}

/// From the least to the greatest; none when some can't be compared.
fn sorted(mut items: Vec<Value>) -> Option<Value> {
    let first = items.first().cloned();
    if first.is_some_and(|first| items.iter().any(|item| order(&first, item).is_none())) {
        return None;
    }
    items.sort_by(|left, right| order(left, right).unwrap_or(std::cmp::Ordering::Equal));
    Some(Value::List(items))
}
