//! Receiving with the real binary: processes are killed, confined, several at once, and each application arrives exactly once. Needs the fonts of the
//! paper (`npm run build` in `style`, a part of every build).
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
mod crashes;
mod interfaces;
mod network;
mod retry;
mod sharing;
mod throughput;
mod town;
