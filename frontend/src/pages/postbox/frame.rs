//! What stands around every page: a way to skip it, the name, who is signed in, that the session is about to end.

use super::desk::Desk;
use super::route::Route;
use super::view::View;
use super::{ending, link};
use crate::components::button::{Button, Icon, Weight};
use crate::components::live_region::Announcements;
use crate::messages::postbox as words;
use crate::platform::focus;
use leptos::prelude::*;
use vordruck_contract::postbox::TenantAccess;

const CONTENT: &str = "inhalt";

/// The page with its frame.
pub(super) fn around(desk: Desk, screen: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let home = Route::List(View::default());
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus::to(CONTENT);
    };
    let user = move || {
        desk.session.with(|session| session.as_ref().map(|session| session.display_name.clone())).map(|name| {
            view! {
                {link::marked(desk, Route::List(View::default()), "kern-link vd-alone vd-user", None, words::ITEMS.into_any())}
                {administration(desk)}
                {link::to(desk, Route::Account, "kern-link vd-alone vd-user", view! { <Icon name="account-circle"/>{name} }.into_any())}
                <Button
                    label=words::SIGN_OUT.to_owned() weight=Weight::Tertiary icon="logout" press=Callback::new(move |()| desk.sign_out())
                />
            }
        })
    };
    let brand = view! { <span><span class="vd-brand__name">{words::APP_NAME}</span></span> }.into_any();
    view! {
        <div class="vd-page">
            <a class="vd-skip kern-link" href=["#", CONTENT].concat() on:click=skip>{words::SKIP}</a>
            <header class="vd-header">
                <div class="vd-container vd-header__bar">
                    {link::to(desk, home, "vd-brand", brand)}
                    <div class="vd-header__tools">{user}</div>
                </div>
            </header>
            <main class="vd-main" id=CONTENT tabindex="-1">
                // Within a landmark, so that who goes through the page by landmarks comes past it, too.
                <Announcements region=desk.live/>
                <div class="vd-container vd-flow">{ending::notice(desk)} {screen}</div>
            </main>
        </div>
    }
    .into_any()
}

/// The way to the users of each tenant one administers.
fn administration(desk: Desk) -> Vec<AnyView> {
    let tenants = desk.session.with(|session| session.as_ref().map(|session| session.administers.clone()).unwrap_or_default());
    let is_one = tenants.len() == 1;
    let link = |tenant: TenantAccess| {
        let label = if is_one { words::ADMINISTRATION.to_owned() } else { [words::ADMINISTRATION, ": ", &tenant.tenant_name].concat() };
        link::to(desk, Route::Users(tenant.tenant), "kern-link vd-alone vd-user", label.into_any())
    };
    tenants.into_iter().map(link).collect()
}
