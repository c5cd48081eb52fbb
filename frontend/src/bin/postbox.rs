//! Entry of the postbox app.
use leptos::prelude::*;

fn main() {
    mount_to_body(|| view! { <p id="pipeline-works">"Postkorb läuft."</p> });
}
