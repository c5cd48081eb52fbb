//! Functions as values: what `function(a) …` makes, and calls of it. In: nodes. Out: a value. Only `vordruck feel` has them.

use super::Walk;
use crate::feel::builtin::Function;
use crate::feel::full::Closure;
use crate::feel::functions::{self, Arguments, at};
use crate::feel::kinds::Kind;
use crate::feel::tree::NodeIndex;
use crate::feel::value::Value;
use std::borrow::Cow;

impl<'a> Walk<'a> {
    /// A function of this tree, with what it can see.
    pub(super) fn closure(&self, parameters: &[(String, Kind)], body: NodeIndex) -> Value {
        let captured = self.bound.iter().map(|value| (**value).clone()).collect();
        Value::Function(Box::new(Closure::Defined { parameters: parameters.to_vec(), body, captured }))
    }

    /// Calls a value; none inside when it is no function or the arguments don't fit.
    pub(super) fn invoke(&mut self, function: &Value, arguments: Arguments<'_>, names: &[String]) -> Option<Option<Value>> {
        let Value::Function(closure) = function else { return Some(None) };
        let (parameters, body, captured) = match &**closure {
            Closure::BuiltIn(function) => {
                return Some(functions::call(*function, arguments, self.context.moment, self.extent).filter(|_| names.is_empty()));
            }
            Closure::Defined { parameters, body, captured } => (parameters, *body, captured),
        };
        if parameters.len() != arguments.len() {
            return Some(None);
        }
        let mut scope: Vec<Cow<'a, Value>> = captured.iter().cloned().map(Cow::Owned).collect();
        for (position, (name, kind)) in parameters.iter().enumerate() {
            let named = if names.is_empty() { Some(position) } else { names.iter().position(|given| given == name) };
            match named.and_then(|position| at(arguments, position)).filter(|value| kind.takes(value) || *kind == Kind::Any) {
                Some(value) => scope.push(Cow::Owned(value.clone())),
                None => return Some(None),
            }
        }
        let around = std::mem::replace(&mut self.bound, scope);
        // The body may stand after the call in the tree: depth and fuel bound the walk, not the order.
        let result = self.child(self.end(), body);
        self.bound = around;
        Some(Some(result?.into_owned()))
    }

    /// The built-in functions that take a function. None inside when this is another call.
    pub(super) fn call_with_function(&mut self, function: Function, arguments: Arguments<'_>) -> Option<Option<Value>> {
        let (Some(list), Some(callee @ Value::Function(_))) = (at(arguments, 0), at(arguments, 1)) else { return Some(None) };
        let Some(items) = functions::list(list) else { return Some(Some(Value::Null)) };
        Some(Some(match function {
            Function::Sort => self.sorted(items.to_vec(), callee)?.into(),
            Function::ListReplace => {
                let new = arguments.get(2).cloned().unwrap_or(Cow::Owned(Value::Null));
                let mut replaced = Vec::with_capacity(items.len());
                for item in items {
                    match self.invoke(callee, &[Cow::Borrowed(item), new.clone()], &[])? {
                        Some(Value::Boolean(true)) => replaced.push((*new).clone()),
                        Some(Value::Boolean(false)) => replaced.push(item.clone()),
                        _ => return Some(Some(Value::Null)),
                    }
                }
                Value::List(replaced)
            }
            _ => return Some(None),
        }))
    }

    /// By merging halves: a function that contradicts itself gives some order, never a panic. None inside when it gives no truth.
    fn sorted(&mut self, mut items: Vec<Value>, precedes: &Value) -> Option<Option<Value>> {
        let mut width = 1;
        while width < items.len() {
            let mut merged = Vec::with_capacity(items.len());
            let mut rest = items.into_iter().peekable();
            while rest.peek().is_some() {
                let left: Vec<Value> = rest.by_ref().take(width).collect();
                let right: Vec<Value> = rest.by_ref().take(width).collect();
                let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
                while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
                    let Some(truth) = self.invoke(precedes, &[Cow::Borrowed(second), Cow::Borrowed(first)], &[])? else {
                        return Some(None);
                    };
                    // The second one goes first only when it has to: equal ones keep their order.
                    let next = match truth.as_boolean() {
                        Some(true) => right.next(),
                        Some(false) => left.next(),
                        None => return Some(None),
                    };
                    merged.extend(next);
                }
                merged.extend(left);
                merged.extend(right);
            }
            items = merged;
            width *= 2;
        }
        Some(Some(Value::List(items)))
    }
}
