//! The store on SQLite: where it is, how it is opened, who reads and who writes. In: configuration. Out: a store with an up-to-date schema.

use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqlitePool};

use super::StoreError;
use super::writer::Writer;
use crate::config::DatabaseConfig;

/// The public side's database.
#[derive(Clone)]
pub(crate) struct Store {
    pub(super) readers: SqlitePool,
    pub(super) writer: Writer,
}

impl Store {
    /// Opens the database, makes it if it isn't there, and migrates it.
    pub(crate) async fn open(config: &DatabaseConfig) -> Result<Self, StoreError> {
        if let Some(folder) = config.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let options = SqliteConnectOptions::new()
            .filename(&config.path)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL flushes the log at every commit; NORMAL would lose acknowledged saves with the power.
            .synchronous(SqliteSynchronous::Full)
            // Deleted content is overwritten with zeros in the database file. The log is emptied by the hourly job.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(5))
            .disable_statement_logging();
        let mut connection = options.connect().await?;
        sqlx::migrate!("./migrations/sqlite").run(&mut connection).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(config.readers.max(1))
            // A connection to a file doesn't go stale; asking each time would cost as much as the query.
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options.clone().read_only(true).create_if_missing(false))
            .await?;
        Ok(Self { readers, writer: Writer::start(connection, options, config.batch) })
    }

    /// Closes all connections: then the log is folded into the database, and the file may be replaced by a backup.
    pub(crate) async fn close(self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
