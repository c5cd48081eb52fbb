//! Processes are killed in the middle of saves (`kill -9`), and so is the database server: what was acknowledged is there afterwards, whole. Or they are replaced one
//! after the other, and nobody notices. Runs on SQLite
//! and, with `.ci/run test-postgres`, on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub, missing_docs)]

mod client;
mod one_process;
#[path = "../public/postgres.rs"]
mod postgres;
mod restarts;
mod rolling;
mod server;
mod two_processes;
