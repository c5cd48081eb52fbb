//! The private side's own database. In: what was collected, staff, sessions. Out: the same, in the domain's words. The only room with SQL. Whatever has
//! content is sealed by the vault before it gets here; a stolen database says when, whose and which, never what.

pub(crate) mod audit;
pub(crate) mod forms;
pub(crate) mod invitations;
pub(crate) mod item_list;
mod item_part;
pub(crate) mod items;
pub(crate) mod journal;
pub(crate) mod outbox;
pub(crate) mod pins;
pub(crate) mod receptions;
mod restored;
pub(crate) mod retention;
pub(crate) mod sessions;
pub(crate) mod staff;
pub(crate) mod tenants;
pub(crate) mod throttles;
pub(crate) mod transfers;
pub(crate) mod transport;
mod vault;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use vordruck_envelope::{OpenError, SealError};

use crate::clock::Rng;
pub(crate) use vault::Vault;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The database is newer than this program, or half migrated.
    #[error("database: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Files of the day keys.
    #[error("day keys: {0}")]
    DayKeys(#[from] std::io::Error),
    /// The day's key was destroyed: what it sealed can't be read any more.
    #[error("the key of day {0} has been destroyed")]
    KeyDestroyed(u32),
    /// Sealing failed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Something stored doesn't open: another key file, another row, or changed.
    #[error("stored bytes do not open: {0}")]
    Open(#[from] OpenError),
    /// No random bytes.
    #[error(transparent)]
    Entropy(#[from] vordruck_envelope::EntropyError),
    /// What was opened isn't what this program stores there.
    #[error("the column {0} does not hold what it should")]
    Malformed(&'static str),
    /// A shared transaction could not be committed: nothing of it is there.
    #[error("the transaction was not committed")]
    NotCommitted,
    /// A task was cancelled or panicked.
    #[error("a task of the store ended early")]
    Interrupted,
}

/// The database's file name.
pub(crate) const FILE: &str = "postbox.sqlite";

/// The database and what seals its contents.
#[derive(Clone)]
pub(crate) struct Store {
    pub(super) pool: SqlitePool,
    pub(super) writer: writer::Writer,
    pub(super) vault: Arc<Vault>,
    pub(crate) rng: Rng,
}

impl Store {
    /// Opens or creates the database in a folder.
    pub(crate) async fn open(folder: &Path, vault: Vault, rng: Rng) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)?;
        #[cfg(unix)]
        std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        let options = SqliteConnectOptions::new()
            .filename(folder.join(FILE))
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .auto_vacuum(SqliteAutoVacuum::Incremental)
            .busy_timeout(Duration::from_secs(10))
            // Deleted rows are overwritten, not only unlinked.
            .pragma("secure_delete", "ON");
        let pool = SqlitePoolOptions::new().max_connections(6).connect_with(options).await?;
        sqlx::migrate!("./migrations").run(&pool).await?;
        Ok(Self { writer: writer::Writer::start(pool.clone()), pool, vault: Arc::new(vault), rng })
    }

    /// Closes all connections, so that the WAL is folded into the database.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction that writes. It takes the write lock at once: one that reads first and then writes would fail when somebody else wrote in between.
    pub(super) async fn write(&self) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>, StoreError> {
        Ok(self.pool.begin_with("BEGIN IMMEDIATE").await?)
    }
}

pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
