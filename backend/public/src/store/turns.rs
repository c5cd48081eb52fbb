//! How processes write in turns. In: which database. Out: how a batch of writes begins, and after how long it is given up.

use std::time::Duration;

use vordruck_database::Dialect;

/// Begins a batch of writes, alone among all processes, with a savepoint `work`.
pub(super) fn alone(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => IMMEDIATELY,
        // Processes write one after the other, as they do on one SQLite file, so that what is checked in a batch is still true when it is written. Every
        // statement after the lock sees what was committed before it was given: READ COMMITTED takes a snapshot a statement. The lock ends with the
        // transaction, or with the connection. Its number is the table's, so that two installations in two schemas of a database don't wait for each other.
        Dialect::Postgres => {
            "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock('drafts'::regclass::oid::bigint); SAVEPOINT work"
        }
    }
}

/// Begins a batch of writes that only excludes other kinds of batches, with a savepoint `work`. SQLite knows no such thing.
pub(super) fn beside_others(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => IMMEDIATELY,
        // Nothing but saves, of any number of processes at once: each is one UPDATE with its condition, which waits for the row and looks again
        // (PostgreSQL 15, § 13.2.1). They wait for all other writes, and those for them.
        Dialect::Postgres => {
            "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock_shared('drafts'::regclass::oid::bigint); SAVEPOINT work"
        }
    }
}

/// After so long a batch is given up. A file answers or fails; a network may do neither.
pub(super) fn patience(dialect: Dialect) -> Duration {
    match dialect {
        Dialect::Sqlite => Duration::MAX,
        Dialect::Postgres => Duration::from_secs(45),
    }
}

const IMMEDIATELY: &str = "BEGIN IMMEDIATE; SAVEPOINT work";
