//! The public side: stores what it cannot read and hands it over. In: requests from browsers and private sides. Out: sealed bytes, pages, mails.
//! Knows envelopes, sizes and times; never answers, forms or private keys.

// What the binary needs.
pub mod clock;
pub mod config;
pub mod server;
mod start;

pub use keys::KeyError;
pub use layers::CONTENT_SECURITY_POLICY;
pub use mail::MailError;
pub use start::{PublicSide, StartError};
pub use store::StoreError;

// A request's way: accepted, taken apart, handled, answered.
mod app;
mod extract;
mod layers;
mod openapi;
mod problem;
mod router;
mod routes;

// What is kept, and under which keys.
mod keys;
mod receipts;
mod store;
mod throttle;

// What happens without a request.
mod jobs;
mod mail;

// What people see before and without the app, how it looks, and where else it may be shown.
mod compressed;
mod days;
mod embedding;
mod look;
mod page_style;
mod pages;
