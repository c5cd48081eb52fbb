//! Examples of `Loader`.

use super::*;
use crate::components::gallery::Example;

/// All of them.
pub const EXAMPLES: &[Example] = &[Example { name: "loader", view: |_| view! { <Loader words="Ihr Antrag wird gesendet."/> }.into_any() }];
