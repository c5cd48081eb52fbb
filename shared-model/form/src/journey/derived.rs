//! Everything derived from answers. In: graph, answers, moment. Out: what is shown, demanded and computed. A change
//! evaluates only what depends on it, in order, and stops where nothing changes.

use super::Moment;
use super::cells::{self, Cell};
use super::changes::{Changed, Changes};
use super::graph::{Graph, pack, unpack};
use super::place::{FieldAt, GroupAt, RowIndex};
use super::queue::Queue;
use super::rows::Rows;
use crate::answers::{Answers, RawAnswer};
use crate::compiled::{CompiledForm, Condition, FieldIndex, GroupIndex, PageIndex};
use crate::feel::{Context, Expression, Value};
use crate::validate;

/// The derived state of one application. By slot (see `rows`) but for pages.
#[derive(Debug, Clone)]
pub(super) struct Derived {
    pub(super) rows: Rows,
    pages: Vec<bool>,
    shown: Vec<bool>,
    required: Vec<bool>,
    /// Of a repeated group that is read: the list of its rows.
    pub(super) values: Vec<Value>,
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
        let mut derived = Self {
            rows: Rows::new(sources.form),
            pages: vec![false; sources.form.pages.len()],
            shown: Vec::new(),
            required: Vec::new(),
            values: Vec::new(),
            typed: Vec::new(),
            evaluations: 0,
        };
        derived.make_room();
        derived.take_in(sources, RowIndex::OUTSIDE);
        derived.evaluate_all(sources);
        derived
    }

    /// Evaluates everything.
    pub(super) fn evaluate_all(&mut self, sources: Sources<'_>) {
        for cell in (0..sources.graph.len()).filter_map(|rank| sources.graph.cell(rank)) {
            match cells::scope(&sources.graph.structure, cell) {
                None => drop(self.evaluate(sources, cell, RowIndex::OUTSIDE)),
                Some(group) => {
                    for row in self.rows.all(group).to_vec() {
                        self.evaluate(sources, cell, row);
                    }
                }
            }
        }
    }

    /// Derives what depends on the answer of a field, and says what changed beside that answer.
    pub(super) fn update(&mut self, sources: Sources<'_>, changed: FieldAt) -> Changes {
        let now = self.read(sources, changed);
        let slot = self.rows.slot_of_field(&sources.graph.structure, changed);
        match self.typed.get_mut(slot) {
            Some(before) if *before != now => *before = now,
            _ => return Changes::default(),
        }
        let mut waiting = Queue::new();
        waiting.extend(sources.graph.rank(Cell::Value(changed.field)).map(|rank| pack(rank, changed.row.0)));
        self.settle(sources, waiting, Some(changed))
    }

    /// Takes a new row in, with what answers hold for it.
    pub(super) fn add(&mut self, sources: Sources<'_>, at: GroupAt, id: u32, position: usize) -> Option<(RowIndex, Changes)> {
        let row = self.rows.add(&sources.graph.structure, at, id, position)?;
        self.make_room();
        self.take_in(sources, row);
        let mut waiting = Queue::new();
        self.enqueue(sources, row, at.group, &mut waiting);
        waiting.extend(sources.graph.rank(Cell::Rows(at.group)).map(|rank| pack(rank, at.row.0)));
        Some((row, self.settle(sources, waiting, None)))
    }

    /// Forgets a row and those within it.
    pub(super) fn remove(&mut self, sources: Sources<'_>, row: RowIndex) -> Changes {
        let Some(at) = self.rows.group_of(row) else { return Changes::default() };
        self.rows.remove(row);
        let mut waiting = Queue::new();
        waiting.extend(sources.graph.rank(Cell::Rows(at.group)).map(|rank| pack(rank, at.row.0)));
        self.settle(sources, waiting, None)
    }

    pub(super) fn is_passed(&self, page: PageIndex) -> bool {
        self.pages.get(page.at()).copied().unwrap_or(false)
    }
    pub(super) fn is_group_shown(&self, graph: &Graph, group: GroupAt) -> bool {
        self.shown.get(self.rows.slot_of_group(&graph.structure, group)).copied().unwrap_or(false)
    }
    pub(super) fn is_shown(&self, graph: &Graph, field: FieldAt) -> bool {
        self.shown.get(self.rows.slot_of_field(&graph.structure, field)).copied().unwrap_or(false)
    }
    pub(super) fn is_required(&self, graph: &Graph, field: FieldAt) -> bool {
        self.required.get(self.rows.slot_of_field(&graph.structure, field)).copied().unwrap_or(false)
    }
    pub(super) fn value(&self, graph: &Graph, field: FieldAt) -> &Value {
        self.values.get(self.rows.slot_of_field(&graph.structure, field)).unwrap_or(&Value::Null)
    }
    /// What an expression reads, seen from a row.
    pub(super) fn context<'a>(&'a self, form: &'a CompiledForm, moment: Moment, row: RowIndex) -> Context<'a> {
        Context { answers: &self.values, rows: self.rows.shifts(row), parameters: &form.parameters, moment: moment.local }
    }
    pub(super) fn evaluations(&self) -> u64 {
        self.evaluations
    }

    /// Whether the same is shown, demanded and computed.
    pub(super) fn is_same(&self, other: &Self, form: &CompiledForm, graph: &Graph) -> bool {
        self.pages == other.pages && self.is_same_row(RowIndex::OUTSIDE, other, RowIndex::OUTSIDE, form, graph)
    }

    fn is_same_row(&self, own: RowIndex, other: &Self, others: RowIndex, form: &CompiledForm, graph: &Graph) -> bool {
        let scope = self.rows.group_of(own).map(|at| at.group);
        let structure = &graph.structure;
        let seen = |derived: &Self, slot: usize| {
            let flag = |flags: &[bool]| flags.get(slot).copied();
            (flag(&derived.shown), flag(&derived.required), derived.values.get(slot).cloned(), derived.typed.get(slot).cloned())
        };
        let fields = (0..).zip(&form.fields).map(|(field, _)| FieldIndex(field)).filter(|field| structure.scope_of_field(*field) == scope);
        let groups = (0..).zip(&form.groups).map(|(group, _)| GroupIndex(group)).filter(|group| structure.scope_of_group(*group) == scope);
        let is_same_rows = |group: GroupIndex| {
            let (left, right) = (GroupAt { group, row: own }, GroupAt { group, row: others });
            let mut right = other.rows.of(right);
            let all = self.rows.of(left).all(|left| {
                let same = |right| self.rows.id(left) == other.rows.id(right) && self.is_same_row(left, other, right, form, graph);
                right.next().is_some_and(same)
            });
            all && right.next().is_none()
        };
        let slots = |derived: &Self, field: FieldIndex, row| derived.rows.slot_of_field(structure, FieldAt { field, row });
        let group_slots = |derived: &Self, group: GroupIndex, row| derived.rows.slot_of_group(structure, GroupAt { group, row });
        fields.into_iter().all(|field| seen(self, slots(self, field, own)) == seen(other, slots(other, field, others)))
            && groups.into_iter().all(|group| {
                seen(self, group_slots(self, group, own)) == seen(other, group_slots(other, group, others)) && is_same_rows(group)
            })
    }

    /// What an answer says, whether its field is shown or not.
    fn read(&self, sources: Sources<'_>, at: FieldAt) -> Value {
        match sources.form.field(at.field) {
            Some(field) if field.value.is_none() => {
                let path = self.rows.path(sources.form, at.row, &field.id);
                validate::value(sources.form, &field.kind, sources.answers.get(&path))
            }
            _ => Value::Null,
        }
    }

    /// Room for every slot.
    fn make_room(&mut self) {
        let slots = self.rows.slots();
        self.shown.resize(slots, false);
        self.required.resize(slots, false);
        self.values.resize(slots, Value::Null);
        self.typed.resize(slots, Value::Null);
    }

    /// Reads the answers of a row and builds the rows within it.
    fn take_in(&mut self, sources: Sources<'_>, row: RowIndex) {
        let structure = &sources.graph.structure;
        let (fields, groups) = match self.rows.group_of(row) {
            None => (0..structure.fields(), 0..sources.form.groups.len() as u32),
            Some(at) => {
                let span = structure.span(at.group);
                (span.first_field..span.first_field + span.fields, span.first_group..span.first_group + span.groups)
            }
        };
        let scope = self.rows.group_of(row).map(|at| at.group);
        for field in fields.map(FieldIndex).filter(|field| structure.scope_of_field(*field) == scope) {
            let at = FieldAt { field, row };
            let (now, slot) = (self.read(sources, at), self.rows.slot_of_field(structure, at));
            if let Some(place) = self.typed.get_mut(slot) {
                *place = now;
            }
        }
        for group in groups.map(GroupIndex).filter(|group| structure.scope_of_group(*group) == scope) {
            let Some(known) = sources.form.groups.get(group.at()).filter(|known| known.repeat.is_some()) else { continue };
            let path = self.rows.path(sources.form, row, &known.id);
            let Some(RawAnswer::Rows(rows)) = sources.answers.get(&path) else { continue };
            for (position, id) in rows.tidy().ids.into_iter().enumerate() {
                let Some(inner) = self.rows.add(structure, GroupAt { group, row }, id, position) else { return };
                self.make_room();
                self.take_in(sources, inner);
            }
        }
    }

    /// All cells of a row and of those within it.
    fn enqueue(&self, sources: Sources<'_>, row: RowIndex, group: GroupIndex, waiting: &mut Queue) {
        waiting.extend(sources.graph.in_row(group).iter().map(|rank| pack(*rank, row.0)));
        let span = sources.graph.structure.span(group);
        for inner in (span.first_group..span.first_group + span.groups).map(GroupIndex) {
            for within in self.rows.of(GroupAt { group: inner, row }) {
                self.enqueue(sources, within, inner, waiting);
            }
        }
    }

    /// Evaluates what waits, and what reads what thereby changes.
    fn settle(&mut self, sources: Sources<'_>, mut waiting: Queue, cause: Option<FieldAt>) -> Changes {
        let mut changes = Changed::default();
        while let Some((rank, row)) = waiting.pop_first().map(unpack) {
            let Some(cell) = sources.graph.cell(rank) else { continue };
            let row = RowIndex(row);
            if !self.evaluate(sources, cell, row) {
                continue;
            }
            changes.note(sources.graph, cell, row, cause);
            for reader in sources.graph.readers(cell) {
                let seen_from = self.rows.up_to(row, reader.common);
                let scope = sources.graph.cell(reader.rank).and_then(|cell| cells::scope(&sources.graph.structure, cell));
                match scope {
                    _ if scope == reader.common => waiting.insert(pack(reader.rank, seen_from.0)),
                    None => waiting.insert(pack(reader.rank, RowIndex::OUTSIDE.0)),
                    Some(group) => {
                        let seen = |row: &&RowIndex| self.rows.up_to(**row, reader.common) == seen_from;
                        waiting.extend(self.rows.all(group).iter().filter(seen).map(|row| pack(reader.rank, row.0)));
                    }
                }
            }
        }
        changes.into()
    }

    /// Brings one cell up to date; whether it changed.
    fn evaluate(&mut self, sources: Sources<'_>, cell: Cell, row: RowIndex) -> bool {
        let (form, structure) = (sources.form, &sources.graph.structure);
        match cell {
            Cell::Page(index) => {
                let now = form.pages.get(index.at()).is_some_and(|page| self.holds(sources, page.visible.as_ref(), row));
                replace(self.pages.get_mut(index.at()), now)
            }
            Cell::Group(group) => {
                let around = match (structure.parent(group), structure.page_of(group)) {
                    (Some(group), _) => self.is_group_shown(sources.graph, GroupAt { group, row }),
                    (None, Some(page)) => self.is_passed(page),
                    (None, None) => false,
                };
                let own = form.groups.get(group.at()).and_then(|group| group.visible.as_ref());
                let now = around && self.holds(sources, own, row);
                let slot = self.rows.slot_of_group(structure, GroupAt { group, row });
                replace(self.shown.get_mut(slot), now)
            }
            Cell::Rows(group) => {
                let repeats = form.groups.get(group.at()).is_some_and(|group| group.repeat.is_some());
                if repeats {
                    self.list(sources, GroupAt { group, row });
                }
                repeats
            }
            Cell::Shown(index) => {
                let now = form.field(index).is_some_and(|field| {
                    let around = field.groups.last().map_or_else(
                        || self.is_passed(field.page),
                        |group| self.is_group_shown(sources.graph, GroupAt { group: *group, row }),
                    );
                    around && self.holds(sources, field.visible.as_ref(), row)
                });
                let slot = self.rows.slot_of_field(structure, FieldAt { field: index, row });
                replace(self.shown.get_mut(slot), now)
            }
            Cell::Value(index) => {
                let at = FieldAt { field: index, row };
                let slot = self.rows.slot_of_field(structure, at);
                let now = match form.field(index) {
                    Some(field) if self.is_shown(sources.graph, at) => match &field.value {
                        Some(expression) => self.value_of(sources, expression, row),
                        None => self.typed.get(slot).cloned().unwrap_or_default(),
                    },
                    _ => Value::Null,
                };
                let is_new = replace(self.values.get_mut(slot), now);
                if is_new && row != RowIndex::OUTSIDE {
                    self.publish(sources, at);
                }
                is_new
            }
            Cell::Required(index) => {
                let at = FieldAt { field: index, row };
                let now = form.field(index).is_some_and(|field| {
                    let demanded = match &field.required {
                        Condition::Always => true,
                        Condition::Never => false,
                        Condition::When(expression) => {
                            self.is_shown(sources.graph, at) && self.value_of(sources, expression, row).is_true()
                        }
                    };
                    demanded && field.value.is_none() && self.is_shown(sources.graph, at)
                });
                let slot = self.rows.slot_of_field(structure, at);
                replace(self.required.get_mut(slot), now)
            }
        }
    }

    fn holds(&mut self, sources: Sources<'_>, condition: Option<&Expression>, row: RowIndex) -> bool {
        condition.is_none_or(|expression| self.value_of(sources, expression, row).is_true())
    }

    fn value_of(&mut self, sources: Sources<'_>, expression: &Expression, row: RowIndex) -> Value {
        self.evaluations += 1;
        expression.evaluate(self.context(sources.form, sources.moment, row))
    }
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
