//! The applicant's app, around the start page the public side has written. In: that page, the address. Out: one application, from the
//! first page to the receipt, or to a saved draft and back.

mod application;
mod desk;
mod form_page;
mod header;
mod later;
mod lazy;
mod start;
mod title;
mod trouble;

pub use application::Application;
pub use desk::{Desk, Screen};

use crate::components::live_region::announcements;
use crate::markup::{changing, several};
use crate::messages::{self, Lang};
use crate::platform::{address, leaving, page, task};
use leptos::prelude::*;

/// The element of the start page the app lives in.
pub const ROOT: &str = "vordruck-app";

/// Starts the app. The link's secret leaves the address bar before anything else happens.
pub fn run() {
    let fragment = address::take_fragment();
    let Some(root) = page::element(ROOT) else { return };
    task::run(async move {
        // If its words don't come, the page goes on in German.
        let _ = messages::arrive(Lang::of(&page::language())).await;
        // The app lives as long as the page: nothing is ever unmounted.
        leptos::mount::mount_to(root, move || app(fragment)).forget();
    });
}

/// The app. `fragment` is what stood behind `#` in the address.
fn app(fragment: String) -> AnyView {
    let desk = Desk::new(fragment);
    address::on_travel(move |place| desk.arrive(&place));
    leaving::ask_when(move || desk.application.get_untracked().is_some_and(Application::would_lose));
    start::prefetch(desk);
    let screen = move || {
        let screen = desk.screen.get();
        desk.set_stage(screen);
        match (screen, desk.application.get()) {
            (Screen::Page(page), Some(application)) => form_page::view(application, page),
            (Screen::Check | Screen::Saved, application @ Some(_)) | (Screen::Resume | Screen::Sent, application) => {
                lazy::screen(desk, screen, application)
            }
            _ => start::view(desk),
        }
    };
    several().and(announcements(desk.live)).and(changing(screen)).view()
}
