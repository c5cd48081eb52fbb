//! Examples of `PageHeading`.

use super::*;
use crate::components::gallery::Example;

/// All of them.
pub const EXAMPLES: &[Example] = &[Example { name: "page heading", view: |_| view! { <PageHeading title="Angaben zur Person".to_owned()/> }.into_any() }];
