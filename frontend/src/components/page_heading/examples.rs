//! Examples of `page_heading`.

use super::*;
use crate::components::gallery::Example;

/// All of them.
pub const EXAMPLES: &[Example] = &[Example { name: "page heading", view: |_| page_heading("Angaben zur Person") }];
