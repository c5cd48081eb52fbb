//! Leaving a page forwards. In: what is wrong with its answers. Out: the next page; or every fault, in a summary that takes focus and at
//! the inputs.

use super::lasting::lasting;
use super::upload;
use crate::components::error_summary::{self, Line, error_summary};
use crate::components::loader::while_busy;
use crate::form_view::lines;
use crate::messages::{Key, text};
use crate::pages::applicant::application::Application;
use crate::pages::applicant::desk::Screen;
use crate::platform::{focus, online, task};
use leptos::prelude::*;
use vordruck_form::compiled::PageIndex;
use vordruck_form::journey::FormState;
use vordruck_form::validate::FieldError;

/// Between two looks whether files are read, in milliseconds.
const LOOK: u32 = 200;

thread_local! {
    /// Whether a page is left as soon as its files are read.
    static WAITS: RwSignal<bool> = lasting(|| RwSignal::new(false));
}

/// Leaves a page forwards, if nothing on it is wrong. What is still being read counts as soon as it is.
pub(super) fn next(application: Application, page: PageIndex) {
    let filling = application.filling;
    if filling.is_stopped(page) {
        return;
    }
    if upload::is_reading(application, page) {
        return once_read(application, page);
    }
    let errors = filling.with(|state| state.page_errors(page));
    filling.mark(&errors);
    if !report(application, &errors) {
        return;
    }
    let next = if application.from_check.get_value() {
        // What was changed may have raised new questions on other pages.
        filling.with(FormState::all_errors).first().map(|error| error.page)
    } else {
        filling.with(|state| state.next_page(page))
    };
    match next {
        Some(page) => application.visit(page),
        None => application.check(),
    }
}

fn once_read(application: Application, page: PageIndex) {
    let waits = WAITS.with(|waits| *waits);
    application.desk.live.say(text(application.lang(), Key::FILES_WAIT));
    if waits.get_untracked() {
        return;
    }
    waits.set(true);
    task::run(async move {
        while upload::is_reading(application, page) {
            online::again(LOOK).await;
        }
        waits.set(false);
        // Whoever has gone elsewhere meanwhile stays there.
        if application.desk.screen.get_untracked() == Screen::Page(page) {
            next(application, page);
        }
    });
}

/// A word about it, while it waits.
pub(super) fn waiting(application: Application) -> AnyView {
    while_busy(WAITS.with(|waits| *waits), text(application.lang(), Key::FILES_WAIT))
}

/// The summary, while something is wrong. After a change of language its lines and those at the inputs are in that language.
pub(super) fn summary(application: Application, page: PageIndex) -> AnyView {
    if !application.errors.get_untracked().is_empty() {
        let errors = application.filling.with(|state| state.page_errors(page));
        application.filling.mark(&errors);
        retell(application, &errors);
    }
    let visit = Callback::new(move |id: String| application.visit_input(&id));
    error_summary(application.lang(), application.errors, visit)
}

/// Shows errors in the summary; true if there are none.
pub(super) fn report(application: Application, errors: &[FieldError]) -> bool {
    retell(application, errors);
    if !errors.is_empty() {
        focus::soon(error_summary::ID);
    }
    errors.is_empty()
}

/// Shows errors in the summary without moving focus: the page has just been drawn.
pub(super) fn retell(application: Application, errors: &[FieldError]) {
    let language = application.filling.language.get_untracked();
    let found = application.filling.with(|state| lines(state, language, errors));
    application.errors.set(found.into_iter().map(|(target, words)| Line { target, words }).collect());
}
