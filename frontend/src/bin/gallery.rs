//! Entry of the gallery: every example of every component on one page, or the one whose number is the fragment. For tests only.

use leptos::prelude::mount_to_body;
use vordruck_frontend::components::gallery::gallery;
use vordruck_frontend::markup::classed;
use vordruck_frontend::platform::address;

fn main() {
    let only = address::take_fragment().parse().ok();
    mount_to_body(move || {
        let shown = classed("div", "vd-container vd-flow").child(gallery(only)).view();
        classed("main", "vd-main").child(shown).view()
    });
}
