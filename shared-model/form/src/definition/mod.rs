//! The definition as written. In: XML. Out: `Definition` with spans, and diagnostics about its outer shape. Only `xml` names
//! elements.

mod model;
pub mod source;
mod written;
pub mod xml;

pub use model::*;
pub use written::{TextKey, Written, WrittenText};
