//! What many wait for at once is written in one transaction: of so many applications that were delivered while the last commit went to the disk, all go with the
//! next. In: pieces of work that each need one transaction. Out: their results, after the commit that made them durable.
//!
//! Each piece runs in a savepoint, so that one that fails doesn't take the others with it. What people do in the browser has transactions of its own
//! (`Store::write`); one writes after the other.

use std::io::ErrorKind;

use futures_util::future::BoxFuture;
use sqlx::{AnyPool, raw_sql};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use vordruck_database::{DatabaseError, Dialect};

use super::{StoreError, Transaction, turns};

/// A transaction that is shared with others.
pub(super) type Shared = Transaction;

/// Pieces of work that share a commit at most. Applications carry their files with them.
const MOST: usize = 32;

/// Hands work to the task that writes.
#[derive(Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Box<dyn Waiting>>,
}

impl Writer {
    /// Starts the task. It ends with the last `Writer`.
    pub(super) fn start(pool: AnyPool, dialect: Dialect) -> Self {
        let (queue, waiting) = mpsc::channel(MOST);
        tokio::spawn(write(pool, dialect, waiting));
        Self { queue }
    }

    /// Runs `work` in a transaction; the result comes after the durable commit. An error of `work` undoes what it did.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Shared) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let ticket = Ticket { work: Some(work), done: None, reply };
        self.queue.send(Box::new(ticket)).await.map_err(|_| StoreError::Interrupted)?;
        answer.await.map_err(|_| StoreError::Interrupted)?
    }
}

/// A piece of work and whoever waits for it.
trait Waiting: Send {
    /// Whether it went well.
    fn run<'t>(&'t mut self, transaction: &'t mut Shared) -> BoxFuture<'t, bool>;
    fn answer(self: Box<Self>, is_committed: bool);
}

struct Ticket<T, F> {
    work: Option<F>,
    done: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Waiting for Ticket<T, F>
where
    T: Send,
    F: for<'t> FnOnce(&'t mut Shared) -> BoxFuture<'t, Result<T, StoreError>> + Send,
{
    fn run<'t>(&'t mut self, transaction: &'t mut Shared) -> BoxFuture<'t, bool> {
        Box::pin(async move {
            let Some(work) = self.work.take() else { return false };
            let done = work(transaction).await;
            let is_well = done.is_ok();
            self.done = Some(done);
            is_well
        })
    }

    fn answer(self: Box<Self>, is_committed: bool) {
        let answer = match self.done {
            Some(Ok(_)) | None if !is_committed => Err(StoreError::NotCommitted),
            Some(done) => done,
            None => Err(StoreError::Interrupted),
        };
        // Whoever asked may be gone; the work is done nevertheless.
        drop(self.reply.send(answer));
    }
}

async fn write(pool: AnyPool, dialect: Dialect, mut waiting: mpsc::Receiver<Box<dyn Waiting>>) {
    let mut tickets = Vec::with_capacity(MOST);
    while waiting.recv_many(&mut tickets, MOST).await > 0 {
        let end = timeout(turns::patience(dialect), transaction(&pool, dialect, &mut tickets)).await;
        let end = end.unwrap_or_else(|_| Err(sqlx::Error::Io(ErrorKind::TimedOut.into()))).map_err(DatabaseError::from);
        if let Err(error) = &end {
            tracing::error!(error = %error, writes = tickets.len(), "a transaction was rolled back");
        }
        for ticket in tickets.drain(..) {
            ticket.answer(end.is_ok());
        }
    }
}

async fn transaction(pool: &AnyPool, dialect: Dialect, tickets: &mut [Box<dyn Waiting>]) -> Result<(), sqlx::Error> {
    let mut transaction = turns::begin(pool, dialect).await?;
    let end = batch(&mut transaction, tickets).await;
    // Without room or with a broken disk SQLite ends a transaction by itself. sqlx would count it for ever and begin no other on this connection: so there
    // is one again, an empty one, or still the one that failed, and sqlx ends it.
    drop(raw_sql("BEGIN").execute(&mut *transaction).await);
    if let Err(error) = transaction.rollback().await {
        tracing::error!(error = %error, "a connection of the store cannot be used any more");
    }
    end
}

/// Everything up to the commit, with it.
async fn batch(transaction: &mut Shared, tickets: &mut [Box<dyn Waiting>]) -> Result<(), sqlx::Error> {
    for ticket in tickets {
        raw_sql("SAVEPOINT work").execute(&mut **transaction).await?;
        let is_well = ticket.run(transaction).await;
        raw_sql(if is_well { "RELEASE work" } else { "ROLLBACK TO work; RELEASE work" }).execute(&mut **transaction).await?;
    }
    raw_sql("COMMIT").execute(&mut **transaction).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn new(folder: &std::path::Path) -> (AnyPool, Writer) {
        let store = crate::store::new_place::new_store(folder).await;
        sqlx::query("CREATE TABLE t (n BIGINT NOT NULL PRIMARY KEY)").execute(&store.pool).await.unwrap();
        (store.pool, store.writer)
    }

    async fn add(writer: &Writer, n: i64, fails: bool) -> Result<(), StoreError> {
        writer
            .write(move |transaction| {
                Box::pin(async move {
                    sqlx::query("INSERT INTO t (n) VALUES ($1)").bind(n).execute(&mut **transaction).await?;
                    if fails { Err(StoreError::Malformed("on purpose")) } else { Ok(()) }
                })
            })
            .await
    }

    #[tokio::test]
    async fn one_that_fails_takes_nobody_with_it_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (pool, writer) = new(folder.path()).await;
        let done = futures_util::future::join_all((0..100).map(|n| add(&writer, n, n % 7 == 3))).await;
        let failed = done.iter().filter(|done| matches!(done, Err(StoreError::Malformed(_)))).count();
        let mut there: Vec<i64> = sqlx::query_scalar("SELECT n FROM t ORDER BY n").fetch_all(&pool).await.unwrap();
        assert_eq!((failed, there.len()), (14, 86));
        there.retain(|n| n % 7 == 3);
        assert_eq!(there, Vec::<i64>::new());
    }

    #[tokio::test]
    async fn without_a_commit_nobody_is_told_that_it_went_well() {
        let folder = tempfile::tempdir().unwrap();
        let (pool, writer) = new(folder.path()).await;
        // A transaction that ends under way: what follows it stands outside of any savepoint.
        let broken = writer.write(|transaction| {
            Box::pin(async move {
                sqlx::query("INSERT INTO t (n) VALUES (1)").execute(&mut **transaction).await?;
                raw_sql("ROLLBACK").execute(&mut **transaction).await?;
                Ok(())
            })
        });
        let (broken, other) = tokio::join!(broken, add(&writer, 2, false));
        assert!(matches!(broken, Err(StoreError::NotCommitted)), "{broken:?}");
        let there: Vec<i64> = sqlx::query_scalar("SELECT n FROM t").fetch_all(&pool).await.unwrap();
        assert_eq!(there.len(), usize::from(other.is_ok()));
        // On whichever connection of the pool.
        for n in 3..23 {
            add(&writer, n, false).await.unwrap();
        }
    }
}
