//! The public side from outside: a real server on a temporary folder for each test, with a clock and a mail server of the test's own. All of it runs on
//! SQLite and, with `.ci/run test-postgres`, on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub, missing_docs)]

mod attachments;
mod bad_input;
mod collection;
mod database;
mod drafts;
mod faults;
mod graph;
mod harness;
mod headers;
mod mail;
mod openapi;
mod pages;
mod postgres;
mod presentation;
mod publications;
mod relays;
mod retention;
mod shared;
mod slow_clients;
mod statements;
mod submissions;
mod throttle;
