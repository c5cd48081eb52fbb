//! Processes write in turns: on SQLite the file sees to it, on PostgreSQL a lock that each transaction which writes takes when it begins. What a transaction
//! has read (which transfers are due, whether an item is there, an account before it is changed) is then still true when it writes, without a proof for each
//! statement. In: a pool. Out: transactions, and single statements, that write.

use std::future::Future;
use std::time::Duration;

use sqlx::any::{AnyArguments, AnyQueryResult};
use sqlx::query::Query;
use sqlx::{Any, AnyPool, raw_sql};
use vordruck_database::Dialect;

use super::{Store, StoreError, Transaction};

/// A transaction that writes, alone among all processes.
pub(super) async fn begin(pool: &AnyPool, dialect: Dialect) -> Result<Transaction, sqlx::Error> {
    match dialect {
        // The write lock at once: a transaction that reads first and then writes would fail when somebody else wrote in between.
        Dialect::Sqlite => pool.begin_with("BEGIN IMMEDIATE").await,
        Dialect::Postgres => {
            let mut transaction = pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?;
            // Every statement after it sees what was committed before it was given: READ COMMITTED takes a snapshot a statement. It ends with the transaction,
            // or with the connection. Its number is the table's, so that two installations in two schemas of a database don't wait for each other.
            raw_sql("SELECT pg_advisory_xact_lock('items'::regclass::oid::bigint)").execute(&mut *transaction).await?;
            Ok(transaction)
        }
    }
}

/// Lets the statements of a transaction take the time they take: what is over may be a lot, and must go.
pub(super) async fn without_hurry(transaction: &mut Transaction, dialect: Dialect) -> Result<(), sqlx::Error> {
    if dialect == Dialect::Postgres {
        raw_sql("SET LOCAL statement_timeout = '15min'").execute(&mut **transaction).await?;
    }
    Ok(())
}

/// After so long a shared transaction is given up. A file answers or fails; a network may do neither.
pub(super) fn patience(dialect: Dialect) -> Duration {
    match dialect {
        Dialect::Sqlite => Duration::MAX,
        Dialect::Postgres => Duration::from_secs(45),
    }
}

/// A single statement that writes.
pub(super) trait InTurn {
    /// Runs it when it is this process' turn. SQLite needs no transaction for that.
    fn in_turn(self, store: &Store) -> impl Future<Output = Result<AnyQueryResult, StoreError>> + Send;
}

impl InTurn for Query<'_, Any, AnyArguments> {
    async fn in_turn(self, store: &Store) -> Result<AnyQueryResult, StoreError> {
        match store.access.dialect() {
            Dialect::Sqlite => Ok(self.execute(&store.pool).await?),
            Dialect::Postgres => {
                let mut transaction = store.write().await?;
                let done = self.execute(&mut *transaction).await?;
                transaction.commit().await?;
                Ok(done)
            }
        }
    }
}
