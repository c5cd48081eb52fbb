//! Nodes that few forms have. In: a node. Out: its value. In the browser it arrives only for forms that need it (`parts`).

use super::{Extent, Walk};
use crate::feel::functions;
use crate::feel::tree::{Node, NodeIndex, Property};
use crate::feel::value::{Range, Value};
use std::borrow::Cow;

/// The value of such a node.
pub(in crate::feel) fn further_node<'a>(walk: &mut Walk<'a>, at: NodeIndex, node: &'a Node) -> Option<Value> {
    Some(match node {
        Node::Partial => Value::List(walk.results.last().cloned().unwrap_or_default()),
        Node::Except(value) => {
            let end = walk.child(at, *value)?.into_owned();
            Value::Range(Box::new(Range { low: end.clone(), low_included: false, high: end, high_included: false }))
        }
        Node::Range { low, low_included, high, high_included } => {
            let mut end = |end: &Option<NodeIndex>| match end {
                Some(end) => walk.child(at, *end).map(Cow::into_owned),
                None => Some(Value::Null),
            };
            let ends = (end(low)?, end(high)?);
            if (low.is_some() && ends.0.is_null()) || (high.is_some() && ends.1.is_null()) {
                return Some(Value::Null);
            }
            let (low, high) = ends;
            Value::Range(Box::new(Range { low, low_included: *low_included, high, high_included: *high_included }))
        }
        Node::Some(list, condition) => walk.quantify(at, *list, *condition, true)?,
        Node::Every(list, condition) => walk.quantify(at, *list, *condition, false)?,
        Node::For(lists, body) => {
            walk.results.push(Vec::new());
            let iterated = walk.each(at, lists, *body)?;
            let results = walk.results.pop()?;
            if iterated { Value::List(results) } else { Value::Null }
        }
        Node::Filter(list, condition) => walk.filter(at, *list, *condition)?,
        Node::Property(value, property) => {
            let value = walk.child(at, *value)?;
            let part = |value: &Value| walk.property(value, *property).into();
            match &*value {
                Value::List(items) => Value::List(items.iter().map(part).collect()),
                single => part(single),
            }
        }
        Node::Context(entries) => {
            let mut values = Vec::with_capacity(entries.len());
            for (name, entry) in entries {
                let value = walk.child(at, *entry)?;
                walk.bound.push(value.clone());
                values.push((name.clone(), value.into_owned()));
            }
            walk.bound.truncate(walk.bound.len().saturating_sub(entries.len()));
            Value::Context(values)
        }
        Node::InstanceOf(value, kind) => Value::Boolean(kind.holds(&*walk.child(at, *value)?)),
        #[cfg(feature = "feel-full")]
        Node::Function(parameters, body) => walk.closure(parameters, *body),
        #[cfg(feature = "feel-full")]
        Node::BuiltIn(function) => Value::Function(Box::new(crate::feel::full::Closure::BuiltIn(*function))),
        #[cfg(feature = "feel-full")]
        Node::Invoke(function, arguments, names) => {
            let function = walk.child(at, *function)?;
            let arguments = walk.children(at, arguments)?;
            walk.invoke(&function, &arguments, names)?.into()
        }
        // `evaluate` has answered the others.
        _ => Value::Null,
    })
}

impl Walk<'_> {
    fn property(&self, value: &Value, property: Property) -> Option<Value> {
        match self.extent {
            Extent::Forms => functions::property(value, property),
            #[cfg(feature = "feel-full")]
            Extent::Full => crate::feel::full::part(value, property.written()),
        }
    }
}
