//! The definition as written. In: XML. Out: Definition with spans.
