//! Examples of `Announcements`.

use super::*;
use crate::components::gallery::Example;

/// All of them.
pub const EXAMPLES: &[Example] = &[Example { name: "live region: silent", view: |_| view! { <Announcements region=LiveRegion::new()/> }.into_any() }];
