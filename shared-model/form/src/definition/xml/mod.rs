//! XML → `Definition`. In: the text of `process.xml`, which may be hostile. Out: the definition and diagnostics about its outer
//! shape. The only place that names XML elements.

mod composite;
mod genericode;
mod guard;
mod include;
mod read;
mod structure;
mod vocabulary;

pub(crate) use composite::COMPOSITES;
pub use guard::{DEEPEST, LONGEST, deeper_than};
pub(crate) use include::Blocks;
pub use vocabulary::{BLOCK, Child, NAMESPACE, PROCESS, Shape, Times};

use crate::compile::diagnostic::Diagnostics;
use crate::definition::Definition;
use crate::definition::source::{FileId, SourceFile};

/// The attributes that fields have, whatever their type.
pub(crate) fn field_attributes() -> impl Iterator<Item = &'static str> {
    vocabulary::FIELD.attributes.iter().map(|(name, _)| *name)
}

/// Reads a definition. `None` when there is nothing that further passes could look at.
pub(crate) fn read(file: FileId, source: &SourceFile, blocks: &Blocks<'_>, diagnostics: &mut Diagnostics) -> Option<Definition> {
    let document = guard::parse(file, source, diagnostics)?;
    let root = document.root_element();
    structure::check(file, root, diagnostics).then(|| read::definition(file, source, root, blocks, diagnostics))
}
