//! The private side against the real public side, both in this process: what a browser would send, what clerks see. All of it runs with
//! the private side on SQLite and, with `.ci/run test-postgres`, on PostgreSQL.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

mod accounts;
mod applicant;
mod at_rest;
mod authenticator;
mod backups;
mod clerk;
mod clock;
mod collecting;
mod crashes;
#[path = "../../../public/tests/public/database.rs"]
#[allow(unreachable_pub, dead_code, reason = "shared with the public side's tests")]
mod database;
mod fit_connect;
mod list;
mod logs;
mod notices;
mod openapi;
mod passkeys;
#[path = "../../../public/tests/public/postgres.rs"]
#[allow(unreachable_pub, dead_code, reason = "shared with the public side's tests")]
mod postgres;
mod retention;
mod roles;
mod s3;
mod scanning;
mod service;
mod sftp;
mod staff;
mod town;
mod transfers;
mod transport;
mod webhook;
mod xta;
