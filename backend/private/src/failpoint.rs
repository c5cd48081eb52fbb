//! Places where a test lets the process die: `VORDRUCK_ABORT_AT=<place>` in a debug build. In: the place. Out: nothing, or nothing ever again. A release build
//! does not look at the variable.

/// Dies here if a test asked for it.
#[cfg(debug_assertions)]
pub(crate) fn reach(place: &str) {
    if std::env::var("VORDRUCK_ABORT_AT").is_ok_and(|armed| armed == place) {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
pub(crate) fn reach(_: &str) {}
