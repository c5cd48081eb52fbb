//! The endpoints: a folder a noun, a file an endpoint, with its errors and their statuses. In: extracted requests. Out: answers, or errors that say what
//! the client can do. Here and in `problem` are the only statuses.

pub(crate) mod attachments;
pub(crate) mod collection;
pub(crate) mod drafts;
pub(crate) mod forms;
pub(crate) mod keys;
mod own_tenant;
pub(crate) mod pages;
mod pieces;
pub(crate) mod presentation;
pub(crate) mod relays;
mod revalidated;
mod room;
pub(crate) mod services;
pub(crate) mod submissions;
pub(crate) mod system;
pub(crate) mod tenants;
mod unopened;
pub(crate) mod uploads;
