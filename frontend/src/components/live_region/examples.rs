//! Examples of `live_region`.

use super::*;
use crate::components::gallery::Example;

/// All of them.
pub const EXAMPLES: &[Example] = &[Example { name: "live region: silent", view: |_| announcements(LiveRegion::new()) }];
