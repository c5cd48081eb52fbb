//! The one writer. In: pieces of work that each need one transaction. Out: their results, after the commit that made them durable.
//!
//! Whatever waits when the last commit ends goes into the next one: on a disk that takes 1 ms to flush, 32 writers share a flush instead of
//! queueing for 32 of them. Each piece of work runs in a savepoint, so that one that fails doesn't take the others with it.

use futures_util::future::BoxFuture;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection as _, SqliteConnection, raw_sql};
use tokio::sync::{mpsc, oneshot};

use super::StoreError;

pub(crate) type Connection = SqliteConnection;

/// Writes that may wait. Beyond, a client is told to come back rather than kept.
const QUEUE: usize = 1024;

/// Hands work to the writer task.
#[derive(Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Command>,
}

enum Command {
    Write(Box<dyn Waiting>),
    Truncate(oneshot::Sender<Result<bool, StoreError>>),
    Close(oneshot::Sender<()>),
}

impl Writer {
    /// Starts the writer task on a connection of its own. It ends when it is closed or the last `Writer` is gone.
    pub(crate) fn start(connection: Connection, options: SqliteConnectOptions, batch: usize) -> Self {
        let (queue, commands) = mpsc::channel(QUEUE);
        tokio::spawn(write(connection, options, commands, batch.max(1)));
        Self { queue }
    }

    /// Runs `work` in a transaction; the result comes after the durable commit. An error of `work` undoes what it did.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let ticket = Ticket { work: Some(work), done: None, reply };
        self.queue.try_send(Command::Write(Box::new(ticket))).map_err(|_| StoreError::Busy)?;
        answer.await.map_err(|_| StoreError::Busy)?
    }

    /// Moves the write-ahead log into the database and cuts it to nothing. `false`: a reader was in the way.
    pub(crate) async fn truncate_log(&self) -> Result<bool, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Command::Truncate(reply)).await.map_err(|_| StoreError::Busy)?;
        answer.await.map_err(|_| StoreError::Busy)?
    }

    /// Writes what waits, takes nothing more and closes the connection: when this returns, nobody here holds the file any more.
    pub(crate) async fn close(&self) {
        let (reply, closed) = oneshot::channel();
        if self.queue.send(Command::Close(reply)).await.is_ok() {
            // An error means the same: it has ended.
            drop(closed.await);
        }
    }
}

/// A piece of work and whoever waits for it.
trait Waiting: Send {
    fn run<'c>(&'c mut self, connection: &'c mut Connection) -> BoxFuture<'c, bool>;
    fn answer(self: Box<Self>, end: End);
}

/// How a batch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Committed,
    /// The disk had no room for it.
    Full,
    RolledBack,
}

struct Ticket<T, F> {
    work: Option<F>,
    done: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Waiting for Ticket<T, F>
where
    T: Send,
    F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send,
{
    fn run<'c>(&'c mut self, connection: &'c mut Connection) -> BoxFuture<'c, bool> {
        Box::pin(async move {
            let Some(work) = self.work.take() else { return false };
            let done = work(connection).await;
            let well = done.is_ok();
            self.done = Some(done);
            well
        })
    }

    fn answer(self: Box<Self>, end: End) {
        let answer = match (end, self.done) {
            (End::Committed, Some(done)) | (_, Some(done @ Err(_))) => done,
            (End::Full, _) => Err(StoreError::Full),
            _ => Err(StoreError::RolledBack),
        };
        // Whoever asked may have hung up; the work is done nevertheless.
        drop(self.reply.send(answer));
    }
}

async fn write(mut connection: Connection, options: SqliteConnectOptions, mut commands: mpsc::Receiver<Command>, batch: usize) {
    let mut received = Vec::with_capacity(batch);
    let mut closers = Vec::new();
    while commands.recv_many(&mut received, batch).await > 0 {
        let mut tickets = Vec::with_capacity(received.len());
        let mut truncations = Vec::new();
        for command in received.drain(..) {
            match command {
                Command::Write(ticket) => tickets.push(ticket),
                Command::Truncate(reply) => truncations.push(reply),
                Command::Close(reply) => {
                    commands.close();
                    closers.push(reply);
                }
            }
        }
        if !tickets.is_empty() {
            let end = match transaction(&mut connection, &mut tickets).await {
                Ok(()) => End::Committed,
                Err(error) => {
                    tracing::error!(error = %error, batch.writes_count = tickets.len(), "a batch of writes was rolled back");
                    if matches!(StoreError::from(error), StoreError::Full) { End::Full } else { End::RolledBack }
                }
            };
            for ticket in tickets {
                ticket.answer(end);
            }
            if end != End::Committed {
                reopen(&mut connection, &options).await;
            }
        }
        for reply in truncations {
            drop(reply.send(truncate(&mut connection).await));
        }
    }
    drop(connection.close().await);
    for closer in closers {
        let _ = closer.send(());
    }
}

async fn transaction(connection: &mut Connection, tickets: &mut [Box<dyn Waiting>]) -> Result<(), sqlx::Error> {
    raw_sql("BEGIN IMMEDIATE; SAVEPOINT work").execute(&mut *connection).await?;
    for ticket in tickets {
        let next = if ticket.run(connection).await { "RELEASE work; SAVEPOINT work" } else { "ROLLBACK TO work" };
        raw_sql(next).execute(&mut *connection).await?;
    }
    raw_sql("RELEASE work; COMMIT").execute(&mut *connection).await?;
    Ok(())
}

/// After a failed commit nobody knows what the connection believes: a new one begins with what is on the disk.
async fn reopen(connection: &mut Connection, options: &SqliteConnectOptions) {
    match options.connect().await {
        Ok(fresh) => drop(std::mem::replace(connection, fresh).close().await),
        Err(error) => {
            tracing::error!(error = %error, "the database cannot be reopened");
            drop(raw_sql("ROLLBACK").execute(&mut *connection).await);
        }
    }
}

async fn truncate(connection: &mut Connection) -> Result<bool, StoreError> {
    let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await?;
    Ok(busy == 0)
}
