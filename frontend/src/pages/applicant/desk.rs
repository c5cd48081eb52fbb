//! What the app knows before and beside an application: where it is, what is on the screen, the way through the history.

use super::application::Application;
use super::lazy::Loaded;
use crate::client::{Context, FetchedForm};
use crate::components::{live_region::LiveRegion, page_heading};
use crate::messages::Lang;
use crate::platform::{address, focus, page};
use leptos::prelude::*;
use vordruck_form::compiled::PageIndex;

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The start page.
    Start,
    /// Link and PIN; or, on a telephone, a relay's link.
    Resume,
    /// A page of the form.
    Page(PageIndex),
    /// Check answers.
    Check,
    /// The draft is saved.
    Saved,
    /// The application has been received.
    Sent,
}

/// Handle of the app's own state.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What is on the screen.
    pub screen: RwSignal<Screen>,
    /// The application, once begun or resumed.
    pub application: RwSignal<Option<Application>>,
    /// The one live region.
    pub live: LiveRegion,
    /// What of the app has been loaded beside its beginning.
    pub(super) loaded: Loaded,
    /// The form, fetched while the start page is being read.
    pub(super) form: StoredValue<Option<FetchedForm>, LocalStorage>,
    /// Whether it is on its way.
    pub(super) fetching: StoredValue<bool>,
    /// Whether an application begins as soon as it is there.
    pub(super) beginning: RwSignal<bool>,
    /// What went wrong before there was an application.
    pub(super) trouble: RwSignal<Option<String>>,
    /// The secret of the resume link, until it is used.
    pub(super) link: StoredValue<String>,
    /// The title the public side has given the page.
    pub(super) title: StoredValue<String>,
    context: StoredValue<Context>,
}

impl Desk {
    /// Reads where the app is from the page.
    pub(super) fn new(fragment: String) -> Self {
        let data = |name| page::data(super::ROOT, name).unwrap_or_default();
        let context = Context { tenant: data("tenant"), service: data("service"), form: data("form") };
        let screen = match address::place() {
            place if is_receipt(&place) => Screen::Sent,
            _ if !address::path().ends_with('/') => Screen::Resume,
            _ => Screen::Start,
        };
        Self {
            screen: RwSignal::new(screen),
            application: RwSignal::new(None),
            live: LiveRegion::new(),
            loaded: Loaded::nothing(),
            form: StoredValue::new_local(None),
            fetching: StoredValue::new(false),
            beginning: RwSignal::new(false),
            trouble: RwSignal::new(None),
            link: StoredValue::new(fragment),
            title: StoredValue::new(page::title()),
            context: StoredValue::new(context),
        }
    }

    /// Where an application begun here belongs.
    pub(super) fn context(self) -> Context {
        self.context.get_value()
    }

    /// The language of the start page.
    pub(super) fn lang(self) -> Lang {
        Lang::of(&page::language())
    }

    /// Goes to a screen and writes it into the history.
    pub(super) fn go(self, screen: Screen) {
        address::push(&self.place(screen));
        self.show(screen);
    }

    /// Shows a screen in place of the present one, which going back won't find.
    pub(super) fn go_instead(self, screen: Screen) {
        address::replace(&self.place(screen));
        self.show(screen);
    }

    /// Shows the screen the applicant travelled to in the history.
    pub(super) fn arrive(self, place: &str) {
        let application = self.application.get_untracked();
        if application.is_some() {
            // An entry from before a change of language has another in its address.
            address::set_language(&page::language());
        }
        // What has been sent can't be changed any more; going back leads to nothing else.
        let screen = match (application, place.split_once(':')) {
            (Some(application), _) if application.is_sent() => {
                address::replace(&self.place(Screen::Sent));
                Screen::Sent
            }
            _ if is_receipt(place) => Screen::Sent,
            (Some(application), Some((_, id))) => application.page_by_id(id).map_or(Screen::Start, Screen::Page),
            (Some(_), None) if place == "check" => Screen::Check,
            (Some(_), None) if place == "saved" => Screen::Saved,
            (None, _) if !address::path().ends_with('/') => Screen::Resume,
            _ => Screen::Start,
        };
        self.show(screen);
    }

    /// Hides the start page while anything else is on the screen.
    pub(super) fn set_stage(self, screen: Screen) {
        page::remove("#vordruck-loading");
        page::show("vordruck-start", screen == Screen::Start);
        // The form has a layout of its own, with the steps beside the column.
        page::toggle_class(super::ROOT, "vd-column", matches!(screen, Screen::Start | Screen::Resume));
    }

    fn show(self, screen: Screen) {
        let moved = self.screen.get_untracked() != screen;
        self.screen.set(screen);
        if moved {
            self.live.quiet();
            let target = self.application.get_untracked().and_then(Application::take_focus_target);
            match target {
                Some(id) => focus::soon(&id),
                None => focus::to_top(page_heading::ID),
            }
        }
    }

    fn place(self, screen: Screen) -> String {
        match screen {
            Screen::Start | Screen::Resume => String::new(),
            Screen::Page(page) => {
                let id = self.application.get_untracked().and_then(|application| application.page_id(page));
                ["page:", &id.unwrap_or_default()].concat()
            }
            Screen::Check => "check".to_owned(),
            Screen::Saved => "saved".to_owned(),
            Screen::Sent => self.application.get_untracked().map_or_else(String::new, |application| application.sent_place.get_value()),
        }
    }
}

/// Whether a place of the history is a receipt, which is read in `later::kept`.
fn is_receipt(place: &str) -> bool {
    place.starts_with("sent\n")
}
