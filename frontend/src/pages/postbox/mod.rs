//! The clerks' app. In: the address, the session that the private side keeps. Out: the list, an item, downloads. Knows reading
//! texts, never keys or forms.

mod api;
mod desk;
mod ending;
mod faults;
mod frame;
mod item;
mod item_facts;
mod item_files;
mod item_work;
mod link;
mod list;
mod list_filter;
mod list_table;
mod notice;
mod password;
mod route;
mod selection;
mod sign_in;
mod view;
mod wording;

use self::desk::Desk;
use self::route::Route;
use crate::components::loader::Loader;
use crate::messages::postbox as words;
use leptos::prelude::*;

/// Starts the app.
pub fn run() {
    leptos::mount::mount_to_body(App);
}

/// The app.
#[component]
fn App() -> impl IntoView {
    let desk = Desk::new();
    desk.begin();
    ending::begin(desk);
    // A session that is renewed is no reason to draw the page anew.
    let signed_in = Memo::new(move |_| desk.session.with(Option::is_some));
    let screen = move || match (desk.asked.get(), signed_in.get(), desk.route.get()) {
        (false, ..) => view! { <Loader words=words::LOADING_LIST/> }.into_any(),
        (true, false, _) => sign_in::view(desk),
        (true, true, Route::Item(item)) => item::view(desk, item),
        (true, true, Route::Password) => password::view(desk),
        (true, true, Route::List(view)) => list::view(desk, view),
        // Pages that are being made; until then these addresses lead to the list.
        (true, true, Route::Account | Route::Invitation | Route::Users(_) | Route::User(..) | Route::Audit(_)) => {
            list::view(desk, view::View::default())
        }
        (true, true, Route::SignIn) => list::view(desk, view::View::default()),
    };
    frame::around(desk, screen)
}
