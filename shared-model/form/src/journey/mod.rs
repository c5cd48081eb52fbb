//! The applicant's way through a form. In: CompiledForm, Answers, Moment. Out: pages passed, what is shown, what is demanded.
//! Knows no HTTP, no clock, no screen.

mod cells;
mod changes;
mod derived;
mod graph;
mod lists;
mod opening;
mod place;
mod queue;
mod repeats;
mod rows;
mod structure;
mod takeover;
mod walk;

pub use self::changes::Changes;
use self::derived::{Derived, Sources};
use self::graph::Graph;
pub use self::opening::Openness;
pub use self::place::{FieldAt, GroupAt, RowIndex};
pub use self::repeats::RemovedRow;
pub use self::rows::MOST_ROWS;
pub use self::takeover::Takeover;
pub use self::walk::Visit;
use crate::answers::{AnswerPath, Answers, RawAnswer};
use crate::compiled::{CompiledForm, FieldIndex, Item, Note, NoteKind, PageIndex};
use crate::feel::{Expression, Value};
use crate::validate::{self, FieldError};
use std::sync::Arc;

/// The moment for which a form is looked at: local time in Europe/Berlin. Comes from outside, never from a clock of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Local date and time, Europe/Berlin.
    pub local: jiff::civil::DateTime,
}

/// One application being filled in: answers and everything derived from them. Changing an answer re-evaluates only what
/// depends on it. A field, group or page whose condition is null is not shown; a hidden answer is kept, but is null for others.
#[derive(Debug, Clone)]
pub struct FormState {
    form: Arc<CompiledForm>,
    graph: Arc<Graph>,
    answers: Answers,
    moment: Moment,
    derived: Derived,
}

impl FormState {
    /// Starts or resumes an application.
    #[must_use]
    pub fn new(form: Arc<CompiledForm>, answers: Answers, moment: Moment) -> Self {
        let graph = Arc::new(Graph::of(&form));
        let derived = Derived::from_scratch(Sources { form: &form, graph: &graph, answers: &answers, moment });
        Self { form, graph, answers, moment, derived }
    }
    /// The form.
    #[must_use]
    pub fn form(&self) -> &Arc<CompiledForm> {
        &self.form
    }
    /// Everything entered, hidden answers too.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }
    /// The moment it is looked at.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.moment
    }
    /// Looks at it at another moment, e.g. when midnight has passed.
    pub fn set_moment(&mut self, moment: Moment) {
        self.moment = moment;
        let sources = Sources { form: &self.form, graph: &self.graph, answers: &self.answers, moment };
        self.derived.evaluate_all(sources);
    }
    /// Enters an answer. Rows are added and removed by `add_row` and `remove_row`: a list of them entered here makes every
    /// `RowIndex` void.
    pub fn set(&mut self, path: AnswerPath, answer: RawAnswer) -> Changes {
        let (field, has_rows) = (self.field_at(&path), self.group_at(&path).is_some());
        self.answers.set(path, answer);
        self.changed(field, has_rows)
    }
    /// Forgets an answer.
    pub fn unset(&mut self, path: &AnswerPath) -> Changes {
        let (field, has_rows) = (self.field_at(path), self.group_at(path).is_some());
        self.answers.remove(path);
        self.changed(field, has_rows)
    }
    /// The fields of a page in order, shown or not; those of repeated groups once, whatever rows there are.
    #[must_use]
    pub fn fields_of(&self, page: PageIndex) -> &[FieldIndex] {
        self.graph.structure.fields_of(page)
    }
    /// The pages passed, in order.
    #[must_use]
    pub fn pages(&self) -> Vec<PageIndex> {
        (0..).zip(&self.form.pages).map(|(index, _)| PageIndex(index)).filter(|page| self.is_passed(*page)).collect()
    }
    /// Whether a page is passed.
    #[must_use]
    pub fn is_passed(&self, page: PageIndex) -> bool {
        self.derived.is_passed(page)
    }
    /// The page after this one.
    #[must_use]
    pub fn next_page(&self, page: PageIndex) -> Option<PageIndex> {
        self.pages().into_iter().find(|other| *other > page)
    }
    /// The page before this one.
    #[must_use]
    pub fn previous_page(&self, page: PageIndex) -> Option<PageIndex> {
        self.pages().into_iter().rev().find(|other| *other < page)
    }
    /// Whether a field is shown: its page is passed, its groups and itself are visible. A field of a repeated group is in a row.
    #[must_use]
    pub fn is_field_visible(&self, field: impl Into<FieldAt>) -> bool {
        self.derived.is_shown(&self.graph, field.into())
    }
    /// Whether a group is shown: its page is passed, the groups around it and itself are visible.
    #[must_use]
    pub fn is_group_visible(&self, group: impl Into<GroupAt>) -> bool {
        self.derived.is_group_shown(&self.graph, group.into())
    }
    /// Whether a note is shown, given that what stands around it is.
    #[must_use]
    pub fn is_note_visible(&self, note: &Note) -> bool {
        self.is_note_visible_in(note, RowIndex::OUTSIDE)
    }
    /// Whether a note in a row is shown, given that what stands around it is.
    #[must_use]
    pub fn is_note_visible_in(&self, note: &Note, row: RowIndex) -> bool {
        note.visible.as_ref().is_none_or(|condition| self.evaluate_in(condition, row).is_true())
    }
    /// Whether an answer is demanded. Only visible fields are; calculated ones never.
    #[must_use]
    pub fn is_required(&self, field: impl Into<FieldAt>) -> bool {
        self.derived.is_required(&self.graph, field.into())
    }
    /// The typed value of a field: of an answer that can be read as its type (limits don't matter here), of a calculation,
    /// else null. Hidden fields are null. `feel::value` says which type of field has which kind of value.
    #[must_use]
    pub fn value(&self, field: impl Into<FieldAt>) -> Value {
        self.derived.value(&self.graph, field.into()).clone()
    }
    /// The value of an expression of this form for these answers.
    #[must_use]
    pub fn evaluate(&self, expression: &Expression) -> Value {
        self.evaluate_in(expression, RowIndex::OUTSIDE)
    }
    /// The value of an expression, seen from a row.
    #[must_use]
    pub fn evaluate_in(&self, expression: &Expression, row: RowIndex) -> Value {
        expression.evaluate(self.derived.context(&self.form, self.moment, row))
    }
    /// Whether a visible note of this page says that it does not go on online.
    #[must_use]
    pub fn is_stopped(&self, page: PageIndex) -> bool {
        self.is_passed(page) && self.form.pages.get(page.at()).is_some_and(|page| self.stops(&page.items, RowIndex::OUTSIDE))
    }
    /// What is wrong on a page, in the order of its fields; each field at most once.
    #[must_use]
    pub fn page_errors(&self, page: PageIndex) -> Vec<FieldError> {
        validate::page_errors(self, page)
    }
    /// What is wrong on all pages passed.
    #[must_use]
    pub fn all_errors(&self) -> Vec<FieldError> {
        self.pages().into_iter().flat_map(|page| self.page_errors(page)).collect()
    }
    /// The fee in euro as a plain decimal, e.g. `61.40`; none when there is no fee or it can't be told yet.
    #[must_use]
    pub fn fee(&self) -> Option<String> {
        let amount = self.evaluate(&self.form.fee.as_ref()?.amount).as_number()?;
        (!amount.is_negative()).then(|| amount.with_decimals(2).to_string())
    }
    /// How many expressions were evaluated to derive this state: what tests and benchmarks count.
    #[must_use]
    pub fn evaluations(&self) -> u64 {
        self.derived.evaluations()
    }

    fn changed(&mut self, field: Option<FieldAt>, has_rows: bool) -> Changes {
        let sources = Sources { form: &self.form, graph: &self.graph, answers: &self.answers, moment: self.moment };
        if has_rows {
            self.derived = Derived::from_scratch(sources);
        }
        field.map(|field| self.derived.update(sources, field)).unwrap_or_default()
    }

    fn stops(&self, items: &[Item], row: RowIndex) -> bool {
        items.iter().any(|item| match item {
            Item::Note(note) => note.kind == NoteKind::Stop && self.is_note_visible_in(note, row),
            // The graph shows no group that stands within itself, so this ends.
            Item::Group(group) => {
                let at = GroupAt { group: *group, row };
                let Some(inner) = self.form.groups.get(group.at()).filter(|_| self.is_group_visible(at)) else { return false };
                match &inner.repeat {
                    None => self.stops(&inner.items, row),
                    Some(_) => self.rows(at).into_iter().any(|row| self.stops(&inner.items, row)),
                }
            }
            Item::Field(_) => false,
        })
    }
}

/// Two states are the same when everything entered and everything derived is; how they came about does not matter.
impl PartialEq for FormState {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form
            && self.answers == other.answers
            && self.moment == other.moment
            && self.derived.is_same(&other.derived, &self.form, &self.graph)
    }
}
