//! Evaluating. In: a checked tree, the values of fields and parameters, the moment. Out: a value, always: what FEEL calls
//! an error is null, and so is what takes too long or goes too deep. Never panics.

use super::arithmetic;
use super::compare::{equal, order, passes};
use super::functions;
use super::tree::{Comparison, Expression, Kind, Node, NodeIndex};
use super::value::{Range, Value};
use crate::compiled::{FieldIndex, Parameter};
use jiff::civil::DateTime;
use std::cmp::Ordering;

/// What an expression may read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The values of the fields, by `FieldIndex`; hidden ones are null. Behind the fields, by `GroupIndex`, the lists of rows of
    /// repeated groups.
    pub answers: &'a [Value],
    /// Seen from a row: where in `answers` the values of its fields are, innermost row first.
    pub rows: &'a [Shift],
    /// The form's parameters.
    pub parameters: &'a [Parameter],
    /// Local date and time, Europe/Berlin.
    pub moment: DateTime,
}

/// Fields of a row: what has the index `first + n` stands at `base + n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// The first index.
    pub first: u32,
    /// How many.
    pub count: u32,
    /// Where the first one is.
    pub base: u32,
}

impl<'a> Context<'a> {
    /// The value of a field.
    #[must_use]
    pub fn answer(&self, field: FieldIndex) -> Option<&'a Value> {
        let of_row = |shift: &Shift| {
            let place = field.0.checked_sub(shift.first).filter(|place| *place < shift.count)?;
            Some((shift.base + place) as usize)
        };
        self.answers.get(self.rows.iter().find_map(of_row).unwrap_or(field.at()))
    }
}

/// Most steps of one evaluation: far above what forms need, far below what a person notices.
const STEPS: u32 = 100_000;
/// Deepest nesting: the stack of the browser's thread is small.
pub const DEPTH: u32 = 200;

impl Expression {
    /// The value of this expression.
    #[must_use]
    pub fn evaluate(&self, context: Context<'_>) -> Value {
        let mut walk = Walk { nodes: self.nodes(), context, bound: Vec::new(), steps: STEPS, depth: DEPTH };
        let end = NodeIndex(u32::try_from(self.nodes().len()).unwrap_or(u32::MAX));
        self.root().and_then(|root| walk.child(end, root)).unwrap_or(Value::Null)
    }
}

struct Walk<'a> {
    nodes: &'a [Node],
    context: Context<'a>,
    bound: Vec<Value>,
    steps: u32,
    depth: u32,
}

impl Walk<'_> {
    /// The value of a node, seen from the node that points to it. None, which ends everything, when the fuel is used up or
    /// the tree is not one.
    fn child(&mut self, parent: NodeIndex, index: NodeIndex) -> Option<Value> {
        if index >= parent {
            return None;
        }
        self.steps = self.steps.checked_sub(1)?;
        self.depth = self.depth.checked_sub(1)?;
        let nodes = self.nodes;
        let value = self.node(index, nodes.get(index.0 as usize)?)?;
        self.depth += 1;
        Some(value)
    }

    fn node(&mut self, at: NodeIndex, node: &Node) -> Option<Value> {
        Some(match node {
            Node::Literal(value) => value.clone(),
            Node::Answer(field) => self.context.answer(*field).cloned().unwrap_or_default(),
            Node::Parameter(index) => self.context.parameters.get(*index as usize).map(|parameter| parameter.value.clone()).into(),
            Node::Bound(level) => {
                let from_end = self.bound.len().checked_sub(1 + *level as usize);
                from_end.and_then(|index| self.bound.get(index)).cloned().into()
            }
            Node::Negate(operand) => arithmetic::negate(&self.child(at, *operand)?).into(),
            Node::Arithmetic(operator, left, right) => {
                let (left, right) = (self.child(at, *left)?, self.child(at, *right)?);
                arithmetic::apply(*operator, &left, &right).into()
            }
            Node::Compare(comparison, left, right) => {
                let (left, right) = (self.child(at, *left)?, self.child(at, *right)?);
                truth(compare(*comparison, &left, &right))
            }
            Node::And(left, right) => self.connect(at, *left, *right, false)?,
            Node::Or(left, right) => self.connect(at, *left, *right, true)?,
            Node::If(condition, then, otherwise) => {
                let chosen = if self.child(at, *condition)?.is_true() { then } else { otherwise };
                self.child(at, *chosen)?
            }
            Node::Between(value, low, high) => {
                let (value, low, high) = (self.child(at, *value)?, self.child(at, *low)?, self.child(at, *high)?);
                let above = compare(Comparison::GreaterOrEqual, &value, &low);
                truth(both(above, compare(Comparison::LessOrEqual, &value, &high)))
            }
            Node::In(value, tests) => {
                let value = self.child(at, *value)?;
                let mut found = Some(false);
                for index in tests {
                    let test = self.child(at, *index)?;
                    // An end that is null makes a range null, and whether something lies in it can't be told.
                    let is_range = matches!(self.nodes.get(index.0 as usize), Some(Node::Range { .. }));
                    let passed = if is_range && test.is_null() { None } else { passes(&value, &test) };
                    found = either(found, passed);
                }
                truth(found)
            }
            Node::List(items) => Value::List(self.children(at, items)?),
            Node::Range { low, low_included, high, high_included } => {
                let mut end = |end: &Option<NodeIndex>| match end {
                    Some(end) => self.child(at, *end),
                    None => Some(Value::Null),
                };
                let ends = (end(low)?, end(high)?);
                if (low.is_some() && ends.0.is_null()) || (high.is_some() && ends.1.is_null()) {
                    return Some(Value::Null);
                }
                let (low, high) = ends;
                Value::Range(Box::new(Range { low, low_included: *low_included, high, high_included: *high_included }))
            }
            Node::Some(list, condition) => self.quantify(at, *list, *condition, true)?,
            Node::Every(list, condition) => self.quantify(at, *list, *condition, false)?,
            Node::For(list, body) => self.each(at, *list, *body, false)?,
            Node::ForFlat(list, body) => self.each(at, *list, *body, true)?,
            Node::Filter(list, condition) => self.filter(at, *list, *condition)?,
            Node::Property(value, property) => self.part(at, *value, &|value| functions::property(value, *property))?.into(),
            Node::Entry(value, name) => self.part(at, *value, &|value| value.entry(name).cloned())?.into(),
            Node::Context(entries) => {
                let mut values = Vec::with_capacity(entries.len());
                for (name, entry) in entries {
                    let value = self.child(at, *entry)?;
                    self.bound.push(value.clone());
                    values.push((name.clone(), value));
                }
                self.bound.truncate(self.bound.len().saturating_sub(entries.len()));
                Value::Context(values)
            }
            Node::Call(function, arguments) => {
                let arguments = self.children(at, arguments)?;
                functions::call(*function, arguments, self.context.moment).into()
            }
            Node::InstanceOf(value, kind) => Value::Boolean(is_of(&self.child(at, *value)?, *kind)),
        })
    }

    /// What stands in a variable, an answer or a literal, without copying it.
    fn standing(&self, index: NodeIndex) -> Option<&Value> {
        match self.nodes.get(index.0 as usize)? {
            Node::Literal(value) => Some(value),
            Node::Answer(field) => self.context.answer(*field),
            Node::Bound(level) => self.bound.get(self.bound.len().checked_sub(1 + *level as usize)?),
            _ => None,
        }
    }

    /// A part of a value; of a list, the list of the parts of its elements.
    fn part(&mut self, at: NodeIndex, index: NodeIndex, part: &dyn Fn(&Value) -> Option<Value>) -> Option<Option<Value>> {
        let of_any = |value: &Value| match value {
            Value::List(items) => Some(Value::List(items.iter().map(|item| part(item).into()).collect())),
            single => part(single),
        };
        let length = |value: &Value| if let Value::List(items) = value { u32::try_from(items.len()).ok() } else { Some(1) };
        if let Some(value) = self.standing(index).filter(|_| index < at) {
            let (found, steps) = (of_any(value), length(value)?);
            self.steps = self.steps.checked_sub(steps)?;
            return Some(found);
        }
        self.child(at, index).map(|value| of_any(&value))
    }

    fn children(&mut self, at: NodeIndex, children: &[NodeIndex]) -> Option<Vec<Value>> {
        children.iter().map(|child| self.child(at, *child)).collect()
    }

    /// `and` (decided by false) and `or` (decided by true).
    fn connect(&mut self, at: NodeIndex, left: NodeIndex, right: NodeIndex, deciding: bool) -> Option<Value> {
        let left = self.child(at, left)?.as_boolean();
        if left == Some(deciding) {
            return Some(Value::Boolean(deciding));
        }
        let right = self.child(at, right)?.as_boolean();
        Some(truth(if deciding { either(left, right) } else { both(left, right) }))
    }

    /// With one more variable bound.
    fn bind(&mut self, at: NodeIndex, value: Value, body: NodeIndex) -> Option<Value> {
        self.bound.push(value);
        let result = self.child(at, body);
        self.bound.pop();
        result
    }

    /// `some` (decided by true) and `every` (decided by false).
    fn quantify(&mut self, at: NodeIndex, list: NodeIndex, condition: NodeIndex, deciding: bool) -> Option<Value> {
        let Some(items) = self.items(at, list)? else {
            return Some(Value::Null);
        };
        let mut so_far = Some(!deciding);
        for item in items {
            let holds = self.bind(at, item, condition)?.as_boolean();
            so_far = if deciding { either(so_far, holds) } else { both(so_far, holds) };
            if so_far == Some(deciding) {
                break;
            }
        }
        Some(truth(so_far))
    }

    fn each(&mut self, at: NodeIndex, list: NodeIndex, body: NodeIndex, flat: bool) -> Option<Value> {
        let Some(items) = self.items(at, list)? else {
            return Some(Value::Null);
        };
        let mut results = Vec::with_capacity(items.len());
        for item in items {
            match self.bind(at, item, body)? {
                Value::List(inner) if flat => results.extend(inner),
                result => results.push(result),
            }
        }
        Some(Value::List(results))
    }

    fn filter(&mut self, at: NodeIndex, list: NodeIndex, condition: NodeIndex) -> Option<Value> {
        let Some(items) = self.items(at, list)? else {
            return Some(Value::Null);
        };
        let mut kept = Vec::new();
        let count = i64::try_from(items.len()).ok()?;
        for (item, position) in items.into_iter().zip(1_i64..) {
            match self.bind(at, item.clone(), condition)? {
                Value::Boolean(true) => kept.push(item),
                Value::Number(chosen) => {
                    let chosen = chosen.to_integer();
                    if chosen == Some(position) || chosen == Some(position - count - 1) {
                        return Some(item);
                    }
                    if position == count {
                        return Some(Value::Null);
                    }
                }
                _ => {}
            }
        }
        Some(Value::List(kept))
    }

    /// What is iterated: a list, the whole numbers of a range, or a single value as a list of one. Null stays null.
    fn items(&mut self, at: NodeIndex, list: NodeIndex) -> Option<Option<Vec<Value>>> {
        Some(match self.child(at, list)? {
            Value::Null => None,
            Value::List(items) => Some(items),
            Value::Range(range) => {
                let (Some(low), Some(high)) = (super::temporal::whole(&range.low), super::temporal::whole(&range.high)) else {
                    return Some(None);
                };
                let count = u32::try_from(low.abs_diff(high)).ok()?;
                self.steps = self.steps.checked_sub(count)?;
                Some(if low <= high { (low..=high).map(Value::from).collect() } else { (high..=low).rev().map(Value::from).collect() })
            }
            single => Some(vec![single]),
        })
    }
}

fn compare(comparison: Comparison, left: &Value, right: &Value) -> Option<bool> {
    match comparison {
        Comparison::Equal => equal(left, right),
        Comparison::NotEqual => equal(left, right).map(|same| !same),
        Comparison::Less => order(left, right).map(Ordering::is_lt),
        Comparison::LessOrEqual => order(left, right).map(Ordering::is_le),
        Comparison::Greater => order(left, right).map(Ordering::is_gt),
        Comparison::GreaterOrEqual => order(left, right).map(Ordering::is_ge),
    }
}

/// Three-valued `and`.
pub(super) fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Three-valued `or`.
pub(super) fn either(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn truth(truth: Option<bool>) -> Value {
    truth.map(Value::Boolean).into()
}

fn is_of(value: &Value, kind: Kind) -> bool {
    match kind {
        Kind::Boolean => matches!(value, Value::Boolean(_)),
        Kind::Number => matches!(value, Value::Number(_)),
        Kind::Text => matches!(value, Value::Text(_)),
        Kind::Date => matches!(value, Value::Date(_)),
        Kind::Time => matches!(value, Value::Time(_)),
        Kind::DateTime => matches!(value, Value::DateTime(_)),
        Kind::Months => matches!(value, Value::Months(_)),
        Kind::Seconds => matches!(value, Value::Seconds(_)),
        Kind::List => matches!(value, Value::List(_)),
        Kind::Range => matches!(value, Value::Range(_)),
        Kind::Context => matches!(value, Value::Context(_)),
        Kind::Any => !value.is_null(),
    }
}
