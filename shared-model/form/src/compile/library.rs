//! What stands beside a definition: blocks, parts of forms that several processes share, and published code lists. In: those that ship with
//! the program, and an author's own. Out: the same among the sources; of two blocks with one id the author's counts.

use super::LanguageFile;
use crate::definition::source::{FileId, Sources};
use crate::definition::xml::Blocks;

/// What stands beside a definition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// Blocks of the author's own, beside those that ship.
    pub blocks: &'a [BlockSource<'a>],
    /// Files with published code lists.
    pub code_lists: &'a [CodeListSource<'a>],
}

/// A published code list, in genericode.
#[derive(Debug, Clone, Copy)]
pub struct CodeListSource<'a> {
    /// Name as diagnostics show it, e.g. `codelists/staat.xml`.
    pub name: &'a str,
    /// Its content.
    pub text: &'a str,
}

/// A block.
#[derive(Debug, Clone, Copy)]
pub struct BlockSource<'a> {
    /// Its id, as `block="…"` names it.
    pub id: &'a str,
    /// Name as diagnostics show it, e.g. `blocks/anschrift/block.xml`.
    pub name: &'a str,
    /// Its XML.
    pub source: &'a str,
    /// Its texts in other languages.
    pub texts: &'a [LanguageFile<'a>],
}

macro_rules! shipped {
    ($($id:literal)*) => {
        /// The blocks that ship.
        pub const SHIPPED: &[BlockSource<'static>] = &[$(BlockSource {
            id: $id,
            name: concat!("blocks/", $id, "/block.xml"),
            source: include_str!(concat!("../../../processes/blocks/", $id, "/block.xml")),
            texts: &[
                LanguageFile {
                    language: "en",
                    name: concat!("blocks/", $id, "/texts/en.ftl"),
                    text: include_str!(concat!("../../../processes/blocks/", $id, "/texts/en.ftl")),
                },
                LanguageFile {
                    language: "de-simple",
                    name: concat!("blocks/", $id, "/texts/de-simple.ftl"),
                    text: include_str!(concat!("../../../processes/blocks/", $id, "/texts/de-simple.ftl")),
                },
            ],
        }),*];
    };
}
shipped! { "anschrift" "anschrift_ausland" "person" "kontakt" "bankverbindung" "staat" "staatsangehoerigkeit" }

/// Blocks among the sources of one compilation.
pub(crate) struct Library<'a> {
    blocks: Vec<(&'a str, FileId)>,
    /// Block, language, file.
    pub(crate) texts: Vec<(&'a str, &'a str, FileId)>,
    code_lists: Vec<FileId>,
}

impl<'a> Library<'a> {
    pub(crate) fn of(beside: Beside<'a>, sources: &mut Sources) -> Self {
        let code_lists = beside.code_lists.iter().map(|list| sources.add(list.name, list.text)).collect();
        let mut library = Self { blocks: Vec::new(), texts: Vec::new(), code_lists };
        for block in beside.blocks.iter().chain(SHIPPED) {
            if library.blocks.iter().any(|(known, _)| *known == block.id) {
                continue;
            }
            library.blocks.push((block.id, sources.add(block.name, block.source)));
            for file in block.texts {
                library.texts.push((block.id, file.language, sources.add(file.name, file.text)));
            }
        }
        library
    }

    pub(crate) fn in_sources<'b>(&'b self, sources: &'b Sources) -> Blocks<'b> {
        let known = self.blocks.iter().filter_map(|(id, file)| Some((*id, *file, sources.file(*file)?)));
        let code_lists = self.code_lists.iter().filter_map(|file| Some((*file, sources.file(*file)?)));
        Blocks { known: known.collect(), code_lists: code_lists.collect() }
    }
}
