//! The store itself: where it is, how it is opened, who reads and who writes. In: configuration. Out: a store with an up-to-date schema. Which of the two
//! databases it is, only this file, `sqlite` and `postgres` know; all statements elsewhere are both's.

use std::io::ErrorKind;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AnyPool, ConnectOptions, Connection as _, raw_sql};
use tokio::time::timeout;

use super::postgres::ServerFacts;
use super::writer::{Connection, Writer};
use super::{StoreError, postgres, sqlite};
use crate::config::{DatabaseConfig, DatabasePlace};

/// So long a connection may take to be opened, or an idle one to be had.
const PATIENCE: Duration = Duration::from_secs(5);
/// A connection to a server that was idle for longer is asked whether it still lives before it is used.
const FRESH: Duration = Duration::from_secs(1);

static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// The public side's database.
#[derive(Clone)]
pub(crate) struct Store {
    pub(super) readers: AnyPool,
    pub(super) writer: Writer,
    pub(super) access: Access,
}

/// Which of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
}

/// How a connection that writes is opened.
#[derive(Clone)]
pub(super) struct Access {
    pub(super) dialect: Dialect,
    options: AnyConnectOptions,
}

impl Store {
    /// Opens the database and migrates it. An SQLite file is made if it isn't there.
    pub(crate) async fn open(config: &DatabaseConfig) -> Result<Self, StoreError> {
        install_default_drivers();
        let (dialect, options, reading) = match &config.place {
            DatabasePlace::File(path) => (Dialect::Sqlite, sqlite::options(path, false)?, sqlite::options(path, true)?),
            DatabasePlace::Server(server) => {
                let options = postgres::options(server)?;
                (Dialect::Postgres, options.clone(), options)
            }
        };
        let access = Access { dialect, options: options.disable_statement_logging() };
        let connection = access.migrated().await?;
        let mut pool = AnyPoolOptions::new()
            .max_connections(config.readers.max(1))
            // Asking each time would cost as much as the query. A connection to a file doesn't go stale; one to a server may, while it is idle.
            .test_before_acquire(false)
            .after_connect(move |connection, _| Box::pin(async move { raw_sql(dialect.reading()).execute(connection).await.map(|_| ()) }))
            .acquire_timeout(PATIENCE);
        if dialect == Dialect::Postgres {
            pool = pool
                .before_acquire(|connection, state| Box::pin(async move { Ok(state.idle_for < FRESH || connection.ping().await.is_ok()) }));
        }
        let readers = pool.connect_with(reading.disable_statement_logging()).await?;
        Ok(Self { readers, writer: Writer::start(connection, access.clone(), config.batch), access })
    }

    /// Closes all connections: then SQLite's log is folded into the database, and the file may be replaced by a backup.
    pub(crate) async fn close(self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Asks a database server about itself and changes nothing. `None`: the database is a file, and nobody needs to be asked.
///
/// # Errors
/// It cannot be reached, lets nobody in, or has no such database.
pub async fn ask_server(config: &DatabaseConfig) -> Result<Option<ServerFacts>, StoreError> {
    install_default_drivers();
    let DatabasePlace::Server(server) = &config.place else { return Ok(None) };
    let access = Access { dialect: Dialect::Postgres, options: postgres::options(server)?.disable_statement_logging() };
    let mut connection = access.connect().await?;
    let facts = postgres::facts(&mut connection).await?;
    connection.close().await?;
    Ok(Some(facts))
}

impl Access {
    /// A new connection that writes.
    pub(super) async fn connect(&self) -> Result<Connection, StoreError> {
        let connecting = async {
            let mut connection = self.options.connect().await?;
            raw_sql(self.dialect.session()).execute(&mut connection).await?;
            Ok::<_, sqlx::Error>(connection)
        };
        Ok(timeout(PATIENCE, connecting).await.map_err(|_| sqlx::Error::Io(ErrorKind::TimedOut.into()))??)
    }

    /// The first connection, to a database with this program's schema. Processes that start at once wait for the one that migrates.
    async fn migrated(&self) -> Result<Connection, StoreError> {
        let mut connection = timeout(PATIENCE, self.options.connect()).await.map_err(|_| sqlx::Error::Io(ErrorKind::TimedOut.into()))??;
        let migrator = match self.dialect {
            Dialect::Sqlite => {
                raw_sql(sqlite::SESSION).execute(&mut connection).await?;
                &SQLITE
            }
            Dialect::Postgres => &POSTGRES,
        };
        migrator.run(&mut connection).await.map_err(|error| match error {
            MigrateError::VersionMissing(version) => StoreError::Newer(version),
            other => StoreError::Migration(other),
        })?;
        if self.dialect == Dialect::Postgres {
            if !postgres::facts(&mut connection).await?.is_flushing {
                tracing::warn!("the database server runs with fsync off: when its machine fails, acknowledged saves are lost");
            }
            // Only now: a migration takes the time it takes.
            raw_sql(postgres::SESSION).execute(&mut connection).await?;
        }
        Ok(connection)
    }
}

impl Dialect {
    fn session(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::SESSION,
            Self::Postgres => postgres::SESSION,
        }
    }

    fn reading(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::READING,
            Self::Postgres => postgres::READING,
        }
    }

    /// Begins a batch of writes, alone among all processes, with a savepoint `work`.
    pub(super) fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::BEGIN,
            Self::Postgres => postgres::BEGIN,
        }
    }

    /// Begins a batch of writes that only excludes other kinds of batches, with a savepoint `work`. SQLite knows no such thing.
    pub(super) fn begin_beside_others(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::BEGIN,
            Self::Postgres => postgres::BEGIN_BESIDE_OTHERS,
        }
    }

    /// After so long a batch is given up. A file answers or fails; a network may do neither.
    pub(super) fn batch_patience(self) -> Duration {
        match self {
            Self::Sqlite => Duration::MAX,
            Self::Postgres => Duration::from_secs(45),
        }
    }

    pub(super) fn tables_of_tenants(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::TABLES_OF_TENANTS,
            Self::Postgres => postgres::TABLES_OF_TENANTS,
        }
    }
}
