//! The draft was saved elsewhere in the meantime. In: the other revision. Out: the applicant's decision; neither side's answers are lost
//! by it.

use super::save;
use crate::components::button::{Does, Weight, button};
use crate::components::dialog::{Answer, dialog};
use crate::components::note::{Tone, note_with};
use crate::components::page_heading;
use crate::markup::{changing, nothing, said, several, watch};
use crate::messages::{Key, text};
use crate::pages::applicant::application::Application;
use crate::pages::applicant::desk::Screen;
use crate::platform::{clock, focus, task};
use leptos::prelude::*;
use vordruck_form::answers::Answers;
use vordruck_form::journey::Moment;

/// The question which answers are to count.
pub(super) fn question(application: Application) -> AnyView {
    let lang = application.lang();
    let open = RwSignal::new(false);
    watch(move || {
        if application.conflict.get().is_some() {
            open.set(true);
        }
    });
    let mine = Callback::new(move |()| {
        if let Some(rev) = application.conflict.get_untracked() {
            application.conflict.set(None);
            save::save_over(application, rev);
        }
    });
    let theirs = Callback::new(move |()| {
        application.conflict.set(None);
        load(application);
    });
    let cancel = Callback::new(move |()| application.conflict.set(None));
    let answers = [
        Answer { label: text(lang, Key::CONFLICT_THEIRS), weight: Weight::Secondary, press: theirs },
        Answer { label: text(lang, Key::CONFLICT_MINE), weight: Weight::Secondary, press: mine },
        Answer { label: text(lang, Key::CONFLICT_CANCEL), weight: Weight::Tertiary, press: cancel },
    ];
    dialog("vd-konflikt", text(lang, Key::CONFLICT_TITLE), text(lang, Key::CONFLICT_TEXT), open, &answers)
}

/// While answers of this window are put aside: the way back to them.
pub(super) fn aside_view(application: Application) -> AnyView {
    let lang = application.lang();
    let undo = Callback::new(move |()| {
        if let Some(answers) = application.aside.get_untracked() {
            application.aside.set(None);
            put(application, answers);
            application.filling.touch();
            application.desk.live.say(text(lang, Key::CONFLICT_UNDONE));
        }
    });
    changing(move || {
        if application.aside.get().is_none() {
            return nothing();
        }
        let action = button(text(lang, Key::CONFLICT_UNDO), Weight::Secondary, "", "", Does::Press(undo));
        let body = several().and(said("p", "kern-body", text(lang, Key::CONFLICT_LOADED))).and(action).view();
        note_with(Tone::Info, text(lang, Key::NOTE_INFO), "", body)
    })
}

fn load(application: Application) {
    if !application.begin_work(Key::RESUME_BUSY) {
        return;
    }
    let session = application.session.get_value();
    task::run(async move {
        let outcome = session.load().await;
        application.busy.set(false);
        match outcome {
            Ok(content) => {
                let mine = application.filling.answers();
                put(application, content.answers);
                application.mark_saved();
                application.aside.set(Some(mine));
                application.desk.live.say(text(application.lang(), Key::CONFLICT_LOADED));
            }
            Err(error) => application.fail(&error),
        }
    });
}

/// Puts other answers on the screen and draws the page anew.
fn put(application: Application, answers: Answers) {
    application.filling.replace(answers, Moment { local: clock::now() });
    let first = application.pages().first().copied();
    let still = match application.desk.screen.get_untracked() {
        Screen::Page(page) if application.pages().contains(&page) => Some(Screen::Page(page)),
        Screen::Check => Some(Screen::Check),
        _ => first.map(Screen::Page),
    };
    if let Some(screen) = still {
        // The same screen with other answers: setting the signal draws it anew.
        application.desk.screen.set(screen);
        // What had focus was drawn anew, too.
        focus::to_top(page_heading::ID);
    }
}
