//! Examples of `phone_code`.

use super::*;
use crate::components::gallery::{Example, unheard};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "phone code: waiting",
    view: |lang| {
        let way = WayIn {
            link: "https://formulare.musterstadt.example/musterstadt/bewohnerparken/handy#r1.ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8".to_owned(),
            svg: "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 29 29'><path fill='%23fff' d='M0 0h29v29H0z'/><path d='M4 4h7v7h-7z'/></svg>".to_owned(),
            until: "14:05".to_owned(),
        };
        phone_code(lang, &way, RwSignal::new(text(lang, Key::RELAY_NOBODY).to_owned()), LiveRegion::new(), unheard())
    },
}];
