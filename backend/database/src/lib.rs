//! What both sides know of databases: where one is, how a connection is opened, migrated and asked about itself, and what its errors mean. In: a section of
//! the configuration. Out: connections through `sqlx::Any`. Knows no table of either side, no key, and nothing of what is stored.

mod access;
mod dialect;
mod error;
mod place;
mod postgres;
mod sqlite;

pub use access::{Access, Sessions, ask_server};
pub use dialect::Dialect;
pub use error::DatabaseError;
pub use place::{DatabasePlace, DatabaseServer, PlaceError};
pub use postgres::{ServerFacts, give_room_back};
pub use sqlite::truncate_log;
