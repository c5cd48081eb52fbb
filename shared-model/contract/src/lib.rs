//! The wire between browser, public side and private side. In: nothing. Out: requests, responses, typed paths,
//! problem types. Knows envelopes (sizes, digests, ids), never answers, keys or forms.

// Where things are.
pub mod headers;
pub mod paths;

// What is said, a module a noun.
pub mod accounts;
pub mod attachments;
pub mod collection;
pub mod drafts;
pub mod fit_connect;
pub mod forms;
pub mod keys;
pub mod passkeys;
pub mod postbox;
pub mod presentation;
pub mod relays;
pub mod services;
pub mod statements;
pub mod submissions;
pub mod tenants;
pub mod uploads;

// What is said when it goes wrong.
pub mod problem;

// What the text fields look like.
pub mod formats;

// What both servers hand to browsers beside it (no browser needs this module itself).
#[cfg(feature = "assets")]
pub mod assets;
// What both servers are told of the mail server.
#[cfg(feature = "mail")]
pub mod mail;
