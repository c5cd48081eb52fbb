//! FEEL, the expression language of OMG's DMN. In: a checked tree and values. Out: a value. The parser and the type
//! checker live behind the feature `compile`; the browser has only the tree and the evaluator.

mod arithmetic;
pub mod compare;
pub mod evaluate;
mod functions;
pub mod number;
pub mod temporal;
pub mod tree;
pub mod value;

pub use evaluate::Context;
pub use number::Number;
pub use tree::Expression;
pub use value::{Range, Value};
