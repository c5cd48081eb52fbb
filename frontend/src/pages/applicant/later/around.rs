//! The page around the app in the language that is read now. In: the language. Out: start page, skip link and footer as the public side writes them in it. They are
//! the public side's words, so that it is asked for them; who changes the language has time for that, and if nothing comes, the old words stay.

use crate::markup::watch;
use crate::pages::applicant::{Desk, ROOT, Screen};
use crate::platform::{address, around, page, task};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// What of the page is the public side's while there is an application.
const PARTS: [&str; 3] = [".vd-skip", "#vordruck-start", ".vd-footer"];

/// Keeps it in the language of the application, as long as the page lives.
pub(super) fn keep(desk: Desk) {
    let written = Rc::new(RefCell::new(page::data(ROOT, "lang").unwrap_or_default()));
    let owner = Owner::new();
    owner.with(|| {
        watch(move || {
            let Some(application) = desk.application.get() else { return };
            application.filling.language.track();
            let tag = application.filling.language_tag();
            if *written.borrow() == tag {
                return;
            }
            let written = Rc::clone(&written);
            task::run(async move {
                let asked = [&address::path(), "?lang=", &tag].concat();
                let Some(other) = around::fetch(&asked).await else { return };
                // It may have been changed again in the meantime.
                if application.filling.language_tag() != tag {
                    return;
                }
                PARTS.iter().for_each(|part| other.take_over(part));
                desk.title.set_value(other.title());
                written.replace(tag.clone());
                if desk.screen.get_untracked() == Screen::Start {
                    page::set_language(&tag);
                    desk.screen.set(Screen::Start);
                }
            });
        });
    });
    std::mem::forget(owner);
}
