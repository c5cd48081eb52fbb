//! The header of the page while there is an application. In: the application. Out: its language switch in place of the start page's
//! links, which would leave the page.

use super::application::Application;
use crate::components::languages::languages;
use crate::markup::changing;
use crate::messages::{Key, Lang, text};
use crate::platform::{focus, page};
use leptos::prelude::*;

/// Puts the language switch where the start page's stands.
pub(super) fn take_over(application: Application) {
    page::remove(".vd-header__tools > nav");
    if let Some(tools) = page::first(".vd-header__tools") {
        // As long-lived as the app itself.
        leptos::mount::mount_to(tools, move || changing(move || switch(application))).forget();
    }
}

fn switch(application: Application) -> AnyView {
    let filling = application.filling;
    let current = filling.language.get();
    let (tags, service) = filling.with(|state| (state.form().languages.clone(), state.form().title.in_language(current).to_owned()));
    page::write(".vd-brand__service", &service);
    let choose = Callback::new(move |language: usize| {
        if filling.language.get_untracked() == language {
            return;
        }
        filling.language.set(language);
        let tag = filling.language_tag();
        focus::soon(&["vd-sprache-", tag.as_str()].concat());
        application.desk.live.say(text(Lang::of(&tag), Key::LANGUAGE_CHANGED));
    });
    languages(application.lang(), &tags, current, choose)
}
