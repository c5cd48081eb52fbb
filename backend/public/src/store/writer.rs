//! The one writer of a process. In: pieces of work that each need one transaction. Out: their results, after the commit that made them durable.
//!
//! Whatever waits when the last commit ends goes into the next one: on a disk that takes 1 ms to flush, 32 writers share a flush instead of queueing for
//! 32 of them. Each piece of work runs in a savepoint, so that one that fails doesn't take the others with it. Several processes write in turns, a batch
//! each; batches of nothing but saves, side by side.

use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::{AnyConnection, Connection as _, raw_sql};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use vordruck_database::{Access, truncate_log};

use super::{StoreError, turns};

pub(crate) type Connection = AnyConnection;

/// Writes that may wait. Beyond, a client is told to come back rather than kept.
const QUEUE: usize = 1024;

/// So long a connection may take to end.
const FAREWELL: Duration = Duration::from_secs(2);

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
    pub(super) fn start(connection: Connection, access: Access, batch: usize) -> Self {
        let (queue, commands) = mpsc::channel(QUEUE);
        tokio::spawn(write(connection, access, commands, batch.max(1)));
        Self { queue }
    }

    /// Runs `work` in a transaction, alone among all processes; the result comes after the durable commit. An error of `work` undoes what it did.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        self.enqueue(None, work).await
    }

    /// Like `write`, but other processes may do work of this kind at the same time. It changes one row before all others, the one of `key`, on a
    /// condition that its own statement states, and otherwise only what belongs to that row.
    pub(crate) async fn write_beside_others<T, F>(&self, key: [u8; 16], work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        self.enqueue(Some(key), work).await
    }

    async fn enqueue<T, F>(&self, key: Option<[u8; 16]>, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let ticket = Ticket { key, work: Some(work), done: None, reply };
        self.queue.try_send(Command::Write(Box::new(ticket))).map_err(|_| StoreError::Busy)?;
        answer.await.map_err(|_| StoreError::Busy)?
    }

    /// Moves SQLite's write-ahead log into the database and cuts it to nothing. `false`: a reader was in the way.
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
    /// The row it changes first, if other processes may work at the same time.
    fn key(&self) -> Option<[u8; 16]>;
    fn run<'c>(&'c mut self, connection: &'c mut Connection) -> BoxFuture<'c, bool>;
    fn answer(self: Box<Self>, end: End);
}

/// How a batch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Committed,
    /// The disk had no room for it.
    Full,
    /// Other processes didn't let it write in time.
    Busy,
    /// The connection was lost, or there was none.
    Lost,
    RolledBack,
}

struct Ticket<T, F> {
    key: Option<[u8; 16]>,
    work: Option<F>,
    done: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Waiting for Ticket<T, F>
where
    T: Send,
    F: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, StoreError>> + Send,
{
    fn key(&self) -> Option<[u8; 16]> {
        self.key
    }

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
            (End::Busy, _) => Err(StoreError::Busy),
            (End::Lost, _) => Err(StoreError::Lost),
            _ => Err(StoreError::RolledBack),
        };
        // Whoever asked may have hung up; the work is done nevertheless.
        drop(self.reply.send(answer));
    }
}

async fn write(connection: Connection, access: Access, mut commands: mpsc::Receiver<Command>, batch: usize) {
    let mut connection = Some(connection);
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
            let end = write_all(&mut connection, &access, &mut tickets).await;
            for ticket in tickets {
                ticket.answer(end);
            }
        }
        for reply in truncations {
            drop(reply.send(truncate(&mut connection, &access).await));
        }
    }
    end(&mut connection).await;
    for closer in closers {
        let _ = closer.send(());
    }
}

/// One transaction for all of them. After one that failed nobody knows what the connection believes: the next one begins on a new connection, with what
/// is on the disk.
async fn write_all(connection: &mut Option<Connection>, access: &Access, tickets: &mut [Box<dyn Waiting>]) -> End {
    let count = tickets.len();
    let begin = if tickets.iter().all(|ticket| ticket.key().is_some()) {
        // All processes take the rows in the same order, so that no two wait for each other. Of one row the order stays.
        tickets.sort_by_key(|ticket| ticket.key());
        turns::beside_others(access.dialect())
    } else {
        turns::alone(access.dialect())
    };
    let working = async { transaction(held(connection, access).await?, begin, tickets).await };
    let done = timeout(turns::patience(access.dialect()), working).await.unwrap_or(Err(StoreError::Lost));
    let Err(error) = done else { return End::Committed };
    tracing::error!(error = %error, batch.writes_count = count, "a batch of writes was not stored");
    end(connection).await;
    match error {
        StoreError::Full => End::Full,
        StoreError::Busy => End::Busy,
        StoreError::Lost => End::Lost,
        StoreError::Database(fault) if fault.is_away() => End::Lost,
        _ => End::RolledBack,
    }
}

async fn transaction(connection: &mut Connection, begin: &'static str, tickets: &mut [Box<dyn Waiting>]) -> Result<(), StoreError> {
    raw_sql(begin).execute(&mut *connection).await?;
    let mut left = tickets.len();
    for ticket in tickets {
        left -= 1;
        let next = match (ticket.run(connection).await, left) {
            (true, 0) => "RELEASE work; COMMIT",
            (true, _) => "RELEASE work; SAVEPOINT work",
            (false, 0) => "ROLLBACK TO work; COMMIT",
            (false, _) => "ROLLBACK TO work",
        };
        raw_sql(next).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The connection that is there, or a new one.
async fn held<'c>(connection: &'c mut Option<Connection>, access: &Access) -> Result<&'c mut Connection, StoreError> {
    Ok(match connection {
        Some(held) => held,
        none => none.insert(access.connect().await?),
    })
}

async fn end(connection: &mut Option<Connection>) {
    if let Some(connection) = connection.take() {
        // One that is broken may not even be able to say good-bye.
        drop(timeout(FAREWELL, connection.close()).await);
    }
}

async fn truncate(connection: &mut Option<Connection>, access: &Access) -> Result<bool, StoreError> {
    Ok(truncate_log(held(connection, access).await?).await?)
}
