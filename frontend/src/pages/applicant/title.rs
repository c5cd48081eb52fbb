//! The title of the document: where one is, and whether there is an error. In: page, step, form. Out: the title.

use super::application::Application;
use crate::markup::watch;
use crate::messages::{Key, Lang, fill};
use crate::platform::page;
use leptos::prelude::*;

/// Sets the title, and keeps it: an error on the screen comes first in it.
pub(super) fn set(application: Application, name: &str, step: Option<(usize, usize)>) {
    let (lang, language) = (application.lang(), application.filling.language.get_untracked());
    let (service, tenant) =
        application.filling.with(|state| (state.form().title.in_language(language).to_owned(), state.form().tenant.name.clone()));
    let title = match step {
        Some((at, of)) => {
            let (at, of) = (at.to_string(), of.to_string());
            fill(lang, Key::TITLE_STEP, &[("page", name), ("at", &at), ("of", &of), ("service", &service), ("tenant", &tenant)])
        }
        None => fill(lang, Key::TITLE_PAGE, &[("page", name), ("service", &service), ("tenant", &tenant)]),
    };
    page::set_language(&application.filling.language_tag());
    keep(title, lang, move || !application.errors.get().is_empty() || application.trouble.get().is_some());
}

/// Sets a title; while `wrong`, it begins with the error.
pub(super) fn keep(title: String, lang: Lang, wrong: impl Fn() -> bool + 'static) {
    watch(move || {
        if wrong() {
            page::set_title(&fill(lang, Key::TITLE_ERROR, &[("title", &title)]));
        } else {
            page::set_title(&title);
        }
    });
}
