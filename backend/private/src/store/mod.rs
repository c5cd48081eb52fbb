//! The private side's own database. In: what was collected, staff, sessions. Out: the same, in the domain's words. The only room with SQL. Whatever has
//! content is sealed by the vault before it gets here; a stolen database says when, whose and which, never what.

pub(crate) mod audit;
mod claims;
pub(crate) mod forms;
pub(crate) mod invitations;
pub(crate) mod item_list;
mod item_part;
pub(crate) mod items;
pub(crate) mod journal;
mod leftovers;
pub(crate) mod moving;
#[cfg(test)]
mod new_place;
pub(crate) mod outbox;
pub(crate) mod pins;
pub(crate) mod receptions;
mod restored;
pub(crate) mod retention;
pub(crate) mod sessions;
pub(crate) mod staff;
mod statement;
pub(crate) mod tenants;
pub(crate) mod throttles;
pub(crate) mod transfers;
pub(crate) mod transport;
mod turns;
mod vault;
mod writer;

use std::path::Path;
use std::sync::Arc;

use sqlx::migrate::Migrator;
use sqlx::{Any, AnyPool, Connection as _};
use vordruck_database::{Access, DatabaseError, DatabasePlace, Sessions};
use vordruck_envelope::{OpenError, SealError};

use crate::clock::Rng;
pub(crate) use vault::Vault;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database.
    #[error("database: {0}")]
    Database(#[from] DatabaseError),
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
    /// The commit of a shared transaction failed. Nothing of it is there, unless the connection to a server was lost in the very moment.
    #[error("the transaction was not committed")]
    NotCommitted,
    /// A task was cancelled or panicked.
    #[error("a task of the store ended early")]
    Interrupted,
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

/// What writes, or reads what is about to be written.
pub(super) type Transaction = sqlx::Transaction<'static, Any>;

static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// Said to every new connection to a file. FULL flushes the log at every commit; `secure_delete` overwrites deleted rows, not only unlinks them.
/// `auto_vacuum` comes before anything that writes to a new file.
const OF_FILE: Sessions = Sessions {
    writing: "PRAGMA busy_timeout = 10000; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; \
              PRAGMA synchronous = FULL; PRAGMA secure_delete = ON",
    reading: "PRAGMA busy_timeout = 10000",
};

/// The database and what seals its contents.
#[derive(Clone)]
pub(crate) struct Store {
    pub(super) pool: AnyPool,
    pub(super) writer: writer::Writer,
    pub(super) access: Access,
    pub(super) vault: Arc<Vault>,
    pub(crate) rng: Rng,
}

impl Store {
    /// Opens the database and migrates it. An SQLite file is made if it isn't there.
    pub(crate) async fn open(place: &DatabasePlace, connections: u32, vault: Vault, rng: Rng) -> Result<Self, StoreError> {
        if let DatabasePlace::File(path) = place {
            shut_folder(path)?;
        }
        let access = Access::to(place, OF_FILE)?;
        let first = access.migrated(&SQLITE, &POSTGRES).await?;
        let pool = access.writers(connections).await?;
        first.close().await?;
        Ok(Self { writer: writer::Writer::start(pool.clone(), access.dialect()), pool, access, vault: Arc::new(vault), rng })
    }

    /// Closes all connections, so that the WAL is folded into the database.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction that writes, alone among all processes.
    pub(super) async fn write(&self) -> Result<Transaction, StoreError> {
        Ok(turns::begin(&self.pool, self.access.dialect()).await?)
    }
}

/// Makes the folder of a file, for this user alone.
fn shut_folder(path: &Path) -> std::io::Result<()> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    if let Err(error) = std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        // Somebody else's, such as an orchestrator's volume that this user's group may write to: theirs to shut.
        && error.kind() != std::io::ErrorKind::PermissionDenied
    {
        return Err(error);
    }
    Ok(())
}

pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests;
