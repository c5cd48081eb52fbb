//! Conditions of a form as statements about an export. In: an expression. Out: a statement that holds exactly when the expression
//! is true, or none where no schema could say it. Expressions are three-valued: whether one is false is another question than
//! whether it is not true.

use crate::compiled::{CompiledForm, Field, FieldIndex, FieldType, GroupIndex};
use crate::export::shape::{Certainty, Describer, is_computed};
use crate::feel::tree::{Comparison, Function, Node, NodeIndex};
use crate::feel::{Expression, Value};
use serde_json::{Value as Json, json};

/// A statement about what was answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Formula {
    /// Holds always.
    Always,
    /// Holds never.
    Never,
    /// The field has an answer that fits a schema.
    Fits(FieldIndex, Json),
    /// All hold.
    All(Vec<Formula>),
    /// At least one holds.
    Any(Vec<Formula>),
    /// It does not hold.
    Not(Box<Formula>),
}

impl Formula {
    pub(super) fn and(formulas: Vec<Formula>) -> Formula {
        let mut left: Vec<Formula> = formulas.into_iter().filter(|formula| *formula != Formula::Always).collect();
        if left.contains(&Formula::Never) {
            return Formula::Never;
        }
        if left.len() > 1 { Formula::All(left) } else { left.pop().unwrap_or(Formula::Always) }
    }

    fn or(formulas: Vec<Formula>) -> Formula {
        let mut left: Vec<Formula> = formulas.into_iter().filter(|formula| *formula != Formula::Never).collect();
        if left.contains(&Formula::Always) {
            return Formula::Always;
        }
        if left.len() > 1 { Formula::Any(left) } else { left.pop().unwrap_or(Formula::Never) }
    }

    fn not(self) -> Formula {
        match self {
            Formula::Always => Formula::Never,
            Formula::Never => Formula::Always,
            Formula::Not(inner) => *inner,
            other => Formula::Not(Box::new(other)),
        }
    }
}

/// Reads the expressions of a form.
pub(super) struct Reader<'a> {
    pub(super) form: &'a CompiledForm,
    pub(super) describer: &'a Describer,
    /// The repeated group from whose rows the expressions are seen. What stands elsewhere is out of a schema's reach.
    pub(super) scope: Option<GroupIndex>,
}

impl Reader<'_> {
    /// When an expression is true.
    pub(super) fn is_true(&self, expression: &Expression) -> Option<Formula> {
        if let Some(value) = self.describer.constant(expression) {
            return Some(if value.is_true() { Formula::Always } else { Formula::Never });
        }
        self.truth(expression.nodes(), expression.root()?, true)
    }

    /// When a node is true, or when it is false.
    fn truth(&self, nodes: &[Node], at: NodeIndex, wanted: bool) -> Option<Formula> {
        let truth = |at: &NodeIndex, wanted| self.truth(nodes, *at, wanted);
        let of = |value: &Value| if *value == Value::Boolean(wanted) { Formula::Always } else { Formula::Never };
        match node(nodes, at)? {
            Node::Literal(value) => Some(of(value)),
            Node::Parameter(index) => Some(of(&self.form.parameters.get(*index as usize)?.value)),
            Node::Answer(index) => self.answer_is(*index, wanted),
            Node::And(left, right) => {
                let both = vec![truth(left, wanted)?, truth(right, wanted)?];
                Some(if wanted { Formula::and(both) } else { Formula::or(both) })
            }
            Node::Or(left, right) => {
                let both = vec![truth(left, wanted)?, truth(right, wanted)?];
                Some(if wanted { Formula::or(both) } else { Formula::and(both) })
            }
            Node::If(condition, then, otherwise) => {
                let holds = truth(condition, true)?;
                let first = Formula::and(vec![holds.clone(), truth(then, wanted)?]);
                Some(Formula::or(vec![first, Formula::and(vec![holds.not(), truth(otherwise, wanted)?])]))
            }
            Node::Call(Function::Not, arguments) => truth(arguments.first()?, !wanted),
            Node::Call(Function::IsDefined, arguments) => {
                let there = self.there(self.answer(nodes, *arguments.first()?)?)?;
                Some(if wanted { there } else { there.not() })
            }
            Node::Call(Function::ListContains, arguments) => {
                let (list, element) = (*arguments.first()?, *arguments.get(1)?);
                if let Some(index) = self.answer(nodes, element) {
                    let one_of = self.passes(index, nodes, list)?;
                    return Some(if wanted { one_of } else { one_of.not() });
                }
                let (list, code) = (self.answer(nodes, list)?, self.value(nodes, element)?);
                let field = self.asked(list).filter(|field| matches!(field.kind, FieldType::Checkboxes { .. }))?;
                let holds = Formula::Fits(list, json!({ "contains": { "const": code.as_text()? } }));
                // A hidden list is null, and whether null contains something is null too.
                if wanted { Some(holds) } else { (self.describer.is_shown(field) == Certainty::Always).then(|| holds.not()) }
            }
            Node::Compare(comparison, left, right) => self.compare(nodes, *comparison, *left, *right, wanted),
            Node::In(value, tests) if wanted => {
                let index = self.answer(nodes, *value)?;
                let tests: Option<Vec<Formula>> = tests.iter().map(|test| self.passes(index, nodes, *test)).collect();
                Some(Formula::or(tests?))
            }
            _ => None,
        }
    }

    fn answer_is(&self, index: FieldIndex, wanted: bool) -> Option<Formula> {
        let field = self.asked(index)?;
        let is = |truth: bool| Formula::Fits(index, json!({ "const": truth }));
        match field.kind {
            FieldType::YesNo => Some(is(wanted)),
            FieldType::Consent if wanted => Some(is(true)),
            // Not ticked is an answer, but not one that leaves.
            FieldType::Consent => (self.describer.is_shown(field) == Certainty::Always).then(|| is(true).not()),
            _ => None,
        }
    }

    fn compare(&self, nodes: &[Node], comparison: Comparison, left: NodeIndex, right: NodeIndex, wanted: bool) -> Option<Formula> {
        if let Some(Node::Call(Function::Count, arguments)) = node(nodes, left) {
            let (index, number) = (self.answer(nodes, *arguments.first()?)?, self.value(nodes, right)?.as_number()?.to_integer()?);
            return self.count(index, comparison, number).filter(|_| wanted);
        }
        let (index, value, comparison) = match (self.answer(nodes, left), self.answer(nodes, right)) {
            (Some(index), None) => (index, self.value(nodes, right)?, comparison),
            (None, Some(index)) => (index, self.value(nodes, left)?, turned(comparison)),
            _ => return None,
        };
        let keyword = match comparison {
            Comparison::Equal | Comparison::NotEqual => {
                let equal = self.equals(index, &value)?;
                return Some(if (comparison == Comparison::Equal) == wanted { equal } else { equal.not() });
            }
            Comparison::Less => {
                if wanted {
                    "exclusiveMaximum"
                } else {
                    "minimum"
                }
            }
            Comparison::LessOrEqual => {
                if wanted {
                    "maximum"
                } else {
                    "exclusiveMinimum"
                }
            }
            Comparison::Greater => {
                if wanted {
                    "exclusiveMinimum"
                } else {
                    "maximum"
                }
            }
            Comparison::GreaterOrEqual => {
                if wanted {
                    "minimum"
                } else {
                    "exclusiveMaximum"
                }
            }
        };
        let is_whole = matches!(self.asked(index)?.kind, FieldType::Integer { .. });
        let end = value.as_number().filter(|_| is_whole)?;
        Some(Formula::Fits(index, json!({ "type": "integer", keyword: super::fields::number(end) })))
    }

    /// When a list has more than so many elements, or at least so many. A list without any may be hidden too, and then null.
    fn count(&self, index: FieldIndex, comparison: Comparison, number: i64) -> Option<Formula> {
        let is_list = matches!(self.asked(index)?.kind, FieldType::Checkboxes { .. } | FieldType::File { .. });
        let least = match comparison {
            Comparison::Greater => number.checked_add(1)?,
            Comparison::GreaterOrEqual => number,
            _ => return None,
        };
        (is_list && least > 0).then(|| Formula::Fits(index, json!({ "minItems": least })))
    }

    /// When an answer equals a value. Null equals null only, so this is never null itself.
    fn equals(&self, index: FieldIndex, value: &Value) -> Option<Formula> {
        let field = self.asked(index)?;
        let json = match (&field.kind, value) {
            (_, Value::Null) => return Some(self.there(index)?.not()),
            (FieldType::Consent, Value::Boolean(_)) => return None,
            (FieldType::YesNo, Value::Boolean(truth)) => json!(truth),
            (FieldType::Integer { .. }, Value::Number(number)) => super::fields::number(*number),
            (FieldType::Radios { .. } | FieldType::Select { .. } | FieldType::Text { .. }, Value::Text(text)) => json!(text),
            _ => return None,
        };
        Some(Formula::Fits(index, json!({ "const": json })))
    }

    fn passes(&self, index: FieldIndex, nodes: &[Node], test: NodeIndex) -> Option<Formula> {
        let values = match node(nodes, test)? {
            Node::List(items) => items.iter().map(|item| self.value(nodes, *item)).collect::<Option<Vec<Value>>>()?,
            _ => match self.value(nodes, test)? {
                Value::List(values) => values,
                value => vec![value],
            },
        };
        let formulas: Option<Vec<Formula>> = values.iter().map(|value| self.equals(index, value)).collect();
        Some(Formula::or(formulas?))
    }

    /// When an answer is there and not null.
    fn there(&self, index: FieldIndex) -> Option<Formula> {
        let field = self.asked(index)?;
        // A partial date may be there and no day; lists and consents are never null while they are shown.
        let differs = matches!(
            field.kind,
            FieldType::PartialDate { .. } | FieldType::Consent | FieldType::Checkboxes { .. } | FieldType::File { .. }
        );
        (!differs).then_some(Formula::Fits(index, json!({})))
    }

    fn asked(&self, index: FieldIndex) -> Option<&Field> {
        self.form.field(index).filter(|field| !is_computed(field) && self.describer.scope(field) == self.scope)
    }

    fn answer(&self, nodes: &[Node], at: NodeIndex) -> Option<FieldIndex> {
        if let Node::Answer(index) = node(nodes, at)? { Some(*index) } else { None }
    }

    fn value(&self, nodes: &[Node], at: NodeIndex) -> Option<Value> {
        match node(nodes, at)? {
            Node::Literal(value) => Some(value.clone()),
            Node::Parameter(index) => Some(self.form.parameters.get(*index as usize)?.value.clone()),
            _ => None,
        }
    }
}

fn node(nodes: &[Node], at: NodeIndex) -> Option<&Node> {
    nodes.get(at.0 as usize)
}

/// The comparison with its sides exchanged.
fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}
