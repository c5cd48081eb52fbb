//! Examples of `Languages`.

use super::*;
use crate::components::gallery::{Example, nothing};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "languages: three",
    view: |lang| {
        let tags = ["de", "en", "de-simple"].map(str::to_owned).into();
        view! { <Languages lang tags current=0 choose=nothing()/> }.into_any()
    },
}];
