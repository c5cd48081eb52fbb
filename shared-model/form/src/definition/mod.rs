//! The definition as written. In: XML. Out: `Definition` with spans, and diagnostics about its outer shape. Only `xml` names
//! elements.

pub(crate) mod instance;
pub(crate) mod markup;
mod model;
pub mod source;
mod written;
pub mod xml;

pub use model::*;
pub use written::{TextKey, Written, WrittenText};

use crate::compile::diagnostic::Diagnostics;
use crate::compile::library::{Beside, Library};
use source::Sources;

/// Reads a definition as far as it can be read, for tools that want its ids and places; what is wrong with it `compile` says.
/// `name` is what the file is called in the sources.
#[must_use]
pub fn read(name: &str, source: &str, beside: Beside<'_>) -> (Option<Definition>, Sources) {
    let mut sources = Sources::default();
    let process = sources.add(name, source);
    let library = Library::of(beside, &mut sources);
    let blocks = library.in_sources(&sources);
    let definition = sources.file(process).and_then(|file| xml::read(process, file, &blocks, &mut Diagnostics::default()));
    (definition, sources)
}
