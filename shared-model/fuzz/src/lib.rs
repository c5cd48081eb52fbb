//! Fuzzing: what reads foreign bytes is fed with broken ones. In: seeds, a number to begin with. Out: the bytes on which a target
//! panicked or broke a promise. A target is a function of bytes, so that any other fuzzer can drive it as well.
//!
//! An engine of our own, 100 lines, instead of libFuzzer or bolero: it runs inside `cargo test` on the stable toolchain, takes no
//! build script and no C++, and the same number gives the same bytes on every machine. What it lacks is coverage feedback; the
//! dictionaries of the targets and seeds with something of everything make up for part of that.

mod engine;
mod mutate;
mod seeds;
pub mod targets;

pub use engine::{Finding, run};
pub use seeds::seeds;
