//! Syntax tree → checked tree: names resolved, types checked, constants folded. In: a tree and the names in scope. Out: what the
//! evaluator walks, its type, and what is wrong. A part that is wrong becomes null of open type, so that nothing follows from it.

mod arithmetic;
mod bindings;
mod calls;
mod fold;
mod literals;

use super::check_types::Type;
pub use super::check_types::type_of;
use super::evaluate::Extent;
use super::number::Number;
use super::parse_fault::{ExpressionFault, FaultKind};
use super::parse_tree::{Form, Interval, Syntax};
use super::tree::{Arithmetic, Comparison, Expression, Function, Node, NodeIndex};
use super::value::Value;
use crate::compiled::FieldIndex;
use arithmetic::result_of;
use literals::{number, property, temporal_literal};
use std::ops::Range;

/// The names an expression may use.
pub trait Scope {
    /// What a name stands for.
    fn resolve(&self, name: &str) -> Option<Named>;
    /// Whether a code list has a code.
    fn has_code(&self, list: u32, code: &str) -> bool;
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Where its value comes from.
    pub source: NameSource,
    /// Its type.
    pub kind: Type,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameSource {
    /// The answer of a field.
    Answer(FieldIndex),
    /// A parameter, by position.
    Parameter(u32),
}

/// A checked expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What the evaluator walks.
    pub expression: Expression,
    /// What it gives.
    pub kind: Type,
    /// What is wrong; when it isn't empty, `expression` is of no use.
    pub faults: Vec<ExpressionFault>,
    /// Its value, when it is the same for all answers, all tenants and all times.
    pub constant: Option<Value>,
}

/// Checks an expression of a form. What forms don't have is a fault.
#[must_use]
pub fn check(syntax: &Syntax, scope: &dyn Scope) -> Checked {
    check_with(syntax, scope, Extent::Forms)
}

/// Checks an expression as FEEL is: what does not fit is null at run time, and part of a larger expression that may have a value.
/// The faults say so beforehand.
#[must_use]
pub fn check_full(syntax: &Syntax, scope: &dyn Scope) -> Checked {
    check_with(syntax, scope, Extent::Full)
}

fn check_with(syntax: &Syntax, scope: &dyn Scope, extent: Extent) -> Checked {
    let mut checker = Checker { scope, extent, nodes: Vec::new(), bound: Vec::new(), faults: Vec::new(), iterations: 0 };
    let (_, kind) = checker.part(syntax);
    let constant = match checker.nodes.as_slice() {
        [Node::Literal(value)] => Some(value.clone()),
        _ => None,
    };
    let mut expression = Expression::new();
    for node in checker.nodes {
        expression.push(node);
    }
    Checked { expression, kind, faults: checker.faults, constant }
}

struct Checker<'a> {
    scope: &'a dyn Scope,
    extent: Extent,
    nodes: Vec<Node>,
    bound: Vec<Bound>,
    faults: Vec<ExpressionFault>,
    /// How many `for`s are around, so that `partial` means something.
    iterations: usize,
}

/// A variable in scope.
struct Bound {
    name: String,
    kind: Type,
    /// Whether what it has can be named without it, as the entries of a filter's `item` (DMN 1.5 §10.3.2.5).
    opened: bool,
}

impl Checker<'_> {
    fn part(&mut self, syntax: &Syntax) -> (NodeIndex, Type) {
        let first = self.nodes.len();
        let (node, kind) = self.lower(syntax);
        let index = self.push(node);
        (self.fold(first, index), kind)
    }

    fn lower(&mut self, syntax: &Syntax) -> (Node, Type) {
        let at = &syntax.range;
        match &syntax.form {
            Form::Hole => (Node::Literal(Value::Null), Type::Any),
            Form::Null => (Node::Literal(Value::Null), Type::Null),
            Form::Boolean(truth) => (Node::Literal(Value::Boolean(*truth)), Type::Boolean),
            Form::Text(text) => (Node::Literal(Value::text(text)), Type::Text),
            Form::Number(digits) => match number(digits).or_else(|| self.rounded(digits)) {
                Some(number) => (Node::Literal(Value::Number(number)), Type::Number),
                None => self.wrong(at, FaultKind::NumberTooLarge),
            },
            Form::Temporal(text) => match self.temporal(text) {
                Some(value) => {
                    let kind = type_of(&value);
                    (Node::Literal(value), kind)
                }
                None => self.wrong(at, FaultKind::BadTemporal(text.clone())),
            },
            Form::Name(name) => self.name(name, at),
            Form::Negate(inner) => {
                let (index, kind) = self.part(inner);
                if !(kind.is_open() || kind == Type::Number || kind.is_duration()) {
                    self.fault(&inner.range, FaultKind::WrongType { expected: Type::Number, found: kind });
                    return (Node::Negate(index), Type::Any);
                }
                (Node::Negate(index), kind)
            }
            Form::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right, at),
            Form::Compare(comparison, left, right) => self.compare(*comparison, left, right, at),
            Form::And(left, right) => {
                let (left, right) = (self.truth(left), self.truth(right));
                (Node::And(left, right), Type::Boolean)
            }
            Form::Or(left, right) => {
                let (left, right) = (self.truth(left), self.truth(right));
                (Node::Or(left, right), Type::Boolean)
            }
            Form::If(condition, then, otherwise) => {
                let condition = self.truth(condition);
                let (then, then_kind) = self.part(then);
                let (otherwise, otherwise_kind) = self.part(otherwise);
                (Node::If(condition, then, otherwise), then_kind.or(otherwise_kind))
            }
            Form::Between(value, low, high) => {
                let (value_index, value_kind) = self.part(value);
                let (low_index, low_kind) = self.part(low);
                let (high_index, high_kind) = self.part(high);
                for (end, kind) in [(low, low_kind), (high, high_kind)] {
                    self.comparable(&value_kind, &kind, true, &end.range);
                }
                (Node::Between(value_index, low_index, high_index), Type::Boolean)
            }
            Form::In(value, tests) => self.membership(value, tests),
            Form::List(parts) => {
                let lowered: Vec<(NodeIndex, Type)> = parts.iter().map(|part| self.part(part)).collect();
                let kind = lowered.iter().map(|(_, kind)| kind.clone()).reduce(Type::or).unwrap_or(Type::Any);
                (Node::List(lowered.into_iter().map(|(index, _)| index).collect()), kind.list())
            }
            Form::Context(entries) => self.context(entries, at),
            Form::Range(interval) => self.interval(interval, at),
            Form::Quantified(every, iterators, condition) => self.quantified(*every, iterators, condition),
            Form::For(iterators, body) => self.iteration(iterators, body),
            Form::Filter(list, condition) => self.filter(list, condition),
            Form::Path(value, name, name_range) => self.path(value, name, name_range),
            Form::Exactly(end) => {
                let (index, kind) = self.part(end);
                let node = Node::Range { low: Some(index), low_included: true, high: Some(index), high_included: true };
                (node, Type::Range(Box::new(kind)))
            }
            Form::Except(end) => {
                let (index, kind) = self.part(end);
                (Node::Except(index), Type::Range(Box::new(kind)))
            }
            Form::Call(name, name_range, arguments, names) => self.call(name, name_range, arguments, names),
            Form::Invoke(callee, arguments, names) => {
                let (callee, kind) = self.part(callee);
                self.invoke(callee, &kind, arguments, names, at)
            }
            Form::Function(parameters, body) => self.function(parameters, body, at),
            Form::InstanceOf(value, kind) => {
                let (index, _) = self.part(value);
                (Node::InstanceOf(index, kind.clone()), Type::Boolean)
            }
        }
    }

    fn name(&mut self, name: &str, at: &Range<usize>) -> (Node, Type) {
        for (level, bound) in (0..).zip(self.bound.iter().rev()) {
            // What an element has goes before what it is called.
            if let Some(kind) = bound.kind.entry(name).filter(|_| bound.opened).cloned() {
                let item = self.push(Node::Bound(level));
                return (Node::Entry(item, name.to_owned()), kind);
            }
            if bound.name == name {
                return (Node::Bound(level), bound.kind.clone());
            }
        }
        match self.scope.resolve(name) {
            Some(Named { source: NameSource::Answer(field), kind }) => return (Node::Answer(field), kind),
            Some(Named { source: NameSource::Parameter(position), kind }) => return (Node::Parameter(position), kind),
            None if name == "partial" && self.iterations > 0 => return (Node::Partial, Type::Any.list()),
            None => {}
        }
        // What nothing is known of may have it.
        let open = (0..).zip(self.bound.iter().rev()).find(|(_, bound)| bound.opened && bound.kind.is_open());
        if let Some((level, _)) = open {
            let item = self.push(Node::Bound(level));
            return (Node::Entry(item, name.to_owned()), Type::Any);
        }
        if let (Extent::Full, Some(function)) = (self.extent, Function::ALL.iter().find(|function| function.written() == name)) {
            return (Node::BuiltIn(*function), Type::Function(Box::new(Type::Any)));
        }
        self.wrong(at, FaultKind::UnknownName(name.to_owned()))
    }

    fn arithmetic(&mut self, operator: Arithmetic, left: &Syntax, right: &Syntax, at: &Range<usize>) -> (Node, Type) {
        let (left_index, left_kind) = self.part(left);
        let (right_index, right_kind) = self.part(right);
        match result_of(operator, &left_kind, &right_kind) {
            Some(kind) => (Node::Arithmetic(operator, left_index, right_index), kind),
            None => {
                self.fault(at, FaultKind::CannotCalculate(operator, left_kind, right_kind));
                (Node::Arithmetic(operator, left_index, right_index), Type::Any)
            }
        }
    }

    fn compare(&mut self, comparison: Comparison, left: &Syntax, right: &Syntax, at: &Range<usize>) -> (Node, Type) {
        let (left_index, left_kind) = self.part(left);
        let (right_index, right_kind) = self.part(right);
        self.known_code(&left_kind, right);
        self.known_code(&right_kind, left);
        let ordered = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        self.comparable(&left_kind, &right_kind, ordered, at);
        (Node::Compare(comparison, left_index, right_index), Type::Boolean)
    }

    fn comparable(&mut self, left: &Type, right: &Type, ordered: bool, at: &Range<usize>) {
        if !left.fits(right) || (ordered && !(left.is_ordered() && right.is_ordered())) {
            self.fault(at, FaultKind::CannotCompare(left.clone(), right.clone()));
        }
    }

    /// A text that is compared with a code has to be one of its list; anything else is a typing error that no applicant meets.
    fn known_code(&mut self, kind: &Type, text: &Syntax) {
        if let (Type::Code(list), Form::Text(code)) = (kind, &text.form)
            && !self.scope.has_code(*list, code)
        {
            self.fault(&text.range, FaultKind::UnknownCode { list: *list, code: code.clone() });
        }
    }

    fn membership(&mut self, value: &Syntax, tests: &[Syntax]) -> (Node, Type) {
        let (value_index, value_kind) = self.part(value);
        let mut indices = Vec::new();
        for test in tests {
            let (index, kind) = self.part(test);
            indices.push(index);
            if let Form::List(parts) = &test.form {
                parts.iter().for_each(|part| self.known_code(&value_kind, part));
            }
            self.known_code(&value_kind, test);
            let (element, ordered) = match &kind {
                Type::List(element) => match &**element {
                    Type::Range(element) => ((**element).clone(), true),
                    element => (element.clone(), false),
                },
                Type::Range(element) => ((**element).clone(), true),
                other => (other.clone(), false),
            };
            // A list may also be a member of a list.
            if !value_kind.fits(&kind) {
                self.comparable(&value_kind, &element, ordered, &test.range);
            }
        }
        (Node::In(value_index, indices), Type::Boolean)
    }

    fn interval(&mut self, interval: &Interval, at: &Range<usize>) -> (Node, Type) {
        let low = interval.low.as_ref().map(|end| self.part(end));
        let high = interval.high.as_ref().map(|end| self.part(end));
        let kinds: Vec<Type> = low.iter().chain(&high).map(|(_, kind)| kind.clone()).collect();
        if let [low, high] = kinds.as_slice() {
            self.comparable(low, high, true, at);
        }
        let kind = kinds.into_iter().reduce(Type::or).unwrap_or(Type::Any);
        let node = Node::Range {
            low: low.map(|(index, _)| index),
            low_included: interval.low_included,
            high: high.map(|(index, _)| index),
            high_included: interval.high_included,
        };
        (node, Type::Range(Box::new(kind)))
    }

    fn path(&mut self, value: &Syntax, name: &str, name_range: &Range<usize>) -> (Node, Type) {
        let (index, kind) = self.part(value);
        let (element, is_list) = match &kind {
            Type::List(element) => (&**element, true),
            single => (single, false),
        };
        let of_all = |kind: Type| if is_list { kind.list() } else { kind };
        if let Some(entry) = element.entry(name) {
            return (Node::Entry(index, name.to_owned()), of_all(entry.clone()));
        }
        let property = property(name);
        let is_part = match element {
            open if open.is_open() => property.is_some(),
            Type::Date => matches!(name, "year" | "month" | "day" | "weekday"),
            Type::DateTime => matches!(name, "year" | "month" | "day" | "weekday" | "hour" | "minute" | "second"),
            Type::Time => matches!(name, "hour" | "minute" | "second"),
            Type::Months => matches!(name, "years" | "months"),
            Type::Seconds => matches!(name, "days" | "hours" | "minutes" | "seconds"),
            Type::Duration => matches!(name, "years" | "months" | "days" | "hours" | "minutes" | "seconds"),
            _ => false,
        };
        match property.filter(|_| is_part) {
            // What is a day in a form is one for certain.
            Some(property) if !element.is_open() => (Node::Property(index, property), of_all(Type::Number)),
            _ if name.is_empty() => (Node::Literal(Value::Null), Type::Any),
            // Nothing is known of it: it may be a context.
            _ if element.is_open() => (Node::Entry(index, name.to_owned()), of_all(Type::Any)),
            _ if self.extent == Extent::Full => (Node::Entry(index, name.to_owned()), of_all(Type::Any)),
            _ => self.wrong(name_range, FaultKind::UnknownProperty { name: name.to_owned(), of: kind }),
        }
    }

    fn truth(&mut self, syntax: &Syntax) -> NodeIndex {
        let (index, kind) = self.part(syntax);
        if !kind.fits(&Type::Boolean) {
            self.fault(&syntax.range, FaultKind::WrongType { expected: Type::Boolean, found: kind });
        }
        index
    }

    /// More digits than a number can hold: forms don't round what an author wrote.
    fn rounded(&self, digits: &str) -> Option<Number> {
        Number::parse_rounded(digits).filter(|_| self.extent == Extent::Full)
    }

    /// `@"…"`
    fn temporal(&self, text: &str) -> Option<Value> {
        match self.extent {
            Extent::Forms => temporal_literal(text),
            Extent::Full => super::wide::literal(text),
        }
    }

    fn push(&mut self, node: Node) -> NodeIndex {
        self.nodes.push(node);
        NodeIndex(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    fn wrong(&mut self, at: &Range<usize>, kind: FaultKind) -> (Node, Type) {
        self.fault(at, kind);
        (Node::Literal(Value::Null), Type::Any)
    }

    fn fault(&mut self, at: &Range<usize>, kind: FaultKind) {
        self.faults.push(ExpressionFault { range: at.clone(), kind });
    }
}
