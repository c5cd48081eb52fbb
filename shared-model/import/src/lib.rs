//! Import: what authors already have, as process definitions. In: the bytes of a FIM XDatenfelder file (2.0, 3.0.0) or a BPMN 2.0
//! model. Out: a definition that compiles, and a report that says what became of every element. No I/O; the same bytes give the
//! same text. Native only.

// What comes in.
mod faults;
mod ledger;
mod source;

// FIM XDatenfelder → a schema, whichever version → a definition.
mod compose;
mod schema;
mod xdf;

// BPMN → a definition.
mod bpmn;

// What goes out.
mod definition;
mod import;
pub mod report;

pub use faults::CODES;
pub use import::{Format, Import, Imported, import, import_as};
