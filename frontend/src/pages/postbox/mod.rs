//! The clerks' app. In: the address, the session that the private side keeps. Out: the list, an item, downloads. Knows reading
//! texts, never keys or forms.

mod account;
mod api;
mod audit;
mod desk;
mod ending;
mod faults;
mod frame;
mod invitation;
mod item;
mod item_facts;
mod item_files;
mod item_work;
mod link;
mod list;
mod list_filter;
mod list_table;
mod mistakes;
mod notice;
mod own_sessions;
mod passkeys;
mod password;
mod permissions;
mod receptions;
mod route;
mod second_factor;
mod selection;
mod selection_assignment;
mod selection_outcome;
mod sign_in;
mod transport;
mod transport_lines;
mod user;
mod users;
mod view;
mod visited;
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
        (true, _, Route::Invitation) => invitation::view(desk),
        (true, false, _) => sign_in::view(desk),
        (true, true, Route::Item(item)) => item::view(desk, item),
        (true, true, Route::Password) => password::view(desk),
        (true, true, Route::List(view)) => list::view(desk, view),
        (true, true, Route::Account) => account::view(desk),
        (true, true, Route::Users(tenant)) => users::view(desk, tenant),
        (true, true, Route::User(tenant, user)) => user::view(desk, tenant, user),
        (true, true, Route::Audit(tenant)) => audit::view(desk, tenant),
        (true, true, Route::Transport(tenant)) => transport::view(desk, tenant),
        (true, true, Route::SignIn) => list::view(desk, view::View::default()),
    };
    frame::around(desk, screen)
}
