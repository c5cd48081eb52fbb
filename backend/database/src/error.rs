//! Why a database did not answer. In: what sqlx says. Out: facts a caller can act upon.

use std::path::PathBuf;

use sqlx::migrate::MigrateError;
use sqlx::postgres::PgDatabaseError;

/// Why nothing was stored or found.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Another process holds the database, or a row or lock of it was not had in time.
    #[error("the database is busy: {0}")]
    Busy(#[source] sqlx::Error),
    /// The database can't be reached.
    #[error("the database cannot be reached: {0}")]
    Unreachable(#[source] sqlx::Error),
    /// The database refused, or holds what it shouldn't.
    #[error("the database refused: {0}")]
    Refused(#[source] sqlx::Error),
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
    /// The schema could not be brought up to date.
    #[error("the schema could not be migrated: {0}")]
    Migration(#[source] MigrateError),
    /// The folder of the database could not be made.
    #[error("the database's folder cannot be used: {0}")]
    Folder(#[from] std::io::Error),
}

impl DatabaseError {
    /// Whether another attempt, later, may go better, since nobody was there to answer.
    #[must_use]
    pub fn is_away(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::NotLetIn(_) | Self::NoDatabase(_))
    }
}

impl From<sqlx::Error> for DatabaseError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error().and_then(|error| error.try_downcast_ref::<PgDatabaseError>()).map(|error| error.code().to_owned()) {
            Some(code) => by_postgres(&code, error),
            None => by_sqlite_or_nobody(error),
        }
    }
}

impl From<MigrateError> for DatabaseError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer(version),
            other => Self::Migration(other),
        }
    }
}

/// By the SQLSTATE (PostgreSQL 15, appendix A).
fn by_postgres(code: &str, error: sqlx::Error) -> DatabaseError {
    match code {
        "53100" => DatabaseError::Full,
        "28000" | "28P01" => DatabaseError::NotLetIn(error),
        "3D000" => DatabaseError::NoDatabase(error),
        // Locks not had in time, deadlocks, a statement that took too long.
        "55P03" | "40001" | "40P01" | "57014" => DatabaseError::Busy(error),
        // A server that only follows another one takes no writes.
        "25006" | "25P03" => DatabaseError::Unreachable(error),
        _ if ["08", "53", "57P", "58"].iter().any(|class| code.starts_with(class)) => DatabaseError::Unreachable(error),
        _ => DatabaseError::Refused(error),
    }
}

fn by_sqlite_or_nobody(error: sqlx::Error) -> DatabaseError {
    // SQLite's primary result codes (https://www.sqlite.org/rescode.html) are the low byte of the extended ones.
    let code = error.as_database_error().and_then(|error| error.code()).and_then(|code| code.parse::<u32>().ok()).map(|code| code & 0xff);
    match (code, &error) {
        (Some(13), _) => DatabaseError::Full,
        (Some(5 | 6), _) => DatabaseError::Busy(error),
        (None, sqlx::Error::Configuration(_)) => DatabaseError::Address(error),
        (Some(10 | 14), _)
        | (
            None,
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::WorkerCrashed,
        ) => DatabaseError::Unreachable(error),
        _ => DatabaseError::Refused(error),
    }
}
