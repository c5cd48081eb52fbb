//! Links within the postbox. In: where to. Out: a link with the real address, so that it can be opened in another tab, which moves
//! within the app when it is simply pressed.

use super::desk::Desk;
use super::route::Route;
use leptos::prelude::*;

/// A link to a page of the postbox.
pub(super) fn to(desk: Desk, route: Route, class: &'static str, content: AnyView) -> AnyView {
    marked(desk, route, class, None, content)
}

/// A link that may be the one to the present page.
pub(super) fn marked(desk: Desk, route: Route, class: &'static str, current: Option<&'static str>, content: AnyView) -> AnyView {
    with(desk, route, class, current, None, content)
}

/// A link that focus may have to find.
pub(super) fn named(desk: Desk, route: Route, class: &'static str, id: String, content: AnyView) -> AnyView {
    with(desk, route, class, None, Some(id), content)
}

fn with(desk: Desk, route: Route, class: &'static str, current: Option<&'static str>, id: Option<String>, content: AnyView) -> AnyView {
    let address = route.address();
    let pressed = move |event: leptos::ev::MouseEvent| {
        // With these the browser opens another tab or window, or downloads: its business.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            desk.go(route.clone());
        }
    };
    view! { <a class=class id=id href=address aria-current=current on:click=pressed>{content}</a> }.into_any()
}
