//! The applicant's way through a form. In: CompiledForm, Answers, Moment. Out: pages passed, what is shown, what is demanded.
//! Knows no HTTP, no clock, no screen.

use crate::answers::{AnswerPath, Answers, RawAnswer};
use crate::compiled::{CompiledForm, FieldIndex, GroupIndex, Note, PageIndex};
use crate::feel::Value;
use crate::validate::FieldError;
use std::sync::Arc;

/// The moment for which a form is looked at: local time in Europe/Berlin. Comes from outside, never from a clock of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Local date and time, Europe/Berlin.
    pub local: jiff::civil::DateTime,
}

/// One application being filled in: answers and everything derived from them. Changing an answer re-evaluates only what
/// depends on it.
#[derive(Debug, Clone)]
pub struct FormState {
    form: Arc<CompiledForm>,
    answers: Answers,
    moment: Moment,
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
        Self { form, answers, moment }
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
    /// Enters an answer.
    pub fn set(&mut self, path: AnswerPath, answer: RawAnswer) -> Changes {
        self.answers.set(path, answer);
        Changes::default()
    }
    /// The pages passed, in order.
    #[must_use]
    pub fn pages(&self) -> Vec<PageIndex> {
        (0..).zip(&self.form.pages).map(|(index, _)| PageIndex(index)).collect()
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
        let _ = field;
        true
    }
    /// Whether a group is shown.
    #[must_use]
    pub fn is_group_visible(&self, group: GroupIndex) -> bool {
        let _ = group;
        true
    }
    /// Whether a note is shown.
    #[must_use]
    pub fn is_note_visible(&self, note: &Note) -> bool {
        let _ = note;
        true
    }
    /// Whether an answer is demanded. Only visible fields are.
    #[must_use]
    pub fn is_required(&self, field: FieldIndex) -> bool {
        let _ = field;
        false
    }
    /// The typed value of a field: of a valid answer, of a calculation, else null.
    #[must_use]
    pub fn value(&self, field: FieldIndex) -> Value {
        let _ = field;
        Value::Null
    }
    /// Whether a visible note of this page says that it does not go on online.
    #[must_use]
    pub fn is_stopped(&self, page: PageIndex) -> bool {
        let _ = page;
        false
    }
    /// What is wrong on a page, in the order of its fields; each field at most once.
    #[must_use]
    pub fn page_errors(&self, page: PageIndex) -> Vec<FieldError> {
        let _ = page;
        Vec::new()
    }
    /// What is wrong on all pages passed.
    #[must_use]
    pub fn all_errors(&self) -> Vec<FieldError> {
        self.pages().into_iter().flat_map(|page| self.page_errors(page)).collect()
    }
    /// The fee in euro as a plain decimal, e.g. `61.40`; none when there is no fee or it can't be told yet.
    #[must_use]
    pub fn fee(&self) -> Option<String> {
        None
    }
}
