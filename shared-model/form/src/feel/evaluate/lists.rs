//! What walks lists: paths, filters, `some`, `every`, `for`. In: nodes. Out: a value. Every step costs fuel.

use super::{Extent, Walk, truth};
use crate::feel::compare::{both, either};
use crate::feel::temporal::whole;
use crate::feel::tree::{Node, NodeIndex};
use crate::feel::value::Value;
use std::borrow::Cow;

/// What a context has under a name; of a list of contexts, the list of what they have.
pub(in crate::feel) fn entry<'a>(walk: &mut Walk<'a>, at: NodeIndex, value: NodeIndex, name: &str) -> Option<Cow<'a, Value>> {
    // A row that a variable holds is not copied for one of its entries.
    if let (Some(Node::Bound(level)), true) = (walk.nodes.get(value.0 as usize), value < at)
        && let Some(Cow::Owned(row)) = walk.variable(*level)
    {
        return Some(Cow::Owned(part(row, name, walk.extent)));
    }
    Some(match walk.child(at, value)? {
        Cow::Borrowed(context @ Value::Context(_)) => Cow::Borrowed(context.entry(name).unwrap_or(&Value::Null)),
        other => Cow::Owned(part(&other, name, walk.extent)),
    })
}

impl<'a> Walk<'a> {
    /// `some` (decided by true) and `every` (decided by false).
    pub(super) fn quantify(&mut self, at: NodeIndex, list: NodeIndex, condition: NodeIndex, deciding: bool) -> Option<Value> {
        let Some(items) = self.items(at, list)? else {
            return Some(Value::Null);
        };
        let mut so_far = Some(!deciding);
        for item in items {
            self.bound.push(item);
            let holds = self.child(at, condition)?.as_boolean();
            self.bound.pop();
            so_far = if deciding { either(so_far, holds) } else { both(so_far, holds) };
            if so_far == Some(deciding) {
                break;
            }
        }
        Some(truth(so_far))
    }

    /// Walks the lists, each for every element of those before it. False when something to walk is none.
    pub(super) fn each(&mut self, at: NodeIndex, lists: &[NodeIndex], body: NodeIndex) -> Option<bool> {
        let Some((list, rest)) = lists.split_first() else {
            let value = self.child(at, body)?.into_owned();
            self.results.last_mut()?.push(value);
            return Some(true);
        };
        let Some(items) = self.items(at, *list)? else {
            return Some(false);
        };
        for item in items {
            self.bound.push(item);
            let iterated = self.each(at, rest, body)?;
            self.bound.pop();
            if !iterated {
                return Some(false);
            }
        }
        Some(true)
    }

    pub(super) fn filter(&mut self, at: NodeIndex, list: NodeIndex, condition: NodeIndex) -> Option<Value> {
        let items = match self.child(at, list)? {
            Cow::Borrowed(Value::List(items)) => items.iter().map(Cow::Borrowed).collect(),
            Cow::Owned(Value::List(items)) => items.into_iter().map(Cow::Owned).collect(),
            value if value.is_null() => return Some(Value::Null),
            // A single value is a list of one (DMN 1.5 §10.3.2.5).
            single => vec![single],
        };
        let mut kept = Vec::new();
        let count = i64::try_from(items.len()).ok()?;
        let mut items = items.into_iter();
        for position in 0_i64.. {
            let Some(item) = items.next() else { break };
            self.bound.push(item);
            let chosen = self.child(at, condition)?;
            let item = self.bound.pop()?;
            match &*chosen {
                Value::Boolean(true) => kept.push(item.into_owned()),
                // A number chooses by position, from the end when negative.
                Value::Number(number) => {
                    let found = match number.to_integer() {
                        Some(wanted @ 1..) => Some(wanted - 1),
                        Some(wanted @ ..=-1) => Some(count + wanted),
                        _ => None,
                    };
                    let steps = found.and_then(|found| usize::try_from(found.checked_sub(position)?).ok());
                    let found = match steps {
                        Some(0) => Some(item),
                        Some(steps) => items.nth(steps - 1),
                        None => None,
                    };
                    return Some(found.map_or(Value::Null, Cow::into_owned));
                }
                Value::Boolean(false) | Value::Null => {}
                _ => return Some(Value::Null),
            }
        }
        Some(Value::List(kept))
    }

    /// What is iterated: a list, the whole numbers of a range, or a single value as a list of one. None when it can't be.
    fn items(&mut self, at: NodeIndex, list: NodeIndex) -> Option<Option<Vec<Cow<'a, Value>>>> {
        let value = self.child(at, list)?;
        Some(Some(match value {
            Cow::Borrowed(Value::List(items)) => items.iter().map(Cow::Borrowed).collect(),
            Cow::Owned(Value::List(items)) => items.into_iter().map(Cow::Owned).collect(),
            value => match &*value {
                Value::Null => return Some(None),
                Value::Range(range) => {
                    #[cfg(feature = "feel-full")]
                    if let Some(days) = crate::feel::full::days_of(range).filter(|_| self.extent == Extent::Full) {
                        self.steps = self.steps.checked_sub(u32::try_from(days.len()).ok()?)?;
                        return Some(Some(days.into_iter().map(Cow::Owned).collect()));
                    }
                    let (Some(low), Some(high)) = (whole(&range.low), whole(&range.high)) else {
                        return Some(None);
                    };
                    let count = u32::try_from(low.abs_diff(high)).ok()?;
                    self.steps = self.steps.checked_sub(count)?;
                    let item = |number: i64| Cow::Owned(Value::from(number));
                    let mut items: Vec<_> =
                        if low <= high { (low..=high).map(item).collect() } else { (high..=low).rev().map(item).collect() };
                    if !range.high_included {
                        items.pop();
                    }
                    if !range.low_included && !items.is_empty() {
                        items.remove(0);
                    }
                    items
                }
                _ => vec![value],
            },
        }))
    }
}

fn part(value: &Value, name: &str, extent: Extent) -> Value {
    match value {
        Value::List(items) => Value::List(items.iter().map(|item| part_of_one(item, name, extent)).collect()),
        single => part_of_one(single, name, extent),
    }
}

fn part_of_one(value: &Value, name: &str, extent: Extent) -> Value {
    match extent {
        #[cfg(feature = "feel-full")]
        Extent::Full if !matches!(value, Value::Context(_)) => crate::feel::full::part(value, name).into(),
        _ => value.entry(name).cloned().into(),
    }
}
