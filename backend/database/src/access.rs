//! Opening connections. In: a place, and what a side says to a connection to its file. Out: connections, pools of them, a database with an up-to-date schema.

use std::io::ErrorKind;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, ConnectOptions as _, Connection as _, raw_sql};
use tokio::time::timeout;

use crate::{DatabaseError, DatabasePlace, Dialect, ServerFacts, postgres, sqlite};

/// So long a connection may take to be opened, or one that reads to be had.
const PATIENCE: Duration = Duration::from_secs(5);
/// So long one that writes may take to be had: others may wait for their turn with theirs.
const TURN: Duration = Duration::from_secs(30);
/// A connection to a server that was idle for longer is asked whether it still lives before it is used.
const FRESH: Duration = Duration::from_secs(1);

/// What a side says to every new connection to its SQLite file; what servers are told is the same for both.
#[derive(Debug, Clone, Copy)]
pub struct Sessions {
    /// To one that writes.
    pub writing: &'static str,
    /// To one that only reads.
    pub reading: &'static str,
}

/// How connections to one database are opened.
#[derive(Clone)]
pub struct Access {
    dialect: Dialect,
    writing: AnyConnectOptions,
    reading: AnyConnectOptions,
    sessions: Sessions,
}

impl Access {
    /// To a place. The folder of a file is made if it isn't there.
    ///
    /// # Errors
    /// The address, the file with the password, or the folder can't be used.
    pub fn to(place: &DatabasePlace, of_file: Sessions) -> Result<Self, DatabaseError> {
        install_default_drivers();
        let (dialect, writing, reading, sessions) = match place {
            DatabasePlace::File(path) => (Dialect::Sqlite, sqlite::options(path, false)?, sqlite::options(path, true)?, of_file),
            DatabasePlace::Server(server) => {
                let options = postgres::options(server)?;
                (Dialect::Postgres, options.clone(), options, Sessions { writing: postgres::SESSION, reading: postgres::READING })
            }
        };
        Ok(Self { dialect, writing: writing.disable_statement_logging(), reading: reading.disable_statement_logging(), sessions })
    }

    /// Which database it is.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// A new connection that writes.
    ///
    /// # Errors
    /// The database.
    pub async fn connect(&self) -> Result<AnyConnection, DatabaseError> {
        let connecting = async {
            let mut connection = self.writing.connect().await?;
            raw_sql(self.sessions.writing).execute(&mut connection).await?;
            Ok::<_, sqlx::Error>(connection)
        };
        Ok(timeout(PATIENCE, connecting).await.map_err(|_| too_late())??)
    }

    /// The first connection, which writes, to a database with this program's schema. Processes that start at once wait for the one that migrates.
    ///
    /// # Errors
    /// The database, or it is newer than this program.
    pub async fn migrated(&self, of_file: &Migrator, of_server: &Migrator) -> Result<AnyConnection, DatabaseError> {
        let mut connection = timeout(PATIENCE, self.writing.connect()).await.map_err(|_| too_late())??;
        match self.dialect {
            Dialect::Sqlite => {
                raw_sql(self.sessions.writing).execute(&mut connection).await?;
                of_file.run(&mut connection).await?;
            }
            Dialect::Postgres => {
                of_server.run(&mut connection).await?;
                if !postgres::facts(&mut connection).await?.is_flushing {
                    tracing::warn!("the database server runs with fsync off: when its machine fails, acknowledged saves are lost");
                }
                // Only now: a migration takes the time it takes.
                raw_sql(self.sessions.writing).execute(&mut connection).await?;
            }
        }
        Ok(connection)
    }

    /// Connections that write, at most so many.
    ///
    /// # Errors
    /// The database.
    pub async fn writers(&self, most: u32) -> Result<AnyPool, DatabaseError> {
        self.pool(most, self.writing.clone(), self.sessions.writing, TURN).await
    }

    /// Connections that only read, at most so many.
    ///
    /// # Errors
    /// The database.
    pub async fn readers(&self, most: u32) -> Result<AnyPool, DatabaseError> {
        self.pool(most, self.reading.clone(), self.sessions.reading, PATIENCE).await
    }

    async fn pool(
        &self,
        most: u32,
        options: AnyConnectOptions,
        session: &'static str,
        patience: Duration,
    ) -> Result<AnyPool, DatabaseError> {
        let mut pool = AnyPoolOptions::new()
            .max_connections(most.max(1))
            // Asking each time would cost as much as the query. A connection to a file doesn't go stale; one to a server may, while it is idle.
            .test_before_acquire(false)
            .after_connect(move |connection, _| Box::pin(async move { raw_sql(session).execute(connection).await.map(|_| ()) }))
            .acquire_timeout(patience);
        if self.dialect == Dialect::Postgres {
            pool = pool
                .before_acquire(|connection, state| Box::pin(async move { Ok(state.idle_for < FRESH || connection.ping().await.is_ok()) }));
        }
        Ok(pool.connect_with(options).await?)
    }
}

/// Asks a database server about itself and changes nothing. `None`: the database is a file, and nobody needs to be asked.
///
/// # Errors
/// It cannot be reached, lets nobody in, or has no such database.
pub async fn ask_server(place: &DatabasePlace) -> Result<Option<ServerFacts>, DatabaseError> {
    let DatabasePlace::Server(_) = place else { return Ok(None) };
    let mut connection = Access::to(place, Sessions { writing: "", reading: "" })?.connect().await?;
    let facts = postgres::facts(&mut connection).await?;
    connection.close().await?;
    Ok(Some(facts))
}

fn too_late() -> sqlx::Error {
    sqlx::Error::Io(ErrorKind::TimedOut.into())
}
