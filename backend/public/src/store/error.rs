//! Why a store did not answer. In: what sqlx says. Out: facts a caller can act upon.

use std::path::PathBuf;

use super::postgres::{self, Said};

/// Why nothing was stored or found.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// More writes are waiting than may wait, or another process holds the database.
    #[error("too much is waiting to be written")]
    Busy,
    /// The database can't be reached.
    #[error("the database cannot be reached: {0}")]
    Unreachable(#[source] sqlx::Error),
    /// The database refused, or holds what it shouldn't.
    #[error("the database refused: {0}")]
    Refused(#[source] sqlx::Error),
    /// The connection was lost before the commit was confirmed; whether anything of it was stored is not known.
    #[error("the connection to the database was lost")]
    Lost,
    /// The server knows no such user, or the password is wrong.
    #[error("the database server lets nobody in with this user and password (database.url, database.password_file): {0}")]
    NotLetIn(#[source] sqlx::Error),
    /// The server has no such database.
    #[error("the server has no such database: create it (createdb, with the user of database.url as its owner): {0}")]
    NoDatabase(#[source] sqlx::Error),
    /// The address of the server can't be used.
    #[error("database.url cannot be used: {0}")]
    Address(#[source] sqlx::Error),
    /// The address of the server names no server.
    #[error("database.url names no host, such as postgres://user@host/database; a socket is ?host=/run/postgresql")]
    NoHost,
    /// The file with the password can't be read.
    #[error("database.password_file, {path}: {source}")]
    PasswordFile {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A newer version of the program has written here; its migration has this number.
    #[error("a newer version of Vordruck has used this database (migration {0}). Start that version, or restore a backup from before it")]
    Newer(i64),
    /// Other writes of the same batch took this one with them; nothing of it was stored.
    #[error("the batch this write was part of was rolled back")]
    RolledBack,
    /// The schema could not be brought up to date.
    #[error("the schema could not be migrated: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored JSON text can't be read.
    #[error("a stored value cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The folder of the database could not be made.
    #[error("the database's folder cannot be used: {0}")]
    Folder(#[from] std::io::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match postgres::said(&error) {
            Some(Said::Full) => Self::Full,
            Some(Said::Busy) => Self::Busy,
            Some(Said::Away) => Self::Unreachable(error),
            Some(Said::NotLetIn) => Self::NotLetIn(error),
            Some(Said::NoDatabase) => Self::NoDatabase(error),
            Some(Said::Other) => Self::Refused(error),
            None => by_sqlite_or_nobody(error),
        }
    }
}

fn by_sqlite_or_nobody(error: sqlx::Error) -> StoreError {
    // SQLite's primary result codes (https://www.sqlite.org/rescode.html) are the low byte of the extended ones.
    let code = error.as_database_error().and_then(|error| error.code()).and_then(|code| code.parse::<u32>().ok()).map(|code| code & 0xff);
    match (code, &error) {
        (Some(13), _) => StoreError::Full,
        (Some(5 | 6), _) => StoreError::Busy,
        (None, sqlx::Error::Configuration(_)) => StoreError::Address(error),
        (Some(10 | 14), _)
        | (
            None,
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::WorkerCrashed,
        ) => StoreError::Unreachable(error),
        _ => StoreError::Refused(error),
    }
}
