//! What all pages of the postbox share: who is signed in, where one is, what was said. Handles, cheap to copy.

use super::route::Route;
use super::visited::Visited;
use super::{api, faults};
use crate::components::{live_region::LiveRegion, page_heading};
use crate::messages::{postbox as words, put};
use crate::platform::{focus, instant, page, travel};
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::postbox::Session;
use vordruck_contract::problem::ProblemKind;

/// The desk of one clerk.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) route: RwSignal<Route>,
    pub(super) session: RwSignal<Option<Session>>,
    /// Whether it is known who is signed in.
    pub(super) asked: RwSignal<bool>,
    /// Why nobody is signed in any more, for the sign-in page.
    pub(super) farewell: RwSignal<Option<(&'static str, &'static str)>>,
    /// Whether the session is about to end, and when.
    pub(super) ending: RwSignal<Option<super::ending::Ending>>,
    /// The part of the list that one was in last.
    pub(super) visited: StoredValue<Visited>,
    /// When the private side heard of us last, Unix seconds.
    pub(super) heard_at: StoredValue<u64>,
    pub(super) live: LiveRegion,
    /// Whether this is the page the browser has just loaded: it has put focus where it belongs.
    fresh: StoredValue<bool>,
}

impl Desk {
    pub(super) fn new() -> Self {
        let (path, query) = travel::here();
        Self {
            route: RwSignal::new(Route::at(&path, &query)),
            session: RwSignal::new(None),
            asked: RwSignal::new(false),
            farewell: RwSignal::new(None),
            ending: RwSignal::new(None),
            visited: StoredValue::new(Visited::default()),
            heard_at: StoredValue::new(instant::unix_seconds()),
            live: LiveRegion::new(),
            fresh: StoredValue::new(true),
        }
    }

    /// Finds out who is signed in.
    pub(super) fn begin(self) {
        page::set_language("de");
        travel::on_travel(move || {
            let (path, query) = travel::here();
            self.fresh.set_value(false);
            self.route.set(Route::at(&path, &query));
        });
        spawn_local(async move {
            if let Ok(session) = api::session().await {
                self.session.set(Some(session));
            }
            self.asked.set(true);
        });
    }

    /// Goes to another page.
    pub(super) fn go(self, route: Route) {
        travel::go(&route.address());
        self.fresh.set_value(false);
        self.route.set(route);
    }

    /// Says which page is on the screen: title, and focus on its heading unless the browser has just loaded it.
    pub(super) fn arrive(self, title: &str) {
        page::set_title(&put(words::TITLE_PAGE, &[("page", title)]));
        if !self.fresh.get_value() {
            focus::to_top(page_heading::ID);
        }
    }

    /// Says in the title whether something on the page is wrong (WCAG 2.4.2; 3.3.1 for those who hear the title first).
    pub(super) fn mark(self, title: &str, is_wrong: bool) {
        let title = put(words::TITLE_PAGE, &[("page", title)]);
        page::set_title(&if is_wrong { put(words::TITLE_ERROR, &[("title", &title)]) } else { title });
    }

    /// Whose account this is; empty while nobody is signed in.
    pub(super) fn own_id(self) -> String {
        self.session.with_untracked(|session| session.as_ref().map(|session| session.id.clone()).unwrap_or_default())
    }

    /// Somebody has signed in: on to where they wanted to go.
    pub(super) fn signed_in(self, session: Session) {
        self.farewell.set(None);
        self.ending.set(None);
        self.heard();
        self.fresh.set_value(false);
        if self.route.get_untracked() == Route::SignIn {
            let list = Route::List(super::view::View::default());
            travel::go_instead(&list.address());
            self.route.set(list);
        }
        self.session.set(Some(session));
    }

    /// Signs out and forgets what is on the screen.
    pub(super) fn sign_out(self) {
        spawn_local(async move {
            match api::sign_out().await {
                Ok(()) => {
                    travel::go_instead(&Route::SignIn.address());
                    self.route.set(Route::SignIn);
                    self.leave(Some((words::SIGNED_OUT, "")));
                }
                Err(failure) => self.live.say(&faults::wording(&failure)),
            }
        });
    }

    /// The session is over; the address stays, so that signing in leads back.
    pub(super) fn session_over(self) {
        self.leave(Some((words::SESSION_OVER_TITLE, words::SESSION_OVER)));
    }

    /// The password is changed: all sessions are over, this one too. Signing in leads to the list.
    pub(super) fn password_changed(self) {
        travel::go_instead(&Route::SignIn.address());
        self.route.set(Route::SignIn);
        self.leave(Some((words::PASSWORD_CHANGED, words::PASSWORD_SIGN_IN)));
    }

    /// Notes that the private side has answered, which keeps the session; or that it does not know the session any more.
    pub(super) fn told<T>(self, result: Result<T, Failure>) -> Result<T, Failure> {
        match &result {
            Ok(_) => self.heard(),
            Err(failure) if failure.is(ProblemKind::NotAuthorised) => self.session_over(),
            Err(_) => {}
        }
        result
    }

    fn heard(self) {
        self.heard_at.set_value(instant::unix_seconds());
        if self.ending.with_untracked(Option::is_some) {
            self.ending.set(None);
        }
    }

    fn leave(self, farewell: Option<(&'static str, &'static str)>) {
        self.fresh.set_value(false);
        self.visited.set_value(Visited::default());
        self.ending.set(None);
        self.farewell.set(farewell);
        self.session.set(None);
    }
}
