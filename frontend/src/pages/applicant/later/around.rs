//! The page around the app in the language that is read now. In: the language. Out: start page with its buttons, skip link, way out of a frame and footer as the public side writes them in it. They
//! are the public side's words, so that it is asked for them; who changes the language has time for that, and if nothing comes, the old words stay.

use crate::markup::watch;
use crate::pages::applicant::{Desk, ROOT, Screen};
use crate::platform::{address, around, page, task};
use leptos::prelude::*;

/// What of the page is the public side's while there is an application.
const PARTS: [&str; 4] = [".vd-skip", ".vd-own-window", "#vordruck-start", ".vd-footer"];
/// What it says of the start page to the app: the language it is in, and the words on the buttons.
const DATA: [&str; 4] = ["lang", "begin", "continue", "saved"];

/// Keeps it in the language of the application, as long as the page lives.
pub(super) fn keep(desk: Desk) {
    let owner = Owner::new();
    owner.with(|| {
        watch(move || {
            let Some(application) = desk.application.get() else { return };
            application.filling.language.track();
            let tag = application.filling.language_tag();
            if page::data(ROOT, "lang").as_deref() == Some(&tag) {
                return;
            }
            task::run(async move {
                let asked = [&address::path(), "?lang=", &tag].concat();
                let Some(other) = around::fetch(&asked).await else { return };
                // It may have been changed again in the meantime.
                if application.filling.language_tag() != tag {
                    return;
                }
                PARTS.iter().for_each(|part| other.take_over(part));
                DATA.iter().for_each(|name| other.take_over_data(ROOT, name));
                desk.title.set_value(other.title());
                if desk.screen.get_untracked() == Screen::Start {
                    desk.screen.set(Screen::Start);
                }
            });
        });
    });
    std::mem::forget(owner);
}
