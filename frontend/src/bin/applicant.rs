//! Entry of the applicant's app.
use leptos::prelude::*;

fn main() {
    mount_to_body(|| view! { <p id="pipeline-works">"Vordruck läuft."</p> });
}
