//! Signals of what goes on when its page is left. In: what makes them. Out: what it has made, which no page owns.

use leptos::prelude::Owner;

/// Makes signals that last as long as the window: not the page owns them.
pub(super) fn lasting<T>(make: impl FnOnce() -> T) -> T {
    let page = Owner::current();
    let window = Owner::new_root(None);
    let made = window.with(make);
    std::mem::forget(window);
    if let Some(page) = page {
        page.set();
    }
    made
}
