//! Saving. In: everything entered. Out: a draft on the far side, with link and PIN on the screen; or the fact that it was saved
//! elsewhere in the meantime.

use super::course;
use crate::client::ClientError;
use crate::messages::Key;
use crate::pages::applicant::application::{Application, time_now};
use crate::pages::applicant::desk::Screen;
use crate::platform::task;
use leptos::prelude::*;

/// Saves, and shows link and PIN.
pub(super) fn save(application: Application) {
    save_with(application, None);
}

/// Saves over what was saved elsewhere.
pub(super) fn save_over(application: Application, current_rev: u64) {
    save_with(application, Some(current_rev));
}

fn save_with(application: Application, over: Option<u64>) {
    if !application.begin_work(Key::SAVE_BUSY) {
        return;
    }
    let filling = application.filling;
    let (answers, count, language) = (filling.answers(), filling.changed.get_untracked(), filling.language_tag());
    let page = match application.here.get_value() {
        Screen::Page(page) => application.page_id(page),
        _ => application.pages().last().and_then(|page| application.page_id(*page)),
    };
    let (session, page) = (application.session.get_value(), page.unwrap_or_default());
    task::run(async move {
        let hear = course::hear(application);
        let outcome = match over {
            Some(rev) => session.save_over(&answers, &page, &language, rev, &hear).await,
            None => session.save(&answers, &page, &language, &hear).await,
        };
        course::end();
        application.busy.set(false);
        match outcome {
            Ok(saved) => {
                application.saved_at.set(Some((time_now(), count)));
                application.saved.set_value(Some(saved));
                application.aside.set(None);
                application.clear();
                application.desk.go(Screen::Saved);
            }
            Err(ClientError::Conflict { current_rev }) => application.conflict.set(Some(current_rev)),
            Err(error) => application.fail(&error),
        }
    });
}
