//! The header of the page while there is an application. In: the application. Out: its language switch in place of the start page's
//! links, which would leave the page.

use super::application::Application;
use super::trouble;
use crate::components::languages::languages;
use crate::markup::changing;
use crate::messages::{self, Key, Lang, text};
use crate::platform::{address, focus, page, task};
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
        if filling.language.get_untracked() != language {
            task::run(change(application, language));
        }
    });
    languages(application.lang(), &tags, current, choose)
}

/// Changes the language, once its words are there.
async fn change(application: Application, language: usize) {
    let tag = application.filling.tag_at(language);
    let lang = Lang::of(&tag);
    if let Err(error) = messages::arrive(lang).await {
        return trouble::tell_loading(application.trouble, application.lang(), &error);
    }
    application.filling.language.set(language);
    address::set_language(&tag);
    focus::soon(&["vd-sprache-", tag.as_str()].concat());
    application.desk.live.say(text(lang, Key::LANGUAGE_CHANGED));
}
