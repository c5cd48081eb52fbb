//! One application on the screen: its answers, its session with the far side, what has been saved and sent. In: what the applicant
//! does. Out: the next screen.

use super::desk::{Desk, Screen};
use super::trouble;
use crate::client::{ClientError, Saved, Session};
use crate::components::error_summary::Line;
use crate::form_view::Filling;
use crate::messages::{Key, Lang, text};
use crate::platform::{clock, focus};
use leptos::prelude::*;
use vordruck_contract::submissions::Receipt;
use vordruck_form::answers::{AnswerPath, Answers};
use vordruck_form::compiled::PageIndex;
use vordruck_form::journey::{FormState, Moment};

/// A handle to a session.
pub(super) type Attach = StoredValue<Session, LocalStorage>;

/// Handle of one application.
#[derive(Clone, Copy)]
pub struct Application {
    /// The app around it.
    pub desk: Desk,
    /// Its answers on the screen.
    pub filling: Filling,
    /// Its session.
    pub(super) session: Attach,
    /// What is wrong on the present screen.
    pub(super) errors: RwSignal<Vec<Line>>,
    /// What could not be done.
    pub(super) trouble: RwSignal<Option<String>>,
    /// Whether something is being saved, sent, deleted or opened.
    pub(super) busy: RwSignal<bool>,
    /// What the last save gave.
    pub(super) saved: StoredValue<Option<Saved>, LocalStorage>,
    /// When it was saved last (`14:05`), and the count of changes then.
    pub(super) saved_at: RwSignal<Option<(String, u32)>>,
    /// The revision of a draft that was saved elsewhere in the meantime.
    pub(super) conflict: RwSignal<Option<u64>>,
    /// Answers of this window that were put aside for those of another.
    pub(super) aside: RwSignal<Option<Answers>>,
    /// Whether the applicant came from check answers to change one.
    pub(super) from_check: StoredValue<bool>,
    /// What was received, once it was, and the copy.
    pub(super) sent: StoredValue<Option<(Receipt, Vec<u8>)>, LocalStorage>,
    /// What the history keeps of it, so that loading the page again does not lose it.
    pub(super) sent_place: StoredValue<String>,
    /// How many steps have been reached.
    pub(super) reached: RwSignal<usize>,
    /// The page or check answers, whichever was on the screen last.
    pub(super) here: StoredValue<Screen>,
    focus_target: StoredValue<Option<String>>,
}

impl Application {
    /// An application with its session.
    pub(super) fn new(desk: Desk, filling: Filling, session: Session) -> Self {
        Self {
            desk,
            filling,
            session: StoredValue::new_local(session),
            errors: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            busy: RwSignal::new(false),
            saved: StoredValue::new_local(None),
            saved_at: RwSignal::new(None),
            conflict: RwSignal::new(None),
            aside: RwSignal::new(None),
            from_check: StoredValue::new(false),
            sent: StoredValue::new_local(None),
            sent_place: StoredValue::new(String::new()),
            reached: RwSignal::new(0),
            here: StoredValue::new(Screen::Start),
            focus_target: StoredValue::new(None),
        }
    }

    /// Language of our own words.
    pub(super) fn lang(self) -> Lang {
        self.filling.lang()
    }

    /// Whether closing the window would lose anything.
    pub(super) fn would_lose(self) -> bool {
        !self.is_sent() && self.is_changed()
    }

    /// Whether something was entered since the last save.
    pub(super) fn is_changed(self) -> bool {
        let count = self.filling.changed.get_untracked();
        self.saved_at.get_untracked().map_or(0, |(_, count)| count) != count
    }

    /// Whether it has been received.
    pub(super) fn is_sent(self) -> bool {
        self.sent.get_value().is_some()
    }

    /// The pages passed, in order.
    pub(super) fn pages(self) -> Vec<PageIndex> {
        self.filling.with(FormState::pages)
    }

    /// The id of a page.
    pub(super) fn page_id(self, page: PageIndex) -> Option<String> {
        self.filling.with(|state| state.form().pages.get(page.at()).map(|page| page.id.clone()))
    }

    /// The page with an id, if it is passed.
    pub(super) fn page_by_id(self, id: &str) -> Option<PageIndex> {
        self.pages().into_iter().find(|page| self.page_id(*page).as_deref() == Some(id))
    }

    /// The title of a page in the language it is read in.
    pub(super) fn page_title(self, page: PageIndex) -> String {
        let language = self.filling.language.get_untracked();
        self.filling
            .with(|state| state.form().pages.get(page.at()).map_or_else(String::new, |page| page.title.in_language(language).to_owned()))
    }

    /// Goes to a page.
    pub(super) fn visit(self, page: PageIndex) {
        self.clear();
        self.desk.go(Screen::Page(page));
    }

    /// Goes back into the form, to where the applicant was.
    pub(super) fn go_on(self) {
        self.clear();
        match self.here.get_value() {
            Screen::Check => self.check(),
            Screen::Page(page) if self.pages().contains(&page) => self.visit(page),
            _ => {
                if let Some(first) = self.pages().first() {
                    self.visit(*first);
                }
            }
        }
    }

    /// Goes to the input that an error or a change link is about; on another page, too.
    pub(super) fn visit_input(self, id: &str) {
        let field = id.split_once("-month").or_else(|| id.split_once("-year")).map_or(id, |(field, _)| field);
        let page = self.filling.with(|state| state.page_of(&AnswerPath::of(field)));
        let Some(page) = page else { return };
        if self.desk.screen.get_untracked() == Screen::Page(page) {
            focus::to(id);
        } else {
            self.focus_target.set_value(Some(id.to_owned()));
            self.visit(page);
        }
    }

    /// Goes to check answers.
    pub(super) fn check(self) {
        self.clear();
        self.from_check.set_value(false);
        self.desk.go(Screen::Check);
    }

    /// Goes back from a page.
    pub(super) fn back(self, page: PageIndex) {
        let before = self.filling.with(|state| state.previous_page(page));
        if self.from_check.get_value() {
            self.check();
        } else if let Some(before) = before {
            self.visit(before);
        } else {
            self.clear();
            self.desk.go(Screen::Start);
        }
    }

    /// What is on the screen is what the server has.
    pub(super) fn mark_saved(self) {
        self.saved_at.set(Some((time_now(), self.filling.changed.get_untracked())));
    }

    /// What is on the screen is nowhere else.
    pub(super) fn mark_unsaved(self) {
        self.saved_at.set(None);
        self.filling.touch();
    }

    /// Looks at the answers as of now: days may have passed in an open window.
    pub(super) fn refresh(self) {
        self.filling.replace(self.filling.answers(), Moment { local: clock::now() });
    }

    /// Says that something begins; false if something else is still going on.
    pub(super) fn begin_work(self, what: Key) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.trouble.set(None);
        self.busy.set(true);
        self.desk.live.say(text(self.lang(), what));
        true
    }

    /// Says what could not be done; everything entered is still there.
    pub(super) fn fail(self, error: &ClientError) {
        self.desk.live.quiet();
        trouble::tell(self.trouble, self.lang(), error);
    }

    /// The input that focus must go to after the next change of screen.
    pub(super) fn take_focus_target(self) -> Option<String> {
        let target = self.focus_target.get_value();
        self.focus_target.set_value(None);
        target
    }

    /// Forgets what was wrong.
    pub(super) fn clear(self) {
        self.errors.set(Vec::new());
        self.trouble.set(None);
    }
}

/// `14:05`
pub(super) fn time_now() -> String {
    time(clock::now())
}

/// `14:05`
pub(super) fn time(at: jiff::civil::DateTime) -> String {
    [two(at.hour()), two(at.minute())].join(":")
}

fn two(number: i8) -> String {
    let mut text = number.to_string();
    if text.len() < 2 {
        text.insert(0, '0');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_with_two_digits() {
        assert_eq!(time(jiff::civil::date(2026, 1, 2).at(3, 4, 5, 0)), "03:04");
    }
}
