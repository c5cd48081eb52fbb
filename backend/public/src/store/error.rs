//! Why a store did not answer. In: what sqlx says. Out: facts a caller can act upon.

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
        // SQLite's primary result codes (https://www.sqlite.org/rescode.html) are the low byte of the extended ones.
        let code =
            error.as_database_error().and_then(|error| error.code()).and_then(|code| code.parse::<u32>().ok()).map(|code| code & 0xff);
        match (code, &error) {
            (Some(13), _) => Self::Full,
            (Some(5 | 6), _) => Self::Busy,
            (Some(10 | 14), _)
            | (None, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed) => {
                Self::Unreachable(error)
            }
            _ => Self::Refused(error),
        }
    }
}
