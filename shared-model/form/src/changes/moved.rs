//! Parts of the old form as they would be in the new one: indexes point to what has the same id. In: both forms. Out: expressions and
//! types that can be compared. What is gone points nowhere, so it equals nothing.

use crate::compiled::{CodeListIndex, CompiledForm, FieldIndex, FieldType};
use crate::feel::Expression;
use crate::feel::tree::Node;
use std::collections::HashMap;

/// Where things are in the new form.
pub(super) struct Moved {
    /// Fields, and behind them groups, whose rows expressions read like answers.
    fields: Vec<u32>,
    parameters: Vec<u32>,
    code_lists: Vec<u32>,
}

const GONE: u32 = u32::MAX;

impl Moved {
    pub(super) fn of(old: &CompiledForm, new: &CompiledForm) -> Self {
        let parameters = new.parameters.iter().map(|parameter| parameter.id.as_str());
        let lists = new.code_lists.iter().map(|list| list.id.as_str());
        Self {
            fields: places(answered(old), answered(new)),
            parameters: places(old.parameters.iter().map(|parameter| parameter.id.as_str()), parameters),
            code_lists: places(old.code_lists.iter().map(|list| list.id.as_str()), lists),
        }
    }

    pub(super) fn is_same(&self, old: Option<&Expression>, new: Option<&Expression>) -> bool {
        old.map(|old| self.expression(old)).as_ref() == new
    }

    pub(super) fn expression(&self, old: &Expression) -> Expression {
        let mut moved = Expression::new();
        for node in old.nodes() {
            moved.push(match node {
                Node::Answer(field) => Node::Answer(FieldIndex(at(&self.fields, field.0))),
                Node::Parameter(parameter) => Node::Parameter(at(&self.parameters, *parameter)),
                other => other.clone(),
            });
        }
        moved
    }

    pub(super) fn kind(&self, old: &FieldType) -> FieldType {
        let mut kind = old.clone();
        match &mut kind {
            FieldType::Integer { min, max }
            | FieldType::Decimal { min, max, .. }
            | FieldType::Money { min, max }
            | FieldType::Date { min, max }
            | FieldType::Time { min, max } => {
                for end in [min, max].into_iter().flatten() {
                    *end = self.expression(end);
                }
            }
            FieldType::Radios { options } | FieldType::Select { options, .. } | FieldType::Checkboxes { options, .. } => {
                *options = CodeListIndex(at(&self.code_lists, options.0));
            }
            _ => {}
        }
        kind
    }
}

fn answered(form: &CompiledForm) -> impl Iterator<Item = &str> {
    form.fields.iter().map(|field| field.id.as_str()).chain(form.groups.iter().map(|group| group.id.as_str()))
}

fn at(places: &[u32], index: u32) -> u32 {
    places.get(index as usize).copied().unwrap_or(GONE)
}

fn places<'a>(old: impl Iterator<Item = &'a str>, new: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let known: HashMap<&str, u32> = new.zip(0..).collect();
    old.map(|id| known.get(id).copied().unwrap_or(GONE)).collect()
}
