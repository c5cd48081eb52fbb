//! The own account: password, passkeys, second factor, sessions.

use super::desk::Desk;
use super::route::Route;
use super::{link, own_sessions, passkeys, second_factor};
use crate::components::page_heading::PageHeading;
use crate::messages::{postbox as words, put};
use leptos::prelude::*;

pub(super) fn view(desk: Desk) -> AnyView {
    desk.arrive(words::ACCOUNT);
    let name = desk.session.with_untracked(|session| session.as_ref().map(|session| session.name.clone()).unwrap_or_default());
    let [of_passkeys, of_factor] = [[RwSignal::new(None::<String>), RwSignal::new(None)], [RwSignal::new(None), RwSignal::new(None)]];
    Effect::new(move |_| desk.mark(words::ACCOUNT, of_passkeys.iter().chain(&of_factor).any(|error| error.with(Option::is_some))));
    view! {
        <div class="vd-flow vd-narrow">
            <PageHeading title=words::ACCOUNT.to_owned()/>
            <p class="kern-body">{put(words::ACCOUNT_NAME, &[("name", &name)])}</p>
            <p class="kern-body">{link::to(desk, Route::Password, "kern-link vd-alone", words::CHANGE_PASSWORD.into_any())}</p>
            {passkeys::view(desk, of_passkeys)}
            {second_factor::view(desk, of_factor)}
            {own_sessions::view(desk)}
        </div>
    }
    .into_any()
}
