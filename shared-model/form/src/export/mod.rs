//! Answers for others. In: answers in their state. Out: sections as people read them (screen, paper, postbox alike), and
//! machine formats of validated answers with the schemas that describe them.

// For people.
mod language;
pub mod reading;

pub use language::{day, moment};

// For programs: what stands where, and under which name.
#[cfg(feature = "export")]
mod keys;
#[cfg(feature = "export")]
mod leaf;
#[cfg(feature = "export")]
mod outline;
#[cfg(feature = "export")]
mod patterns;
#[cfg(feature = "export")]
mod record;
#[cfg(feature = "export")]
mod shape;

// The formats.
#[cfg(feature = "export")]
pub mod csv;
#[cfg(feature = "export")]
mod format;
#[cfg(feature = "export")]
pub mod json;
#[cfg(feature = "export")]
pub mod json_schema;
#[cfg(feature = "export")]
pub mod xml;
#[cfg(feature = "export")]
pub mod xsd;

#[cfg(feature = "export")]
pub use format::{Format, NotWritten};
#[cfg(feature = "export")]
pub use keys::Keys;
#[cfg(feature = "unchecked-export")]
pub use record::Unchecked;
