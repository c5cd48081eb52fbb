//! The start page, as far as it is ours: the way in. The page itself is the public side's and was there before us.

use super::application::Application;
use super::desk::{Desk, Screen};
use super::{header, lazy, title, trouble};
use crate::client::{self, ClientError, FetchedForm, Session};
use crate::components::button::{Does, Weight, button};
use crate::components::live_region::LiveRegion;
use crate::components::loader::loader;
use crate::form_view::Filling;
use crate::markup::{changing, classed, nothing, said, several};
use crate::messages::{Key, Lang, text};
use crate::platform::{address, clock, page, task};
use leptos::prelude::*;
use vordruck_contract::paths;
use vordruck_form::answers::Answers;
use vordruck_form::journey::Moment;

/// Fetches the form while the start page is being read. What goes wrong is told when it is needed.
pub(super) fn prefetch(desk: Desk) {
    if desk.screen.get_untracked() == Screen::Start {
        fetch(desk);
    }
}

pub(super) fn view(desk: Desk) -> AnyView {
    // What the page says about itself, so that buttons and page are always in one language.
    let words = |name| page::data("vordruck-start", name).unwrap_or_default();
    page::set_language(&words("lang"));
    let lang = desk.lang();
    title::keep(desk.title.get_value(), lang, move || desk.trouble.get().is_some());
    let busy = desk.beginning;
    let begun = desk.application.get_untracked();
    let press = Callback::new(move |()| match begun {
        Some(application) => application.go_on(),
        None => begin(desk),
    });
    let label = words(if begun.is_some() { "continue" } else { "begin" });
    let context = desk.context();
    let saved = classed("a", "kern-link vd-alone")
        .set("href", &in_language(&paths::resume_page(&context.tenant, &context.service)))
        .text(&words("saved"))
        .view();
    let button = button(&label, Weight::Primary, "arrow-forward", "vd-beginnen", Does::Start(press, busy));
    several()
        .and(trouble::view(desk.trouble, lang))
        .and(classed("div", "vd-actions").child(button).child(saved).view())
        .and(changing(move || if busy.get() { on_its_way(lang, &words("late")) } else { nothing() }))
        .view()
}

/// The form is on its way. What to do when it takes long is the page's: time alone shows it, as while the app is loaded, and being shown in a live region says it.
fn on_its_way(lang: Lang, late: &str) -> AnyView {
    several()
        .and(loader(text(lang, Key::LOADING)))
        .and(classed("p", "kern-body").set("role", "status").child(said("span", "vd-late", late)).view())
        .view()
}

/// Puts a form on the screen with the answers there are.
pub(super) fn open(desk: Desk, form: &FetchedForm, answers: Answers, language: &str, session: Session) -> Application {
    let language = form.form.language_index(language);
    let live: LiveRegion = desk.live;
    let filling = Filling::new(form.form.clone(), answers, Moment { local: clock::now() }, language, live);
    let application = Application::new(desk, filling, session);
    desk.application.set(Some(application));
    header::take_over(application);
    lazy::prefetch(desk);
    application
}

/// Leaves for a new application.
pub(super) fn anew(desk: Desk) {
    let context = desk.context();
    address::leave_for(&in_language(&paths::start_page(&context.tenant, &context.service)));
}

/// A page of the public side, in the language of this one.
fn in_language(path: &str) -> String {
    [path, "?lang=", &page::language()].concat()
}

/// Begins, as soon as the form is there.
fn begin(desk: Desk) {
    desk.beginning.set(true);
    desk.trouble.set(None);
    match desk.form.get_value() {
        Some(form) => begun(desk, Ok(form)),
        None => {
            desk.live.say(text(desk.lang(), Key::LOADING));
            fetch(desk);
        }
    }
}

/// Fetches the form, once at a time: who begins while it is on its way waits for the same.
fn fetch(desk: Desk) {
    if desk.fetching.get_value() {
        return;
    }
    desk.fetching.set_value(true);
    task::run(async move {
        let outcome = client::fetch_form(&desk.context().form).await;
        desk.fetching.set_value(false);
        desk.form.set_value(outcome.as_ref().ok().cloned());
        if desk.beginning.get_untracked() {
            begun(desk, outcome);
        }
    });
}

fn begun(desk: Desk, outcome: Result<FetchedForm, ClientError>) {
    desk.beginning.set(false);
    let first = outcome.and_then(|form| {
        let application = open(desk, &form, Answers::default(), &page::language(), client::begin(desk.context()));
        application.pages().first().map(|first| (application, *first)).ok_or(ClientError::FormDamaged)
    });
    match first {
        Ok((application, first)) => application.visit(first),
        Err(error) => trouble::tell_loading(desk.trouble, desk.lang(), &error),
    }
}
