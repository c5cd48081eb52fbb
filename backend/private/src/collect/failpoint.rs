//! Places where a test lets the process die: `VORDRUCK_ABORT_AT=<step>[-unwritten]` in a debug build. In: the place. Out: nothing, or nothing ever again.
//! A release build does not look at the variable.

use super::StopAfter;

/// Dies here if a test asked for it; `-unwritten` is the moment before the journal knows.
#[cfg(debug_assertions)]
pub(super) fn reach(step: StopAfter, moment: &str) {
    let Ok(armed) = std::env::var("VORDRUCK_ABORT_AT") else { return };
    let name = match step {
        StopAfter::Lease => "leased",
        StopAfter::Download => "downloaded",
        StopAfter::Examine => "examined",
        StopAfter::Deliver => "delivered",
        StopAfter::Acknowledge => "acknowledged",
    };
    if armed == format!("{name}{moment}") {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
pub(super) fn reach(_: StopAfter, _: &str) {}
