//! Examples of `languages`.

use super::*;
use crate::components::gallery::{Example, unheard};

/// All of them.
pub const EXAMPLES: &[Example] =
    &[Example { name: "languages: three", view: |lang| languages(lang, &["de", "en", "de-simple"].map(str::to_owned), 0, unheard()) }];
