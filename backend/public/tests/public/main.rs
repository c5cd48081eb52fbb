//! The public side from outside: a real server on a temporary folder for each test, with a clock and a mail server of the test's own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub, missing_docs)]

mod collection;
mod drafts;
mod harness;
mod pages;
mod publications;
mod submissions;
