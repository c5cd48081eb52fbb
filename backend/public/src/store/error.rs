//! Why a store did not answer. In: what the database says. Out: facts a caller can act upon.

use vordruck_database::DatabaseError;

/// Why nothing was stored or found.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// More writes are waiting than may wait, or another process holds the database.
    #[error("too much is waiting to be written")]
    Busy,
    /// The database can't be reached, or refused, or holds what it shouldn't.
    #[error(transparent)]
    Database(DatabaseError),
    /// The connection was lost before the commit was confirmed; whether anything of it was stored is not known.
    #[error("the connection to the database was lost")]
    Lost,
    /// Other writes of the same batch took this one with them; nothing of it was stored.
    #[error("the batch this write was part of was rolled back")]
    RolledBack,
    /// A stored JSON text can't be read.
    #[error("a stored value cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
}

impl From<DatabaseError> for StoreError {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::Full => Self::Full,
            DatabaseError::Busy(_) => Self::Busy,
            other => Self::Database(other),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}
