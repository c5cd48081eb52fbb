//! Imports as their users see them: files in, definitions and reports out.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

mod accounts;
mod bpmn;
mod build;
mod faults;
mod fixtures;
mod mutations;
mod real;
mod xdf;
