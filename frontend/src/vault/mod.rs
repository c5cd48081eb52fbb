//! Everything secret of an application: link, PIN, keys, session, attachments on their way. It lives in a worker of its own and
//! ends with it. In: requests of the page (`protocol`). Out: answers without keys. The requests to the server are made here, too,
//! so that neither sessions nor sealed bytes pass through the page.

// What page and worker say to each other.
pub mod protocol;

// The application.
#[cfg(feature = "sealing_worker")]
mod application;
#[cfg(feature = "sealing_worker")]
mod attachments;
#[cfg(feature = "sealing_worker")]
mod body;
#[cfg(feature = "sealing_worker")]
mod content;
#[cfg(feature = "sealing_worker")]
mod draft;
#[cfg(feature = "sealing_worker")]
mod intake;
#[cfg(feature = "sealing_worker")]
mod package;
#[cfg(feature = "sealing_worker")]
mod receipt;

// Sealed past the tenant.
#[cfg(feature = "sealing_worker")]
mod for_destination;
#[cfg(feature = "sealing_worker")]
mod jwe;
#[cfg(feature = "sealing_worker")]
mod metadata;

// A relay, from either end.
#[cfg(feature = "sealing_worker")]
mod keeper;
#[cfg(feature = "sealing_worker")]
mod sender;

// What is asked of it.
#[cfg(feature = "sealing_worker")]
mod resuming;
#[cfg(feature = "sealing_worker")]
mod saving;
#[cfg(feature = "sealing_worker")]
mod storing;
#[cfg(feature = "sealing_worker")]
mod submitting;

// How it gets there.
#[cfg(feature = "sealing_worker")]
mod blob;
#[cfg(feature = "sealing_worker")]
mod fault;
#[cfg(feature = "sealing_worker")]
mod upload;
#[cfg(feature = "sealing_worker")]
mod worker;

#[cfg(feature = "sealing_worker")]
pub use worker::serve;
