//! Examples of `progress`.

use super::*;
use crate::components::gallery::Example;
use crate::messages::{Key, fill};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "progress",
    view: |lang| progress("bsp-stand", move || fill(lang, Key::SENDING, &[("percent", "37"), ("size", "24 MB")]), || 37),
}];
