//! Entry of the gallery: every example of every component on one page, or the one whose number is the fragment. For tests only.

use leptos::prelude::*;
use vordruck_frontend::components::gallery::Gallery;
use vordruck_frontend::platform::address;

fn main() {
    let only = address::take_fragment().parse().ok();
    mount_to_body(move || view! { <main class="vd-main"><div class="vd-container vd-flow"><Gallery only/></div></main> });
}
