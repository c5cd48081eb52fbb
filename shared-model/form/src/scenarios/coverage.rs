//! What the scenarios of a process have been to: pages, fields, both sides of every rule and of every condition. In: applications that
//! were run. Out: counts, and what is missing. A condition counts only where it stands in front of someone: that of a field on a page
//! that was not passed says nothing.

use super::decisions;
use super::outcome::OPEN;
use super::run::Run;
use crate::compiled::{CompiledForm, Condition, Item, PageIndex, Rule};
use crate::feel::{Expression, Value};
use crate::journey::{FieldAt, GroupAt, RowIndex};
use std::collections::BTreeSet;

/// Something that a scenario can be to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Whose it is.
    pub owner: Owner,
    /// What happens there.
    pub event: Event,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A page, by id.
    Page(String),
    /// A group, by id.
    Group(String),
    /// A field, by id.
    Field(String),
    /// A note, by its position among all notes of the form.
    Note(usize),
    /// A rule, by id.
    Rule(String),
    /// The fee.
    Fee,
    /// When the form is open.
    Opening,
}

/// What can happen to a part of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// A page is passed, a field is shown.
    Reached,
    /// A rule is kept.
    Kept,
    /// A rule is broken.
    Broken,
    /// The condition of this attribute (`visible`, `required`) is true.
    Holds(&'static str),
    /// It is not.
    HoldsNot(&'static str),
    /// The condition of an `if` is true, or is not: in this attribute (`value`, `assert`, `amount`), the how many-th, counted from 1.
    Decided {
        /// The attribute.
        attribute: &'static str,
        /// Which one.
        number: usize,
        /// Whether its condition is true.
        holds: bool,
    },
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Been to.
    pub covered: usize,
    /// All.
    pub all: usize,
}

/// What scenarios have been to.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// In the order of the form.
    points: Vec<Point>,
    covered: BTreeSet<Point>,
}

impl Coverage {
    /// Nothing of this form yet.
    #[must_use]
    pub fn of(form: &CompiledForm) -> Self {
        let mut points = Points { form, notes: 0, points: Vec::new() };
        points.condition(&Owner::Opening, "opening", form.opening.is_some());
        for page in &form.pages {
            let owner = Owner::Page(page.id.clone());
            points.push(&owner, &[Event::Reached]);
            points.condition(&owner, "visible", page.visible.is_some());
            points.items(&page.items);
        }
        for rule in &form.rules {
            let owner = Owner::Rule(rule.id.clone());
            points.push(&owner, &[Event::Kept, Event::Broken]);
            points.decisions(&owner, "assert", Some(&rule.assert));
        }
        points.decisions(&Owner::Fee, "amount", form.fee.as_ref().map(|fee| &fee.amount));
        Self { points: points.points, covered: BTreeSet::new() }
    }

    /// Notes where a scenario has been.
    pub fn add(&mut self, run: &Run) {
        let state = &run.state;
        let form = state.form();
        let everything = run.pages == state.pages();
        let mut walk = Walk { run, coverage: self, notes: 0 };
        walk.condition(&Owner::Opening, "opening", form.opening.is_some(), run.outcome.opening == OPEN);
        for (index, page) in (0..).map(PageIndex).zip(&form.pages) {
            let is_behind = run.pages.last().is_none_or(|last| index > *last);
            if everything || !is_behind {
                walk.condition(&Owner::Page(page.id.clone()), "visible", page.visible.is_some(), state.is_passed(index));
            }
            let is_passed = run.pages.contains(&index);
            if is_passed {
                walk.coverage.reach(Owner::Page(page.id.clone()), Event::Reached);
            }
            walk.items(&page.items, is_passed, RowIndex::OUTSIDE);
        }
        for rule in form.rules.iter().filter(|rule| run.pages.contains(&rule.page)) {
            walk.rule(rule);
        }
        // Whoever has not come to the end has not been told a fee.
        if let Some(fee) = form.fee.as_ref().filter(|_| everything) {
            walk.decisions(&Owner::Fee, "amount", Some(&fee.amount), RowIndex::OUTSIDE);
        }
    }

    /// What no scenario has been to, in the order of the form.
    pub fn missing(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|point| !self.covered.contains(*point))
    }

    /// Pages passed.
    #[must_use]
    pub fn pages(&self) -> Count {
        self.count(|point| matches!((&point.owner, point.event), (Owner::Page(_), Event::Reached)))
    }
    /// Fields shown.
    #[must_use]
    pub fn fields(&self) -> Count {
        self.count(|point| matches!((&point.owner, point.event), (Owner::Field(_), Event::Reached)))
    }
    /// Rules kept and rules broken.
    #[must_use]
    pub fn rules(&self) -> Count {
        self.count(|point| matches!(point.event, Event::Kept | Event::Broken))
    }
    /// Both sides of all conditions, and of every `if` in values, rules and the fee.
    #[must_use]
    pub fn branches(&self) -> Count {
        self.count(|point| matches!(point.event, Event::Holds(_) | Event::HoldsNot(_) | Event::Decided { .. }))
    }
    /// Everything.
    #[must_use]
    pub fn total(&self) -> Count {
        self.count(|_| true)
    }

    fn count(&self, counts: impl Fn(&Point) -> bool) -> Count {
        let all = self.points.iter().filter(|point| counts(point));
        let covered = all.clone().filter(|point| self.covered.contains(*point)).count();
        Count { covered, all: all.count() }
    }

    fn reach(&mut self, owner: Owner, event: Event) {
        self.covered.insert(Point { owner, event });
    }
}

impl Count {
    /// Per cent, rounded down: 100 only when nothing is missing.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.all).unwrap_or(100)
    }
}

/// Every point of a form.
struct Points<'a> {
    form: &'a CompiledForm,
    notes: usize,
    points: Vec<Point>,
}

impl Points<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Field(index) => {
                    let Some(field) = self.form.field(*index) else { continue };
                    let owner = Owner::Field(field.id.clone());
                    self.push(&owner, &[Event::Reached]);
                    self.condition(&owner, "visible", field.visible.is_some());
                    self.condition(&owner, "required", matches!(field.required, Condition::When(_)));
                    self.decisions(&owner, "value", field.value.as_ref());
                }
                Item::Group(index) => {
                    let Some(group) = self.form.groups.get(index.at()) else { continue };
                    self.condition(&Owner::Group(group.id.clone()), "visible", group.visible.is_some());
                    self.items(&group.items);
                }
                Item::Note(note) => {
                    self.condition(&Owner::Note(self.notes), "visible", note.visible.is_some());
                    self.notes += 1;
                }
            }
        }
    }

    fn condition(&mut self, owner: &Owner, attribute: &'static str, is_there: bool) {
        if is_there {
            self.push(owner, &[Event::Holds(attribute), Event::HoldsNot(attribute)]);
        }
    }

    fn decisions(&mut self, owner: &Owner, attribute: &'static str, expression: Option<&Expression>) {
        for number in 1..=expression.map_or(0, decisions::count) {
            self.push(owner, &[true, false].map(|holds| Event::Decided { attribute, number, holds }));
        }
    }

    fn push(&mut self, owner: &Owner, events: &[Event]) {
        self.points.extend(events.iter().map(|event| Point { owner: owner.clone(), event: *event }));
    }
}

/// The walk of one application.
struct Walk<'a> {
    run: &'a Run,
    coverage: &'a mut Coverage,
    notes: usize,
}

impl Walk<'_> {
    fn items(&mut self, items: &[Item], is_shown: bool, row: RowIndex) {
        for item in items {
            match item {
                Item::Field(index) if is_shown => self.field(FieldAt { field: *index, row }),
                Item::Field(_) => {}
                Item::Group(index) => self.group(GroupAt { group: *index, row }, is_shown),
                Item::Note(note) => {
                    if is_shown {
                        let holds = self.run.state.is_note_visible_in(note, row);
                        self.condition(&Owner::Note(self.notes), "visible", note.visible.is_some(), holds);
                    }
                    self.notes += 1;
                }
            }
        }
    }

    fn field(&mut self, at: FieldAt) {
        let state = &self.run.state;
        let Some(field) = state.form().field(at.field) else { return };
        let owner = Owner::Field(field.id.clone());
        let is_visible = state.is_field_visible(at);
        let is_conditional = matches!(field.required, Condition::When(_));
        self.condition(&owner, "visible", field.visible.is_some(), is_visible);
        if is_visible {
            self.condition(&owner, "required", is_conditional, state.is_required(at));
            self.decisions(&owner, "value", field.value.as_ref(), at.row);
            self.coverage.reach(owner, Event::Reached);
        }
    }

    fn group(&mut self, at: GroupAt, is_shown: bool) {
        let state = &self.run.state;
        let Some(group) = state.form().groups.get(at.group.at()) else { return };
        let is_visible = is_shown && state.is_group_visible(at);
        if is_shown {
            self.condition(&Owner::Group(group.id.clone()), "visible", group.visible.is_some(), is_visible);
        }
        if group.repeat.is_none() {
            return self.items(&group.items, is_visible, at.row);
        }
        // The items are the template of a row: the notes of every row are the same ones.
        let notes = self.notes;
        if is_visible {
            for row in state.rows(at) {
                self.notes = notes;
                self.items(&group.items, true, row);
            }
        }
        self.notes = notes + notes_in(state.form(), &group.items);
    }

    /// A rule counts where its field is shown, in every row; one about a repeated group as a whole where the group is.
    fn rule(&mut self, rule: &Rule) {
        let state = &self.run.state;
        let scope = rule.group.map_or_else(|| state.scope_of(rule.field), |group| state.scope_of_group(group));
        let rows = scope.map_or(&[RowIndex::OUTSIDE][..], |group| state.all_rows(group));
        for row in rows {
            let is_shown = match rule.group {
                Some(group) => state.is_group_visible(GroupAt { group, row: *row }),
                None => state.is_field_visible(FieldAt { field: rule.field, row: *row }),
            };
            if !is_shown {
                continue;
            }
            let owner = Owner::Rule(rule.id.clone());
            self.decisions(&owner, "assert", Some(&rule.assert), *row);
            match state.evaluate_in(&rule.assert, *row) {
                Value::Boolean(true) => self.coverage.reach(owner, Event::Kept),
                Value::Boolean(false) => self.coverage.reach(owner, Event::Broken),
                _ => {}
            }
        }
    }

    fn condition(&mut self, owner: &Owner, attribute: &'static str, is_there: bool, holds: bool) {
        if is_there {
            let event = if holds { Event::Holds(attribute) } else { Event::HoldsNot(attribute) };
            self.coverage.reach(owner.clone(), event);
        }
    }
}

impl Walk<'_> {
    fn decisions(&mut self, owner: &Owner, attribute: &'static str, expression: Option<&Expression>, row: RowIndex) {
        let Some(expression) = expression else { return };
        for (number, holds) in decisions::taken(expression, &|part| self.run.state.evaluate_in(part, row)) {
            self.coverage.reach(owner.clone(), Event::Decided { attribute, number: number + 1, holds });
        }
    }
}

fn notes_in(form: &CompiledForm, items: &[Item]) -> usize {
    let of = |item: &Item| match item {
        Item::Note(_) => 1,
        Item::Group(group) => form.groups.get(group.at()).map_or(0, |group| notes_in(form, &group.items)),
        Item::Field(_) => 0,
    };
    items.iter().map(of).sum()
}
