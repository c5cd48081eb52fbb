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
use vordruck_form::compiled::{CompiledForm, PageIndex};
use vordruck_form::journey::{Changes, FieldAt, FormState, GroupAt, Moment, Openness, RemovedRow, RowIndex};
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
    page: Option<PageIndex>,
    /// The repeated group whose rows are being drawn.
    repeat: Option<GroupAt>,
    fields: Vec<(FieldAt, FieldSignals, Option<GroupAt>)>,
    groups: Vec<(GroupAt, RwSignal<bool>, Option<GroupAt>)>,
    repeats: Vec<(GroupAt, RepeatSignals, Option<GroupAt>)>,
}

/// What can change about a repeated group.
#[derive(Clone, Copy)]
pub(super) struct RepeatSignals {
    pub(super) rows: RwSignal<Vec<RowIndex>>,
    pub(super) error: RwSignal<Option<String>>,
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
        self.tag_at(self.language.get_untracked())
    }

    /// The tag of the form's language at a position.
    #[must_use]
    pub fn tag_at(self, language: usize) -> String {
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
        self.draw(None);
    }

    /// Enters an answer and lets the screen know what else it changed.
    pub fn enter(self, path: AnswerPath, answer: RawAnswer) {
        let mut changes = self.inner().state.borrow_mut().set(path, answer);
        // What has just appeared may need rows.
        if !changes.groups.is_empty() || !changes.rows.is_empty() {
            self.add_least_rows(&mut changes);
        }
        self.touch();
        self.spread(&changes);
    }

    /// Enters an answer, or that there is none.
    pub(super) fn put(self, path: AnswerPath, answer: Option<RawAnswer>) {
        if let Some(answer) = answer {
            return self.enter(path, answer);
        }
        let changes = self.inner().state.borrow_mut().unset(&path);
        self.touch();
        self.spread(&changes);
    }

    /// Adds a row to a repeated group and lets the screen know.
    pub(super) fn add_row(self, group: GroupAt) -> Option<RowIndex> {
        let (row, mut changes) = self.inner().state.borrow_mut().add_row(group)?;
        self.add_least_rows(&mut changes);
        self.touch();
        self.spread(&changes);
        Some(row)
    }

    /// Removes a row with everything in it; what is handed out puts it back.
    pub(super) fn remove_row(self, row: RowIndex) -> Option<RemovedRow> {
        let (removed, changes) = self.inner().state.borrow_mut().remove_row(row)?;
        self.touch();
        self.spread(&changes);
        Some(removed)
    }

    /// Puts a removed row back.
    pub(super) fn restore_row(self, removed: RemovedRow) -> Option<RowIndex> {
        let (row, changes) = self.inner().state.borrow_mut().restore_row(removed)?;
        self.touch();
        self.spread(&changes);
        Some(row)
    }

    fn add_least_rows(self, changes: &mut Changes) {
        let inner = self.inner();
        let Some(page) = inner.drawn.borrow().page else { return };
        let more = inner.state.borrow_mut().add_least_rows(page);
        changes.fields.extend(more.fields);
        changes.groups.extend(more.groups);
        changes.rows.extend(more.rows);
        changes.notes |= more.notes;
    }

    /// Counts a change.
    pub fn touch(self) {
        self.changed.set(self.changed.get_untracked().wrapping_add(1));
    }

    /// Shows what is wrong at the fields of the current page; fields that are fine lose their error.
    pub fn mark(self, errors: &[FieldError]) {
        let language = self.language.get_untracked();
        let (form, inner) = (self.form(), self.inner());
        let (fields, repeats) = (inner.drawn.borrow().fields.clone(), inner.drawn.borrow().repeats.clone());
        let put = |signal, error: Option<&FieldError>| put_words(signal, error.map(|error| answer::words(&form, language, error)));
        for (at, signals, _) in fields {
            let is_about = |error: &&FieldError| (error.field, error.row) == (at.field, at.row) && group_of(&form, error).is_none();
            put(signals.error, errors.iter().find(is_about));
        }
        for (at, signals, _) in repeats {
            let is_about = |error: &&FieldError| group_of(&form, error) == Some(at.group) && error.row == at.row;
            put(signals.error, errors.iter().find(is_about));
        }
    }

    /// Begins to draw a page, or ends it: from now on only its fields are kept up to date.
    pub(super) fn draw(self, page: Option<PageIndex>) {
        self.inner().drawn.replace(Drawn { page, ..Drawn::default() });
        self.add_least_rows(&mut Changes::default());
    }

    /// Draws the rows of a repeated group: what is drawn within is forgotten with them.
    pub(super) fn draw_rows<T>(self, group: GroupAt, draw: impl FnOnce() -> T) -> T {
        let before = self.inner().drawn.borrow_mut().repeat.replace(group);
        let drawn = draw();
        self.inner().drawn.borrow_mut().repeat = before;
        drawn
    }

    /// Forgets what was drawn in the rows of a repeated group: its signals are gone.
    pub(super) fn forget_rows(self, group: GroupAt) {
        let inner = self.inner();
        let mut drawn = inner.drawn.borrow_mut();
        drawn.fields.retain(|(_, _, within)| *within != Some(group));
        drawn.groups.retain(|(_, _, within)| *within != Some(group));
        drawn.repeats.retain(|(_, _, within)| *within != Some(group));
    }

    /// The signals of a field that is being drawn.
    pub(super) fn field(self, at: FieldAt) -> FieldSignals {
        let language = self.language.get_untracked();
        let signals = self.with(|state| FieldSignals {
            visible: RwSignal::new(state.is_field_visible(at)),
            required: RwSignal::new(state.is_required(at)),
            error: RwSignal::new(None),
            shown: RwSignal::new(answer::calculated(state, at, language)),
        });
        let inner = self.inner();
        let mut drawn = inner.drawn.borrow_mut();
        let within = drawn.repeat;
        drawn.fields.push((at, signals, within));
        signals
    }

    /// Whether a group that is being drawn is visible.
    pub(super) fn group(self, at: GroupAt) -> RwSignal<bool> {
        let visible = RwSignal::new(self.with(|state| state.is_group_visible(at)));
        let inner = self.inner();
        let mut drawn = inner.drawn.borrow_mut();
        let within = drawn.repeat;
        drawn.groups.push((at, visible, within));
        visible
    }

    /// The signals of a repeated group that is being drawn.
    pub(super) fn repeat(self, at: GroupAt) -> RepeatSignals {
        let signals = RepeatSignals { rows: RwSignal::new(self.with(|state| state.rows(at))), error: RwSignal::new(None) };
        let inner = self.inner();
        let mut drawn = inner.drawn.borrow_mut();
        let within = drawn.repeat;
        drawn.repeats.push((at, signals, within));
        signals
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
        self.with(|state| state.is_stopped(page) || !is_open(state))
    }

    /// What people read while the form is closed; none while it is open.
    #[must_use]
    pub fn closed(self) -> Option<String> {
        let language = self.language.get_untracked();
        self.with(|state| {
            let opening = state.form().opening.as_ref().filter(|_| !is_open(state))?;
            Some(opening.message.in_language(language).to_owned())
        })
    }

    fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    fn spread(self, changes: &Changes) {
        let language = self.language.get_untracked();
        let mut appeared: Vec<FieldAt> = Vec::new();
        // Signals are set after the state has been read: what they draw reads it again.
        let inner = self.inner();
        let (fields, groups, repeats) = {
            let drawn = inner.drawn.borrow();
            (drawn.fields.clone(), drawn.groups.clone(), drawn.repeats.clone())
        };
        for (at, signals, _) in fields.into_iter().filter(|(at, ..)| changes.fields.contains(at)) {
            let (visible, required, shown) =
                self.with(|state| (state.is_field_visible(at), state.is_required(at), answer::calculated(state, at, language)));
            if visible && !signals.visible.get_untracked() {
                appeared.push(at);
            }
            put(signals.visible, visible);
            put(signals.required, required);
            put_words(signals.shown, shown);
        }
        for (at, visible, _) in groups.into_iter().filter(|(at, ..)| changes.groups.contains(at)) {
            put(visible, self.with(|state| state.is_group_visible(at)));
        }
        for (at, signals, _) in repeats.into_iter().filter(|(at, ..)| changes.rows.contains(at)) {
            let rows = self.with(|state| state.rows(at));
            if signals.rows.get_untracked() != rows {
                signals.rows.set(rows);
            }
        }
        if changes.notes {
            self.notes.set(self.notes.get_untracked().wrapping_add(1));
        }
        self.announce(&appeared);
    }

    fn announce(self, appeared: &[FieldAt]) {
        let (lang, language) = (self.lang(), self.language.get_untracked());
        match *appeared {
            [] => {}
            [at] => {
                let label = self.with(|state| state.form().field(at.field).map(|field| field.label.in_language(language).to_owned()));
                self.live.say(&fill(lang, Key::MORE_QUESTIONS_ONE, &[("label", &label.unwrap_or_default())]));
            }
            _ => self.live.say(&fill(lang, Key::MORE_QUESTIONS_MANY, &[("count", &appeared.len().to_string())])),
        }
    }
}

fn is_open(state: &FormState) -> bool {
    matches!(state.openness(), Openness::Open { .. })
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

#[cfg(test)]
#[cfg(feature = "markup")]
mod tests {
    use super::*;

    const FORM: &str = r#"<process xmlns="urn:vordruck:process:1" id="wahl" version="1.0.0"><title>Wahl</title>
        <page id="seite"><title>Seite</title><field id="a" type="yes-no"><label>A</label></field></page>
        <opening from="date(&quot;2026-11-01&quot;)" until="date(&quot;2026-11-30&quot;)">Es ist zu.</opening>
        <handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#;

    #[test]
    fn a_form_that_is_closed_says_so_and_does_not_go_on() {
        Owner::new().with(|| {
            let form = Arc::new(vordruck_form::compile::check("process.xml", FORM, &[]).form.unwrap());
            let at = |day| {
                let moment = Moment { local: jiff::civil::date(2026, 11, 1).saturating_add(jiff::Span::new().days(day)).at(12, 0, 0, 0) };
                Filling::new(Arc::clone(&form), Answers::default(), moment, 0, LiveRegion::new())
            };
            assert_eq!((at(0).closed(), at(0).is_stopped(PageIndex(0))), (None, false));
            assert_eq!((at(29).closed(), at(29).is_stopped(PageIndex(0))), (None, false));
            for closed in [-1, 30] {
                assert_eq!((at(closed).closed(), at(closed).is_stopped(PageIndex(0))), (Some("Es ist zu.".to_owned()), true));
            }
        });
    }
}
