//! Tests of what everyone executes: expressions, journey, validation, reading back. Forms are built by hand, so that a
//! fault of the compiler can't hide one of the runtime.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod build;
mod feel;
mod journey;
mod json;
mod parking;
mod properties;
mod reading;
mod received;
mod types;
