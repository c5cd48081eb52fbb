//! An application being filled in, as the screen holds it. In: answers as typed. Out: signals, one for each thing that can change:
//! typing into one field draws nothing but what depends on it.

use super::answer::{self, group_of};
use crate::components::live_region::LiveRegion;
use crate::messages::{Key, Lang, fill};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};
use vordruck_form::compiled::{CompiledForm, FieldIndex, GroupIndex, PageIndex};
use vordruck_form::journey::{Changes, FormState, Moment};
use vordruck_form::validate::FieldError;

/// Handle of the application on the screen.
#[derive(Clone, Copy)]
pub struct Filling {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// Position of the language the form is read in.
    pub language: RwSignal<usize>,
    /// Counts up whenever something was entered.
    pub changed: RwSignal<u32>,
    /// Counts up whenever a note may have appeared.
    notes: RwSignal<u32>,
    live: LiveRegion,
}

struct Inner {
    state: RefCell<FormState>,
    drawn: RefCell<Drawn>,
}

/// What of the current page is on the screen.
#[derive(Default)]
struct Drawn {
    fields: Vec<(FieldIndex, FieldSignals)>,
    groups: Vec<(GroupIndex, RwSignal<bool>)>,
}

/// What can change about a field.
#[derive(Clone, Copy)]
pub(super) struct FieldSignals {
    pub(super) visible: RwSignal<bool>,
    pub(super) required: RwSignal<bool>,
    pub(super) error: RwSignal<Option<String>>,
    /// What a calculated field shows, a line each.
    pub(super) shown: RwSignal<Option<String>>,
}

impl Filling {
    /// Puts an application on the screen.
    #[must_use]
    pub fn new(form: Arc<CompiledForm>, answers: Answers, moment: Moment, language: usize, live: LiveRegion) -> Self {
        Self {
            inner: StoredValue::new_local(Rc::new(Inner {
                state: RefCell::new(FormState::new(form, answers, moment)),
                drawn: RefCell::default(),
            })),
            language: RwSignal::new(language),
            changed: RwSignal::new(0),
            notes: RwSignal::new(0),
            live,
        }
    }

    /// Reads the form's state. What is read must not enter an answer.
    pub fn with<T>(self, read: impl FnOnce(&FormState) -> T) -> T {
        read(&self.inner().state.borrow())
    }

    /// The form.
    #[must_use]
    pub fn form(self) -> Arc<CompiledForm> {
        self.with(|state| Arc::clone(state.form()))
    }

    /// The language of our own words that fits the form's.
    #[must_use]
    pub fn lang(self) -> Lang {
        Lang::of(&self.language_tag())
    }

    /// The language the form is read in (BCP 47).
    #[must_use]
    pub fn language_tag(self) -> String {
        let language = self.language.get_untracked();
        self.with(|state| state.form().languages.get(language).cloned().unwrap_or_else(|| "de".to_owned()))
    }

    /// Everything entered.
    #[must_use]
    pub fn answers(self) -> Answers {
        self.with(|state| state.answers().clone())
    }

    /// Puts other answers on the screen, or the same ones at another moment.
    pub fn replace(self, answers: Answers, moment: Moment) {
        let form = self.form();
        self.inner().state.replace(FormState::new(form, answers, moment));
        self.draw();
    }

    /// Enters an answer and lets the screen know what else it changed.
    pub fn enter(self, path: AnswerPath, answer: RawAnswer) {
        let changes = self.inner().state.borrow_mut().set(path, answer);
        self.touch();
        self.spread(&changes);
    }

    /// Counts a change.
    pub fn touch(self) {
        self.changed.set(self.changed.get_untracked().wrapping_add(1));
    }

    /// Shows what is wrong at the fields of the current page; fields that are fine lose their error.
    pub(crate) fn mark(self, errors: &[FieldError]) {
        let language = self.language.get_untracked();
        let (form, drawn) = (self.form(), self.inner().drawn.borrow().fields.clone());
        for (field, signals) in drawn {
            let words = errors
                .iter()
                .find(|error| error.field == field && group_of(&form, error).is_none())
                .map(|error| answer::words(&form, language, error));
            put_words(signals.error, words);
        }
    }

    /// Begins to draw a page, or ends it: from now on only its fields are kept up to date.
    pub(super) fn draw(self) {
        self.inner().drawn.take();
    }

    /// The signals of a field that is being drawn.
    pub(super) fn field(self, field: FieldIndex) -> FieldSignals {
        let language = self.language.get_untracked();
        let signals = self.with(|state| FieldSignals {
            visible: RwSignal::new(state.is_field_visible(field)),
            required: RwSignal::new(state.is_required(field)),
            error: RwSignal::new(None),
            shown: RwSignal::new(answer::calculated(state, field, language)),
        });
        self.inner().drawn.borrow_mut().fields.push((field, signals));
        signals
    }

    /// Whether a group that is being drawn is visible.
    pub(super) fn group(self, group: GroupIndex) -> RwSignal<bool> {
        let visible = RwSignal::new(self.with(|state| state.is_group_visible(group)));
        self.inner().drawn.borrow_mut().groups.push((group, visible));
        visible
    }

    /// Called inside of what must be drawn again when notes may have changed.
    pub(super) fn track_notes(self) {
        self.notes.track();
    }

    /// Where it is announced.
    pub(super) fn live(self) -> LiveRegion {
        self.live
    }

    /// Whether the page can't be left forwards.
    #[must_use]
    pub fn is_stopped(self, page: PageIndex) -> bool {
        self.with(|state| state.is_stopped(page))
    }

    fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    fn spread(self, changes: &Changes) {
        let language = self.language.get_untracked();
        let mut appeared: Vec<FieldIndex> = Vec::new();
        // Signals are set after the state has been read: what they draw reads it again.
        let inner = self.inner();
        let (fields, groups) = (inner.drawn.borrow().fields.clone(), inner.drawn.borrow().groups.clone());
        for (field, signals) in fields {
            if !changes.fields.contains(&field.into()) {
                continue;
            }
            let (visible, required, shown) =
                self.with(|state| (state.is_field_visible(field), state.is_required(field), answer::calculated(state, field, language)));
            if visible && !signals.visible.get_untracked() {
                appeared.push(field);
            }
            put(signals.visible, visible);
            put(signals.required, required);
            put_words(signals.shown, shown);
        }
        for (group, visible) in groups {
            if changes.groups.contains(&group.into()) {
                put(visible, self.with(|state| state.is_group_visible(group)));
            }
        }
        if changes.notes {
            self.notes.set(self.notes.get_untracked().wrapping_add(1));
        }
        self.announce(&appeared);
    }

    fn announce(self, appeared: &[FieldIndex]) {
        let (lang, language) = (self.lang(), self.language.get_untracked());
        match *appeared {
            [] => {}
            [field] => {
                let label = self.with(|state| state.form().field(field).map(|field| field.label.in_language(language).to_owned()));
                self.live.say(&fill(lang, Key::MORE_QUESTIONS_ONE, &[("label", &label.unwrap_or_default())]));
            }
            _ => self.live.say(&fill(lang, Key::MORE_QUESTIONS_MANY, &[("count", &appeared.len().to_string())])),
        }
    }
}

fn put(signal: RwSignal<bool>, value: bool) {
    if signal.get_untracked() != value {
        signal.set(value);
    }
}

fn put_words(signal: RwSignal<Option<String>>, words: Option<String>) {
    if signal.get_untracked() != words {
        signal.set(words);
    }
}
