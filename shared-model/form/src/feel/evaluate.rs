//! Evaluating. In: a checked tree, the values of fields and parameters, the moment. Out: a value, always: what FEEL calls
//! an error is null, and so is what takes too long or goes too deep. Never panics.

#[cfg(feature = "feel-full")]
mod calls;
mod further;
mod lists;

pub(super) use further::further_node;
pub(super) use lists::entry;

use super::arithmetic;
use super::compare::{both, either, ordered, passes};
use super::functions::{self, further as seldom};
use super::tree::{Comparison, Expression, Function, Node, NodeIndex};
use super::value::Value;
use crate::compiled::{FieldIndex, Parameter};
use jiff::civil::DateTime;
use std::borrow::Cow;

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
const STEPS: u32 = 300_000;
/// Deepest nesting: the stack of the browser's thread is small.
pub const DEPTH: u32 = 200;

/// How much of FEEL an evaluation has. Forms have the same everywhere, whatever the program around them could do: the browser
/// and the authority's side must come to the same answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What forms have.
    Forms,
    /// All of it.
    #[cfg(feature = "feel-full")]
    Full,
}

impl Expression {
    /// The value of this expression in a form.
    #[must_use]
    pub fn evaluate(&self, context: Context<'_>) -> Value {
        self.evaluate_with(context, Extent::Forms)
    }

    /// The value of this expression with as much of FEEL.
    #[must_use]
    pub fn evaluate_with(&self, context: Context<'_>, extent: Extent) -> Value {
        let mut walk = Walk { nodes: self.nodes(), context, extent, bound: Vec::new(), results: Vec::new(), steps: STEPS, depth: DEPTH };
        let value = self.root().and_then(|root| walk.child(walk.end(), root));
        value.map_or(Value::Null, Cow::into_owned)
    }
}

/// An evaluation under way. Values that stand in the tree or among the answers are borrowed, not copied.
pub(super) struct Walk<'a> {
    nodes: &'a [Node],
    context: Context<'a>,
    extent: Extent,
    bound: Vec<Cow<'a, Value>>,
    /// What the `for`s around have returned so far, the innermost one last.
    results: Vec<Vec<Value>>,
    steps: u32,
    depth: u32,
}

impl<'a> Walk<'a> {
    /// The value of a node, seen from the node that points to it. None, which ends everything, when the fuel is used up or
    /// the tree is not one.
    fn child(&mut self, parent: NodeIndex, index: NodeIndex) -> Option<Cow<'a, Value>> {
        if index >= parent {
            return None;
        }
        self.steps = self.steps.checked_sub(1)?;
        self.depth = self.depth.checked_sub(1)?;
        let nodes = self.nodes;
        let value = match nodes.get(index.0 as usize)? {
            Node::Literal(value) => Cow::Borrowed(value),
            Node::Answer(field) => Cow::Borrowed(self.context.answer(*field).unwrap_or(&Value::Null)),
            Node::Parameter(at) => {
                Cow::Borrowed(self.context.parameters.get(*at as usize).map_or(&Value::Null, |parameter| &parameter.value))
            }
            Node::Bound(level) => self.variable(*level).cloned().unwrap_or(Cow::Borrowed(&Value::Null)),
            Node::Entry(value, name) => seldom::entry(self, index, *value, name)?,
            Node::If(condition, then, otherwise) => {
                let chosen = if self.child(index, *condition)?.is_true() { then } else { otherwise };
                self.child(index, *chosen)?
            }
            node => Cow::Owned(self.node(index, node)?),
        };
        let cost = match &value {
            // Nothing was copied; whoever walks it pays for each step.
            Cow::Borrowed(Value::List(items)) => u32::try_from(items.len() / 8).ok()?,
            Cow::Borrowed(_) => 0,
            Cow::Owned(made) => weight(made, self.steps),
        };
        self.steps = self.steps.checked_sub(cost)?;
        self.depth += 1;
        Some(value)
    }

    fn node(&mut self, at: NodeIndex, node: &'a Node) -> Option<Value> {
        Some(match node {
            // `child` has answered these.
            Node::Literal(_) | Node::Answer(_) | Node::Parameter(_) | Node::Bound(_) | Node::Entry(..) | Node::If(..) => Value::Null,
            Node::Negate(operand) => arithmetic::negate(&*self.child(at, *operand)?, self.extent).into(),
            Node::Arithmetic(operator, left, right) => {
                let (left, right) = (self.child(at, *left)?, self.child(at, *right)?);
                arithmetic::apply(*operator, &left, &right, self.extent).into()
            }
            Node::Compare(comparison, left, right) => {
                let (left, right) = (self.child(at, *left)?, self.child(at, *right)?);
                truth(ordered(*comparison, &left, &right))
            }
            Node::And(left, right) => self.connect(at, *left, *right, false)?,
            Node::Or(left, right) => self.connect(at, *left, *right, true)?,
            Node::Between(value, low, high) => {
                let (value, low, high) = (self.child(at, *value)?, self.child(at, *low)?, self.child(at, *high)?);
                let above = ordered(Comparison::GreaterOrEqual, &value, &low);
                truth(both(above, ordered(Comparison::LessOrEqual, &value, &high)))
            }
            Node::In(value, tests) => self.within(at, *value, tests)?,
            Node::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.child(at, *item)?.into_owned());
                }
                Value::List(values)
            }
            Node::Call(function, arguments) => {
                let arguments = self.children(at, arguments)?;
                if matches!(function, Function::DistinctValues | Function::Union | Function::Mode) {
                    // They compare every element with every other one.
                    let count = |value: &Cow<'_, Value>| if let Value::List(items) = &**value { items.len() } else { 1 };
                    let count = arguments.iter().map(count).sum::<usize>();
                    self.steps = self.steps.checked_sub(u32::try_from(count.checked_mul(count)? / 64).ok()?)?;
                }
                #[cfg(feature = "feel-full")]
                if let Some(value) = self.call_with_function(*function, &arguments)? {
                    return Some(value);
                }
                functions::call(*function, &arguments, self.context.moment, self.extent).into()
            }
            Node::Pattern(function, program, arguments) => {
                let arguments = self.children(at, arguments)?;
                seldom::apply(*function, program, &arguments, &mut self.steps)?.into()
            }
            node => return seldom::node(self, at, node),
        })
    }

    fn end(&self) -> NodeIndex {
        NodeIndex(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX))
    }

    fn variable(&self, level: u32) -> Option<&Cow<'a, Value>> {
        self.bound.get(self.bound.len().checked_sub(1 + level as usize)?)
    }

    fn children(&mut self, at: NodeIndex, children: &[NodeIndex]) -> Option<Vec<Cow<'a, Value>>> {
        let mut values = Vec::with_capacity(children.len());
        for child in children {
            values.push(self.child(at, *child)?);
        }
        Some(values)
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

    fn within(&mut self, at: NodeIndex, value: NodeIndex, tests: &[NodeIndex]) -> Option<Value> {
        let value = self.child(at, value)?;
        let mut found = Some(false);
        for index in tests {
            let passed = match self.nodes.get(index.0 as usize) {
                Some(Node::Except(excepted)) if index < &at => ordered(Comparison::NotEqual, &value, &*self.child(*index, *excepted)?),
                node => {
                    let test = self.child(at, *index)?;
                    // An end that is null makes a range null, and whether something lies in it can't be told.
                    if matches!(node, Some(Node::Range { .. })) && test.is_null() { None } else { passes(&value, &test) }
                }
            };
            found = either(found, passed);
        }
        Some(truth(found))
    }
}

fn truth(truth: Option<bool>) -> Value {
    truth.map(Value::Boolean).into()
}

/// How many steps it costs to make a value; counting ends where the fuel does.
fn weight(value: &Value, most: u32) -> u32 {
    let all = |count: usize, values: &mut dyn Iterator<Item = &Value>| {
        let mut sum = u32::try_from(count).unwrap_or(u32::MAX);
        for value in values {
            if sum > most {
                break;
            }
            sum = sum.saturating_add(weight(value, most));
        }
        sum
    };
    match value {
        Value::Text(text) => u32::try_from(text.len() / 64).unwrap_or(u32::MAX),
        Value::List(items) => all(items.len(), &mut items.iter()),
        Value::Context(entries) => all(entries.len(), &mut entries.iter().map(|(_, value)| value)),
        _ => 0,
    }
}
