//! FEEL, the expression language of OMG's DMN. In: a checked tree and values. Out: a value. The parser and the type
//! checker live behind the feature `compile`; the browser has only the tree and the evaluator.

use serde::{Deserialize, Serialize};

/// A checked expression. (Placeholder layout: the runtime room replaces it by a compact tree.)
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expression {
    /// The nodes, children before parents; the last one is the root.
    pub nodes: Vec<u8>,
}

/// A value of FEEL (DMN 1.5 §10.3.2.3), as far as forms have them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// No value.
    Null,
    /// Truth.
    Boolean(bool),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Value>),
}
