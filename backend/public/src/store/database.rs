//! The store itself: where it is, how it is opened, who reads and who writes. In: configuration. Out: a store with an up-to-date schema. Which of the two
//! databases it is, only this file and `turns` know; all statements elsewhere are both's.

use sqlx::AnyPool;
use sqlx::migrate::Migrator;
use vordruck_database::{Access, Sessions};

use super::StoreError;
use super::writer::Writer;
use crate::config::DatabaseConfig;

static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// Said to every new connection to a file. FULL flushes the log at every commit; NORMAL would lose acknowledged saves with the power. `secure_delete`
/// overwrites deleted content with zeros in the database file; the log is emptied by the hourly job. What only reads needs less.
const OF_FILE: Sessions = Sessions {
    writing: "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON",
    reading: "PRAGMA busy_timeout = 5000",
};

/// The public side's database.
#[derive(Clone)]
pub(crate) struct Store {
    pub(super) readers: AnyPool,
    pub(super) writer: Writer,
    pub(super) access: Access,
}

impl Store {
    /// Opens the database and migrates it. An SQLite file is made if it isn't there.
    pub(crate) async fn open(config: &DatabaseConfig) -> Result<Self, StoreError> {
        let access = Access::to(&config.place, OF_FILE)?;
        let connection = access.migrated(&SQLITE, &POSTGRES).await?;
        let readers = access.readers(config.readers).await?;
        Ok(Self { readers, writer: Writer::start(connection, access.clone(), config.batch), access })
    }

    /// Closes all connections: then SQLite's log is folded into the database, and the file may be replaced by a backup.
    pub(crate) async fn close(self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
