//! FEEL, the expression language of OMG's DMN. In: a checked tree and values. Out: a value. The parser and the type
//! checker live behind the feature `compile`; the browser has only the tree and the evaluator.

mod arithmetic;
pub mod builtin;
pub mod compare;
pub mod evaluate;
mod functions;
pub mod kinds;
mod needs;
pub mod number;
pub mod pattern;
pub mod temporal;
pub mod tree;
pub mod value;

// What FEEL has and forms don't.
#[cfg(feature = "feel-full")]
mod full;
#[cfg(feature = "feel-full")]
mod wide;

// The author's half: text → checked tree.
#[cfg(feature = "compile")]
pub mod calculate;
#[cfg(feature = "compile")]
pub mod check;
#[cfg(feature = "compile")]
mod check_functions;
#[cfg(feature = "compile")]
pub mod check_types;
#[cfg(feature = "compile")]
pub mod exchange;
#[cfg(feature = "compile")]
mod lex;
#[cfg(feature = "compile")]
pub mod parse;
#[cfg(feature = "compile")]
pub mod parse_fault;
#[cfg(feature = "compile")]
pub mod parse_tree;

pub use arithmetic::arrives as computing_arrives;
pub use evaluate::{Context, Extent, Shift};
pub(crate) use functions::further::lower;
pub use functions::further::{arrive as functions_arrive, patterns_arrive};
pub use functions::text_of;
pub(crate) use needs::note_needs;
pub use number::Number;
pub use tree::Expression;
pub use value::{Range, Value};
