//! Everything derived from answers. In: graph, answers, moment. Out: what is shown, demanded and computed. A change
//! evaluates only what depends on it, in order, and stops where nothing changes.

use super::graph::{Cell, Graph};
use super::{Changes, Moment};
use crate::answers::{AnswerPath, Answers};
use crate::compiled::{CompiledForm, Condition, Field, FieldIndex, GroupIndex, PageIndex};
use crate::feel::{Context, Expression, Value};
use crate::validate;
use std::collections::BTreeSet;

/// The derived state of one application.
#[derive(Debug, Clone)]
pub(super) struct Derived {
    pages: Vec<bool>,
    groups: Vec<bool>,
    shown: Vec<bool>,
    required: Vec<bool>,
    values: Vec<Value>,
    /// What each field's answer says, shown or not.
    typed: Vec<Value>,
    evaluations: u64,
}

/// What derivations read.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) form: &'a CompiledForm,
    pub(super) graph: &'a Graph,
    pub(super) answers: &'a Answers,
    pub(super) moment: Moment,
}

impl Derived {
    /// Derives everything.
    pub(super) fn from_scratch(sources: Sources<'_>) -> Self {
        let form = sources.form;
        let mut derived = Self {
            pages: vec![false; form.pages.len()],
            groups: vec![false; form.groups.len()],
            shown: vec![false; form.fields.len()],
            required: vec![false; form.fields.len()],
            values: vec![Value::Null; form.fields.len()],
            typed: form.fields.iter().map(|field| typed(sources, field)).collect(),
            evaluations: 0,
        };
        for cell in (0..sources.graph.len()).filter_map(|rank| sources.graph.cell(rank)) {
            derived.evaluate(sources, cell);
        }
        derived
    }

    /// Derives what depends on the answer of a field, and says what changed beside that answer.
    pub(super) fn update(&mut self, sources: Sources<'_>, changed: FieldIndex) -> Changes {
        let Some(field) = sources.form.field(changed) else { return Changes::default() };
        let now = typed(sources, field);
        match self.typed.get_mut(changed.at()) {
            Some(before) if *before != now => *before = now,
            _ => return Changes::default(),
        }
        let mut changes = Changed::default();
        let mut waiting = BTreeSet::new();
        waiting.extend(sources.graph.rank(Cell::Value(changed)));
        while let Some(rank) = waiting.pop_first() {
            let Some(cell) = sources.graph.cell(rank) else { continue };
            if self.evaluate(sources, cell) {
                waiting.extend(sources.graph.readers(cell));
                changes.note(sources.graph, cell, changed);
            }
        }
        changes.into()
    }

    pub(super) fn is_passed(&self, page: PageIndex) -> bool {
        self.pages.get(page.at()).copied().unwrap_or(false)
    }
    pub(super) fn is_group_shown(&self, group: GroupIndex) -> bool {
        self.groups.get(group.at()).copied().unwrap_or(false)
    }
    pub(super) fn is_shown(&self, field: FieldIndex) -> bool {
        self.shown.get(field.at()).copied().unwrap_or(false)
    }
    pub(super) fn is_required(&self, field: FieldIndex) -> bool {
        self.required.get(field.at()).copied().unwrap_or(false)
    }
    pub(super) fn value(&self, field: FieldIndex) -> &Value {
        self.values.get(field.at()).unwrap_or(&Value::Null)
    }
    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }
    /// Whether the same is shown, demanded and computed.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.pages == other.pages
            && self.groups == other.groups
            && self.shown == other.shown
            && self.required == other.required
            && self.values == other.values
            && self.typed == other.typed
    }
    pub(super) fn evaluations(&self) -> u64 {
        self.evaluations
    }

    /// Brings one cell up to date; whether it changed.
    fn evaluate(&mut self, sources: Sources<'_>, cell: Cell) -> bool {
        let form = sources.form;
        match cell {
            Cell::Page(index) => {
                let now = form.pages.get(index.at()).is_some_and(|page| self.holds(sources, page.visible.as_ref()));
                replace(self.pages.get_mut(index.at()), now)
            }
            Cell::Group(index) => {
                let around = match (sources.graph.parent(index), sources.graph.page_of(index)) {
                    (Some(group), _) => self.is_group_shown(group),
                    (None, Some(page)) => self.is_passed(page),
                    (None, None) => false,
                };
                let own = form.groups.get(index.at()).and_then(|group| group.visible.as_ref());
                let now = around && self.holds(sources, own);
                replace(self.groups.get_mut(index.at()), now)
            }
            Cell::Shown(index) => {
                let now = form.field(index).is_some_and(|field| {
                    let around = field.groups.last().map_or_else(|| self.is_passed(field.page), |group| self.is_group_shown(*group));
                    around && self.holds(sources, field.visible.as_ref())
                });
                replace(self.shown.get_mut(index.at()), now)
            }
            Cell::Value(index) => {
                let now = match form.field(index) {
                    Some(field) if self.is_shown(index) => match &field.value {
                        Some(expression) => self.value_of(sources, expression),
                        None => self.typed.get(index.at()).cloned().unwrap_or_default(),
                    },
                    _ => Value::Null,
                };
                replace(self.values.get_mut(index.at()), now)
            }
            Cell::Required(index) => {
                let now = form.field(index).is_some_and(|field| {
                    let demanded = match &field.required {
                        Condition::Always => true,
                        Condition::Never => false,
                        Condition::When(expression) => self.is_shown(index) && self.value_of(sources, expression).is_true(),
                    };
                    demanded && field.value.is_none() && self.is_shown(index)
                });
                replace(self.required.get_mut(index.at()), now)
            }
        }
    }

    fn holds(&mut self, sources: Sources<'_>, condition: Option<&Expression>) -> bool {
        condition.is_none_or(|expression| self.value_of(sources, expression).is_true())
    }

    fn value_of(&mut self, sources: Sources<'_>, expression: &Expression) -> Value {
        self.evaluations += 1;
        expression.evaluate(Context { answers: &self.values, parameters: &sources.form.parameters, moment: sources.moment.local })
    }
}

/// What an answer says, whether its field is shown or not.
fn typed(sources: Sources<'_>, field: &Field) -> Value {
    if field.value.is_some() {
        return Value::Null;
    }
    validate::value(sources.form, &field.kind, sources.answers.get(&AnswerPath::of(&field.id)))
}

fn replace<T: PartialEq>(place: Option<&mut T>, now: T) -> bool {
    match place {
        Some(before) if *before != now => {
            *before = now;
            true
        }
        _ => false,
    }
}

/// What changed, ordered and once. One kind of set for all of it: each further one would weigh on the browser.
#[derive(Default)]
struct Changed {
    fields: BTreeSet<u32>,
    groups: BTreeSet<u32>,
    pages: BTreeSet<u32>,
    notes: bool,
}

impl Changed {
    fn note(&mut self, graph: &Graph, cell: Cell, cause: FieldIndex) {
        match cell {
            Cell::Page(page) => self.pages.insert(page.0),
            Cell::Group(group) => self.groups.insert(group.0),
            Cell::Shown(field) | Cell::Required(field) => self.fields.insert(field.0),
            Cell::Value(field) => {
                self.notes |= graph.is_read_by_note(field);
                field != cause && self.fields.insert(field.0)
            }
        };
    }
}

impl From<Changed> for Changes {
    fn from(changed: Changed) -> Self {
        Self {
            fields: changed.fields.into_iter().map(FieldIndex).collect(),
            groups: changed.groups.into_iter().map(GroupIndex).collect(),
            pages: changed.pages.into_iter().map(PageIndex).collect(),
            notes: changed.notes,
        }
    }
}
