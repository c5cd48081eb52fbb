//! Receiving with the real binary: processes are killed, confined, several at once, and each application arrives exactly once. Needs the fonts of the
//! paper (`npm run build` in `style`, a part of every build). The private side's database is SQLite and, with `.ci/run test-postgres`, PostgreSQL.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    dead_code,
    reason = "tests; shares files with another test"
)]

#[path = "../../../private/tests/private/applicant.rs"]
mod applicant;
mod confinement;
mod container;
mod crashes;
mod fit_connect;
mod interfaces;
mod network;
#[path = "../../../public/tests/public/postgres.rs"]
#[allow(unreachable_pub, reason = "shared with the public side's tests")]
mod postgres;
mod restarts;
mod retry;
#[path = "../../../private/tests/private/s3/store.rs"]
mod s3_store;
#[path = "../../../private/tests/private/service.rs"]
mod service;
#[path = "../../../private/tests/private/sftp/server.rs"]
mod sftp_server;
mod sharing;
mod tenants;
mod throughput;
mod town;
mod xta;
