//! The applicant's way through a form. In: CompiledForm, Answers, Moment. Out: pages passed, what is shown, what is demanded.
//! Knows no HTTP, no clock, no screen.

mod derived;
mod graph;

use self::derived::{Derived, Sources};
use self::graph::Graph;
use crate::answers::{AnswerPath, Answers, RawAnswer};
use crate::compiled::{CompiledForm, FieldIndex, GroupIndex, Item, Note, NoteKind, PageIndex};
use crate::feel::{Context, Expression, Value};
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

/// What a change of one answer changed beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Fields whose visibility, requiredness or value changed.
    pub fields: Vec<FieldIndex>,
    /// Groups whose visibility changed.
    pub groups: Vec<GroupIndex>,
    /// Pages that are passed now and were not, or the other way round.
    pub pages: Vec<PageIndex>,
    /// Whether a note may have appeared or disappeared.
    pub notes: bool,
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
        self.derived = Derived::from_scratch(self.sources());
    }
    /// Enters an answer.
    pub fn set(&mut self, path: AnswerPath, answer: RawAnswer) -> Changes {
        let field = self.field_at(&path);
        self.answers.set(path, answer);
        self.changed(field)
    }
    /// Forgets an answer.
    pub fn unset(&mut self, path: &AnswerPath) -> Changes {
        self.answers.remove(path);
        self.changed(self.field_at(path))
    }
    /// The field that has its answer at a path.
    #[must_use]
    pub fn field_at(&self, path: &AnswerPath) -> Option<FieldIndex> {
        self.graph.field(&self.form, path.as_str())
    }
    /// The fields of a page in order, shown or not.
    #[must_use]
    pub fn fields_of(&self, page: PageIndex) -> &[FieldIndex] {
        self.graph.fields_of(page)
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
    /// Whether a field is shown: its page is passed, its groups and itself are visible.
    #[must_use]
    pub fn is_field_visible(&self, field: FieldIndex) -> bool {
        self.derived.is_shown(field)
    }
    /// Whether a group is shown: its page is passed, the groups around it and itself are visible.
    #[must_use]
    pub fn is_group_visible(&self, group: GroupIndex) -> bool {
        self.derived.is_group_shown(group)
    }
    /// Whether a note is shown, given that what stands around it is.
    #[must_use]
    pub fn is_note_visible(&self, note: &Note) -> bool {
        note.visible.as_ref().is_none_or(|condition| self.evaluate(condition).is_true())
    }
    /// Whether an answer is demanded. Only visible fields are; calculated ones never.
    #[must_use]
    pub fn is_required(&self, field: FieldIndex) -> bool {
        self.derived.is_required(field)
    }
    /// The typed value of a field: of an answer that can be read as its type (limits don't matter here), of a calculation,
    /// else null. Hidden fields are null. `feel::value` says which type of field has which kind of value.
    #[must_use]
    pub fn value(&self, field: FieldIndex) -> Value {
        self.derived.value(field).clone()
    }
    /// The value of an expression of this form for these answers.
    #[must_use]
    pub fn evaluate(&self, expression: &Expression) -> Value {
        expression.evaluate(Context { answers: self.derived.values(), parameters: &self.form.parameters, moment: self.moment.local })
    }
    /// Whether a visible note of this page says that it does not go on online.
    #[must_use]
    pub fn is_stopped(&self, page: PageIndex) -> bool {
        self.is_passed(page) && self.form.pages.get(page.at()).is_some_and(|page| self.stops(&page.items))
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

    fn changed(&mut self, field: Option<FieldIndex>) -> Changes {
        let sources = Sources { form: &self.form, graph: &self.graph, answers: &self.answers, moment: self.moment };
        field.map(|field| self.derived.update(sources, field)).unwrap_or_default()
    }

    fn sources(&self) -> Sources<'_> {
        Sources { form: &self.form, graph: &self.graph, answers: &self.answers, moment: self.moment }
    }

    fn stops(&self, items: &[Item]) -> bool {
        items.iter().any(|item| match item {
            Item::Note(note) => note.kind == NoteKind::Stop && self.is_note_visible(note),
            // The graph shows no group that stands within itself, so this ends.
            Item::Group(group) => {
                self.is_group_visible(*group) && self.form.groups.get(group.at()).is_some_and(|inner| self.stops(&inner.items))
            }
            Item::Field(_) => false,
        })
    }
}

/// Two states are the same when everything entered and everything derived is; how they came about does not matter.
impl PartialEq for FormState {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form && self.answers == other.answers && self.moment == other.moment && self.derived.is_same(&other.derived)
    }
}
