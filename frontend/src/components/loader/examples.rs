//! Examples of `loader`.

use super::*;
use crate::components::gallery::Example;

/// All of them.
pub const EXAMPLES: &[Example] = &[Example { name: "loader", view: |_| loader("Ihr Antrag wird gesendet.") }];
