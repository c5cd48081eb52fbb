//! Folding: what is the same for all answers is computed while compiling, so that the browser need not.

use super::Checker;
use crate::feel::Context;
use crate::feel::tree::{Expression, Function, Node, NodeIndex};
use crate::feel::value::Value;

impl Checker<'_> {
    /// Replaces the node that was pushed last by its value, when that is the same for all answers. Bindings stay: their bodies
    /// are evaluated many times with other values.
    pub(super) fn fold(&mut self, first: usize, index: NodeIndex) -> NodeIndex {
        let is_literal = |part: &Node| matches!(part, Node::Literal(_));
        let truth_of = |part: NodeIndex| match self.nodes.get(part.0 as usize) {
            Some(Node::Literal(Value::Boolean(truth))) => Some(*truth),
            _ => None,
        };
        let decided = match self.nodes.last() {
            Some(Node::And(left, right)) => [*left, *right].into_iter().any(|side| truth_of(side) == Some(false)).then_some(false),
            Some(Node::Or(left, right)) => [*left, *right].into_iter().any(|side| truth_of(side) == Some(true)).then_some(true),
            _ => None,
        };
        if let Some(truth) = decided {
            self.nodes.truncate(first);
            return self.push(Node::Literal(Value::Boolean(truth)));
        }
        let is_null = |part: NodeIndex| matches!(self.nodes.get(part.0 as usize), Some(Node::Literal(Value::Null)));
        let all_literal = |checker: &Self| checker.nodes.get(first..index.0 as usize).is_some_and(|parts| parts.iter().all(is_literal));
        let foldable = match self.nodes.last() {
            None | Some(Node::Literal(_) | Node::Answer(_) | Node::Parameter(_) | Node::Bound(_) | Node::Partial) => false,
            Some(Node::Some(..) | Node::Every(..) | Node::For(..) | Node::Filter(..)) => false,
            // `in` has to see what these were written as.
            Some(Node::Except(_)) => false,
            Some(Node::Range { low, high, .. }) => !low.iter().chain(high).any(|end| is_null(*end)) && all_literal(self),
            Some(Node::Function(..) | Node::BuiltIn(_) | Node::Invoke(..)) => false,
            Some(Node::Call(Function::Today | Function::Now, _)) => false,
            Some(_) => all_literal(self),
        };
        if foldable { self.evaluate_now(first) } else { index }
    }

    pub(super) fn evaluate_now(&mut self, first: usize) -> NodeIndex {
        let Some(root) = self.nodes.pop() else { return NodeIndex(0) };
        let mut expression = Expression::new();
        for part in self.nodes.drain(first..) {
            expression.push(part);
        }
        expression.push(moved(root, first));
        let moment = jiff::civil::DateTime::ZERO;
        let value = expression.evaluate_with(Context { answers: &[], rows: &[], parameters: &[], moment }, self.extent);
        self.push(Node::Literal(value))
    }
}

/// The same node with its parts counted from `first`.
fn moved(node: Node, first: usize) -> Node {
    let by = u32::try_from(first).unwrap_or(u32::MAX);
    let move_one = |index: NodeIndex| NodeIndex(index.0.saturating_sub(by));
    let move_all = |indices: Vec<NodeIndex>| indices.into_iter().map(move_one).collect();
    match node {
        Node::Negate(a) => Node::Negate(move_one(a)),
        Node::Arithmetic(operator, a, b) => Node::Arithmetic(operator, move_one(a), move_one(b)),
        Node::Compare(comparison, a, b) => Node::Compare(comparison, move_one(a), move_one(b)),
        Node::And(a, b) => Node::And(move_one(a), move_one(b)),
        Node::Or(a, b) => Node::Or(move_one(a), move_one(b)),
        Node::If(a, b, c) => Node::If(move_one(a), move_one(b), move_one(c)),
        Node::Between(a, b, c) => Node::Between(move_one(a), move_one(b), move_one(c)),
        Node::In(a, tests) => Node::In(move_one(a), move_all(tests)),
        Node::Except(a) => Node::Except(move_one(a)),
        Node::Pattern(used, program, arguments) => Node::Pattern(used, program, move_all(arguments)),
        Node::List(parts) => Node::List(move_all(parts)),
        Node::Range { low, low_included, high, high_included } => {
            Node::Range { low: low.map(move_one), low_included, high: high.map(move_one), high_included }
        }
        Node::Property(a, property) => Node::Property(move_one(a), property),
        Node::Entry(a, name) => Node::Entry(move_one(a), name),
        Node::Context(entries) => Node::Context(entries.into_iter().map(|(name, index)| (name, move_one(index))).collect()),
        Node::Call(function, arguments) => Node::Call(function, move_all(arguments)),
        Node::InstanceOf(a, kind) => Node::InstanceOf(move_one(a), kind),
        binding_or_leaf => binding_or_leaf,
    }
}
