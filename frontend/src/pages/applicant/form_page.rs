//! One page of the form. In: the application, which page. Out: where one is, what is asked, the ways on.

use super::application::Application;
use super::desk::Screen;
use super::{lazy, title, trouble};
use crate::components::button::{Does, Weight, action_link, button};
use crate::components::loader::while_busy;
use crate::components::note::{Tone, note};
use crate::components::page_heading::page_heading;
use crate::components::save_bar::save_bar;
use crate::components::steps::steps;
use crate::form_view::{DrawParts, Part, page_items, words};
use crate::markup::{classed, nothing, said};
use crate::messages::{Key, fill, text};
use leptos::prelude::*;
use std::sync::Arc;
use vordruck_form::compiled::PageIndex;

pub(super) fn view(application: Application, page: PageIndex) -> AnyView {
    // The page is drawn anew in another language; answers and errors stay.
    application.filling.language.track();
    let (filling, lang) = (application.filling, application.lang());
    let pages = application.pages();
    let at = pages.iter().position(|passed| *passed == page).unwrap_or(0);
    application.here.set_value(Screen::Page(page));
    application.reached.set(application.reached.get_untracked().max(at + 1));
    let name = application.page_title(page);
    title::set(application, &name, Some((at + 1, pages.len() + 1)));
    let language = filling.language.get_untracked();
    let draw = parts(application);
    let form = filling.form();
    let intro = form.pages.get(page.at()).map_or_else(nothing, |page| words::paragraphs(&page.intro, (language, lang, &draw)));
    let next = move |event: leptos::ev::Event| {
        event.prevent_default();
        lazy::next(application, page);
    };
    // Whether it goes on can change with any answer.
    let stopped = Memo::new(move |_| {
        filling.changed.track();
        filling.is_stopped(page)
    });
    let next_button = move || {
        if stopped.get() { nothing() } else { button(text(lang, Key::NEXT), Weight::Primary, "", "vd-weiter", Does::Submit) }
    };
    let items = page_items(filling, page, draw);
    let form = classed("form", "vd-flow")
        .flag("novalidate", true)
        .on("submit", next)
        .child(said("p", "kern-hint", text(lang, Key::RULE_REQUIRED)))
        .child(intro)
        .child(items)
        .child(classed("div", "vd-actions").changing(next_button).view())
        .child(while_busy(application.desk.loaded.awaited, text(lang, Key::LOADING)))
        .view();
    let content = classed("div", "vd-form-layout__content")
        .child(back(application, Callback::new(move |()| application.back(page))))
        .child(trouble::view(application.trouble, lang))
        .child(lazy::extra(application.desk, move |later| (later.summary)(application, page)))
        .child(page_heading(&name))
        .child(closed(application))
        .child(lazy::extra(application.desk, move |later| (later.aside)(application)))
        .child(form)
        .child(saving(application))
        .child(lazy::extra(application.desk, move |later| (later.saving)(application)))
        .view();
    classed("div", "vd-form-layout").child(progress(application, at)).child(content).view()
}

/// What there is to know while the form is closed.
pub(super) fn closed(application: Application) -> AnyView {
    let title = text(application.lang(), Key::STOP_TITLE);
    application.filling.closed().map_or_else(nothing, |words| note(Tone::Danger, title, "", &[words]))
}

/// How the parts of a page are drawn that come later than its fields.
pub(super) fn parts(application: Application) -> DrawParts {
    let lang = application.lang();
    Arc::new(move |part: Part| match part {
        Part::Link(id, words) => link(application, id, &words),
        // Without it the field can be filled in all the same.
        Part::Offer(_) | Part::Takeover(_) => lazy::extra(application.desk, move |later| (later.part)(application, &part)),
        part => lazy::part(application.desk, lang, move |later| (later.part)(application, &part)),
    })
}

/// A link in a text to a page or a field of the form.
fn link(application: Application, id: String, words: &str) -> AnyView {
    let href = ["#", &id].concat();
    let go = Callback::new(move |()| match application.page_by_id(&id) {
        Some(page) => application.visit(page),
        None => application.visit_input(&id),
    });
    action_link(words, "", "", &href, "kern-link", go)
}

/// The way back.
pub(super) fn back(application: Application, press: Callback<()>) -> AnyView {
    action_link(text(application.lang(), Key::BACK), "", "arrow-back", "#", "kern-link vd-back", press)
}

/// The steps with the application's pages, and check answers as the last one.
pub(super) fn progress(application: Application, current: usize) -> AnyView {
    let lang = application.lang();
    let pages = application.pages();
    let mut titles: Vec<String> = pages.iter().map(|page| application.page_title(*page)).collect();
    titles.push(text(lang, Key::CHECK_TITLE).to_owned());
    let reached = application.reached.get_untracked();
    let visit = Callback::new(move |step: usize| match pages.get(step) {
        Some(page) => application.visit(*page),
        None => application.check(),
    });
    steps(lang, titles, current, reached, visit)
}

/// Saving, with when it was done last.
pub(super) fn saving(application: Application) -> AnyView {
    let lang = application.lang();
    let state = move || {
        let count = application.filling.changed.get();
        match application.saved_at.get() {
            None => text(lang, Key::SAVE_NEVER).to_owned(),
            Some((time, then)) => fill(lang, if then == count { Key::SAVE_AT } else { Key::SAVE_CHANGED }, &[("time", &time)]),
        }
    };
    save_bar(lang, state, application.busy, Callback::new(move |()| lazy::save(application)))
}
