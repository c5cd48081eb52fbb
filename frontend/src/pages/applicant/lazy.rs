//! Loading what comes after the first page. In: a wish. Out: the wish done, as soon as `later` is there; or what to do if it does not
//! come. Nothing entered is lost by that.

use super::application::Application;
use super::desk::{Desk, Screen};
use super::later::{Later, ways_in};
use super::trouble;
use crate::client::ClientError;
use crate::components::button::{Does, Weight, button};
use crate::components::loader::while_busy;
use crate::components::page_heading::{self, page_heading};
use crate::markup::{changing, nothing, several};
use crate::messages::{Key, Lang, text};
use crate::platform::{focus, task};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use vordruck_form::compiled::PageIndex;
use wasm_split_helpers::wasm_split;

/// What has been loaded so far, and whether more is on its way.
#[derive(Clone, Copy)]
pub(super) struct Loaded {
    /// What comes after the first page, once it is there.
    pub(super) later: RwSignal<Option<Later>>,
    loading: RwSignal<bool>,
    /// Whether something that was asked for waits for it.
    pub(super) awaited: RwSignal<bool>,
}

impl Loaded {
    /// Nothing yet.
    pub(super) fn nothing() -> Self {
        Self { later: RwSignal::new(None), loading: RwSignal::new(false), awaited: RwSignal::new(false) }
    }
}

/// Loads it in the background. If it does not come, it is asked for again when it is needed.
pub(super) fn prefetch(desk: Desk) {
    load(desk, Box::new(|_| {}));
}

/// Saves, as soon as it is known how.
pub(super) fn save(application: Application) {
    act(application, move |later| (later.save)(application));
}

/// Leaves a page forwards, as soon as it is known how.
pub(super) fn next(application: Application, page: PageIndex) {
    act(application, move |later| (later.next)(application, page));
}

fn act(application: Application, deed: impl FnOnce(Later) + 'static) {
    let desk = application.desk;
    if desk.loaded.later.get_untracked().is_none() {
        desk.loaded.awaited.set(true);
        desk.live.say(text(application.lang(), Key::LOADING));
    }
    let then = move |outcome: Result<Later, ClientError>| {
        desk.loaded.awaited.set(false);
        match outcome {
            Ok(later) => deed(later),
            Err(error) => trouble::tell_loading(application.trouble, application.lang(), &error),
        }
    };
    load(desk, Box::new(then));
}

/// A screen that comes after the pages.
pub(super) fn screen(desk: Desk, screen: Screen, application: Option<Application>) -> AnyView {
    let Some(later) = desk.loaded.later.get() else {
        let heading = page_heading(text(desk.lang(), Key::LOADING));
        return several().and(trouble::view(desk.trouble, desk.lang())).and(heading).and(waiting(desk, desk.lang())).view();
    };
    match (screen, application) {
        (Screen::Check, Some(application)) => (later.check)(application),
        (Screen::Saved, Some(application)) => (later.saved)(application),
        (Screen::Sent, _) => (later.sent)(desk),
        _ => (later.resume)(desk),
    }
}

/// A part of a page that needs it.
pub(super) fn part(desk: Desk, lang: Lang, draw: impl Fn(Later) -> AnyView + Send + 'static) -> AnyView {
    changing(move || match desk.loaded.later.get() {
        Some(later) => draw(later),
        None => waiting(desk, lang),
    })
}

/// The same for what may just as well not be there before.
pub(super) fn extra(desk: Desk, draw: impl Fn(Later) -> AnyView + Send + 'static) -> AnyView {
    changing(move || desk.loaded.later.get().map_or_else(nothing, &draw))
}

/// While it is being loaded, a word about it; when it did not come, the way to ask again.
fn waiting(desk: Desk, lang: Lang) -> AnyView {
    let loading = desk.loaded.loading;
    let again = Callback::new(move |()| tell(desk, true));
    if !loading.get_untracked() {
        tell(desk, false);
    }
    let ask = changing(move || {
        if loading.get() {
            return nothing();
        }
        button(text(lang, Key::RETRY), Weight::Secondary, "", "", Does::Press(again))
    });
    several().and(while_busy(loading, text(lang, Key::LOADING))).and(ask).view()
}

/// Says what came of it. Whoever pressed a button for it has none any more once it is there: focus goes to the heading.
fn tell(desk: Desk, pressed: bool) {
    let then = move |outcome: Result<Later, ClientError>| {
        let application = desk.application.get_untracked();
        let (trouble, lang) = application.map_or_else(|| (desk.trouble, desk.lang()), |known| (known.trouble, known.lang()));
        match outcome {
            Ok(_) => {
                trouble.set(None);
                if pressed {
                    focus::to_top(page_heading::ID);
                }
            }
            Err(error) => trouble::tell_loading(trouble, lang, &error),
        }
    };
    load(desk, Box::new(then));
}

type Then = Box<dyn FnOnce(Result<Later, ClientError>)>;

fn load(desk: Desk, then: Then) {
    if let Some(later) = desk.loaded.later.get_untracked() {
        return then(Ok(later));
    }
    desk.loaded.loading.set(true);
    let fetched: Pin<Box<dyn Future<Output = Result<Later, ClientError>>>> = Box::pin(fetch());
    task::run(async move {
        let outcome = fetched.await;
        desk.loaded.loading.set(false);
        if let (Ok(later), None) = (&outcome, desk.loaded.later.get_untracked()) {
            let waited = matches!(desk.screen.get_untracked(), Screen::Check | Screen::Saved | Screen::Sent);
            desk.loaded.later.set(Some(*later));
            (later.arrived)(desk);
            if waited {
                focus::to_top(page_heading::ID);
            }
        }
        then(outcome);
    });
}

/// Here the build cuts: what only this function reaches becomes a file of its own.
#[wasm_split(later, fallible)]
fn fetch() -> Result<Later, ClientError> {
    Ok(ways_in())
}
