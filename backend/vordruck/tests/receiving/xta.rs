//! The stand-in for an XTA server, as the private side's own tests have it.

#[path = "../../../private/tests/private/xta/certificates.rs"]
pub(crate) mod certificates;
#[path = "../../../private/tests/private/xta/server.rs"]
pub(crate) mod server;
