//! The form, from definition to validated answers: definition → compiled form → journey → validated answers → export.
//! No I/O, no clock, no randomness: `Moment` is a parameter. The same code runs in the browser, on the private side and
//! on the command line. Knows no envelope, no HTTP, no screen.

// Written by an author (native only).
#[cfg(feature = "compile")]
pub mod compile;
#[cfg(feature = "compile")]
pub mod definition;

// Executed by everyone.
pub mod compiled;
pub mod feel;
pub mod parts;
mod stored;

// Filled in by an applicant.
pub mod answers;
pub mod journey;
pub mod validate;

// Handed on.
pub mod export;

// Compared by an author (native only).
#[cfg(feature = "compile")]
pub mod changes;

// Tried out by an author (native only).
#[cfg(feature = "compile")]
pub mod scenarios;
