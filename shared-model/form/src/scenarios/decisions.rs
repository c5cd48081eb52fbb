//! The decisions within an expression: each `if … then … else …`. In: an expression, a way to evaluate parts of it. Out: how many there are,
//! and which way each went. Those within `some`, `every`, `for`, filters and contexts are not looked at: they are made once an element.

use crate::feel::tree::{Node, NodeIndex};
use crate::feel::{Expression, Value};

/// How many decisions an expression has.
pub(super) fn count(expression: &Expression) -> usize {
    all(expression).len()
}

/// Which way the decisions go that are come to: their numbers, in the order they are written, and whether their condition is true.
pub(super) fn taken(expression: &Expression, evaluate: &dyn Fn(&Expression) -> Value) -> Vec<(usize, bool)> {
    let numbers = all(expression);
    let mut taken = Vec::new();
    let mut waiting: Vec<NodeIndex> = expression.root().into_iter().collect();
    while let Some(index) = waiting.pop() {
        match node(expression, index) {
            Some(Node::If(condition, then, other)) => {
                let holds = evaluate(&part(expression, *condition)).is_true();
                taken.extend(numbers.iter().position(|known| *known == index).map(|number| (number, holds)));
                waiting.extend([*condition, if holds { *then } else { *other }]);
            }
            Some(node) => waiting.extend(children(node)),
            None => {}
        }
    }
    taken
}

/// In the order they are written: each before those within it.
fn all(expression: &Expression) -> Vec<NodeIndex> {
    let mut found = Vec::new();
    let mut waiting: Vec<NodeIndex> = expression.root().into_iter().collect();
    while let Some(index) = waiting.pop() {
        match node(expression, index) {
            Some(Node::If(condition, then, other)) => {
                found.push(index);
                waiting.extend([*other, *then, *condition]);
            }
            Some(node) => waiting.extend(children(node).into_iter().rev()),
            None => {}
        }
    }
    found
}

fn node(expression: &Expression, index: NodeIndex) -> Option<&Node> {
    expression.nodes().get(index.0 as usize)
}

/// A part of an expression by itself: the nodes up to its root.
fn part(expression: &Expression, root: NodeIndex) -> Expression {
    let mut part = Expression::new();
    for node in expression.nodes().iter().take(root.0 as usize + 1) {
        part.push(node.clone());
    }
    part
}

/// What is evaluated with the same variables as the node.
fn children(node: &Node) -> Vec<NodeIndex> {
    match node {
        Node::Negate(a) | Node::Property(a, _) | Node::Entry(a, _) | Node::InstanceOf(a, _) => vec![*a],
        Node::Arithmetic(_, a, b) | Node::Compare(_, a, b) | Node::And(a, b) | Node::Or(a, b) => vec![*a, *b],
        Node::Between(a, b, c) => vec![*a, *b, *c],
        Node::In(value, tests) => std::iter::once(*value).chain(tests.iter().copied()).collect(),
        Node::List(items) | Node::Call(_, items) | Node::Pattern(_, _, items) => items.clone(),
        Node::Range { low, high, .. } => low.iter().chain(high).copied().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::check;
    use crate::compile::testing::page;

    fn decided(expression: &str, answer: Value) -> Vec<(usize, bool)> {
        let source = page(&format!(
            r#"<field id="a" type="integer"><label>A</label></field><field id="b" type="calculated" value="{expression}"><label>B</label></field>"#
        ));
        let form = check("p.xml", &source, &[]).form.unwrap();
        let expression = form.fields[1].value.as_ref().unwrap();
        assert_eq!(count(expression), 2);
        let mut taken = taken(expression, &|part| {
            let now = jiff::civil::date(2026, 11, 22).at(10, 0, 0, 0);
            part.evaluate(crate::feel::Context { answers: std::slice::from_ref(&answer), rows: &[], parameters: &[], moment: now })
        });
        taken.sort_unstable();
        taken
    }

    #[test]
    fn a_decision_counts_where_it_is_come_to() {
        let nested = "if a &lt; 3 then 1 else if a &lt; 5 then 2 else 3";
        let number = |number: i64| Value::from(number);
        assert_eq!(decided(nested, number(1)), [(0, true)]);
        assert_eq!(decided(nested, number(4)), [(0, false), (1, true)]);
        assert_eq!(decided(nested, number(7)), [(0, false), (1, false)]);
        assert_eq!(decided(nested, Value::Null), [(0, false), (1, false)]);
        assert_eq!(decided("(if a &lt; 3 then 1 else 2) + (if a &lt; 5 then 1 else 2)", number(4)), [(0, false), (1, true)]);
    }
}
