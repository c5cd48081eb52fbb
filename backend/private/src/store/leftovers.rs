//! What deleting leaves behind, and how much of it can be taken away. SQLite: emptied pages and the write-ahead log, which holds everything that was ever written
//! until it is cut off. PostgreSQL: dead rows, whose room is given back; what stands in its files until something is written over it, and in its own log, is
//! worth nothing without the day's key.

use sqlx::Connection as _;
use vordruck_database::{Dialect, give_room_back, truncate_log};

use super::{Store, StoreError};

impl Store {
    /// Cuts SQLite's log off. False: somebody is reading.
    pub(super) async fn cut_log(&self) -> Result<bool, StoreError> {
        match self.access.dialect() {
            Dialect::Sqlite => Ok(truncate_log(&mut *self.pool.acquire().await?).await?),
            Dialect::Postgres => Ok(true),
        }
    }

    /// Gives the room of what was deleted back, and cuts the log off.
    pub(super) async fn clear_away(&self) -> Result<(), StoreError> {
        match self.access.dialect() {
            // Emptied pages go back to the file system.
            Dialect::Sqlite => {
                sqlx::query("PRAGMA incremental_vacuum").execute(&self.pool).await?;
            }
            Dialect::Postgres => {
                // On a connection of its own: it may take minutes, and delivering goes on.
                let mut connection = self.access.connect().await?;
                give_room_back(&mut connection).await?;
                connection.close().await?;
            }
        }
        if !self.cut_log().await? {
            tracing::warn!("the write-ahead log is in use and was not cut off; the next run tries again");
        }
        Ok(())
    }
}
