//! The web apps: applicant and postbox.

// The browser around us.
pub mod platform;

// What is said, and the parts of the screen.
#[cfg(feature = "screen")]
pub mod components;
#[cfg(feature = "screen")]
pub mod markup;
#[cfg(feature = "screen")]
pub mod messages;

#[cfg(any(feature = "sealing_worker", feature = "postbox"))]
pub mod qr;

// The form on the screen.
#[cfg(feature = "form")]
pub mod form_view;

// The far side.
#[cfg(feature = "line")]
pub mod client;
#[cfg(any(feature = "applicant", feature = "document_maker"))]
pub mod paper;
#[cfg(feature = "line")]
pub mod vault;
#[cfg(feature = "wire")]
pub mod wire;

// The two apps.
pub mod pages;
