//! Logs: structured lines on standard error, filtered by `VORDRUCK_LOG` (syntax of `tracing-subscriber`). What is logged is decided
//! where it is logged; nothing that a person typed ever is.

use tracing_subscriber::EnvFilter;

/// Installs the subscriber; a second call changes nothing.
pub(crate) fn to_standard_error() {
    install("warn,vordruck=info,vordruck_public=info,vordruck_private=info");
}

/// The same, but only what somebody at the keyboard has to know.
pub(crate) fn warnings_to_standard_error() {
    install("warn");
}

fn install(filter: &str) {
    let filter = EnvFilter::try_from_env("VORDRUCK_LOG").unwrap_or_else(|_| EnvFilter::new(filter));
    // Only fails when a subscriber is installed already, as in tests.
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
