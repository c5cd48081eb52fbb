//! The process definitions that ship, built into the binary, and those in folders. In: a process id, or a path. Out: its XML, its
//! translations and its scenarios.

use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use vordruck_form::compile::{Beside, BlockSource, CodeListSource, Compiled, LanguageFile, TenantSettings, compile_with, report};
use vordruck_form::scenarios::{Results, Suite};

#[derive(RustEmbed)]
#[folder = "../../shared-model/processes"]
#[include = "*/process.xml"]
#[include = "*/texts/*.ftl"]
#[include = "*/codelists/*.xml"]
#[include = "*/tests/*.toml"]
struct Shipped;

/// A process as its author wrote it.
#[derive(Debug, Clone)]
pub(crate) struct ProcessSource {
    /// Name of the XML file, for diagnostics.
    pub(crate) file: String,
    /// The XML.
    pub(crate) xml: String,
    /// Fluent files by language (BCP 47).
    pub(crate) texts: BTreeMap<String, String>,
    /// Files of scenarios, by name as they are shown.
    pub(crate) scenarios: BTreeMap<String, String>,
    /// Blocks of the author's own, beside those that ship.
    pub(crate) blocks: Vec<BlockFiles>,
    /// Files with published code lists, by name as they are shown.
    pub(crate) code_lists: BTreeMap<String, String>,
}

/// A block of an author's own.
#[derive(Debug, Clone)]
pub(crate) struct BlockFiles {
    /// Its id: the name of its folder.
    id: String,
    /// Name of its file, for diagnostics.
    file: String,
    /// The XML.
    xml: String,
    /// Language, name and content of its texts.
    texts: Vec<(String, String, String)>,
}

impl ProcessSource {
    /// Compiles it, for a tenant or, to check it, for nobody.
    pub(crate) fn compile(&self, tenant: Option<&TenantSettings>) -> Compiled {
        self.with_parts(|texts, beside| compile_with(&self.file, &self.xml, texts, beside, tenant))
    }

    /// Its id, read without compiling; none if there is nothing to read it from.
    pub(crate) fn id(&self) -> Option<String> {
        let (definition, _) = vordruck_form::definition::read(&self.file, &self.xml, Beside::default());
        definition.map(|definition| definition.id.value).filter(|id| !id.is_empty())
    }

    /// Runs its scenarios.
    pub(crate) fn test(&self) -> Results {
        let scenarios: Vec<(String, String)> = self.scenarios.iter().map(|(name, text)| (name.clone(), text.clone())).collect();
        self.with_parts(|texts, beside| Suite { name: &self.file, source: &self.xml, texts, beside, scenarios: &scenarios }.run())
    }

    fn with_parts<T>(&self, act: impl FnOnce(&[LanguageFile<'_>], Beside<'_>) -> T) -> T {
        let folder = self.file.strip_suffix("process.xml").unwrap_or_default();
        let names: Vec<String> = self.texts.keys().map(|language| format!("{folder}texts/{language}.ftl")).collect();
        let files: Vec<LanguageFile<'_>> =
            self.texts.iter().zip(&names).map(|((language, text), name)| LanguageFile { language, name, text }).collect();
        let texts: Vec<Vec<LanguageFile<'_>>> = self.blocks.iter().map(BlockFiles::texts).collect();
        let blocks = self.blocks.iter().zip(&texts);
        let blocks = blocks.map(|(block, texts)| BlockSource { id: &block.id, name: &block.file, source: &block.xml, texts });
        let code_lists: Vec<CodeListSource<'_>> = self.code_lists.iter().map(|(name, text)| CodeListSource { name, text }).collect();
        act(&files, Beside { blocks: &blocks.collect::<Vec<_>>(), code_lists: &code_lists })
    }

    /// What the compiler says about it, for a person.
    pub(crate) fn report(&self, compiled: &Compiled) -> String {
        report::to_text(compiled, report::ReportLanguage::German)
    }
}

impl BlockFiles {
    fn texts(&self) -> Vec<LanguageFile<'_>> {
        self.texts.iter().map(|(language, name, text)| LanguageFile { language, name, text }).collect()
    }
}

/// Why a process cannot be read; in German, as all that authors are told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    /// There is no process of that name in the binary.
    #[error("„{0}“: Einen Prozess mit diesem Namen gibt es hier nicht. Nennen Sie den Pfad einer process.xml.")]
    Unknown(String),
    /// A file cannot be read.
    #[error("{file}: {cause}")]
    File {
        /// The file.
        file: String,
        /// Why.
        cause: std::io::Error,
    },
    /// A file has another encoding, such as that of older editors.
    #[error(
        "{file}:{line}: Das ist kein UTF-8. Speichern Sie die Datei als UTF-8; in der ersten Zeile steht encoding=\"UTF-8\" oder nichts dazu."
    )]
    NotUtf8 {
        /// The file.
        file: String,
        /// The first line that isn't, counted from 1.
        line: usize,
    },
}

/// Ids of the processes that ship, sorted.
pub(crate) fn shipped() -> Vec<String> {
    let mut ids: Vec<_> = Shipped::iter().filter_map(|path| path.strip_suffix("/process.xml").map(str::to_owned)).collect();
    ids.sort();
    ids
}

/// A process that ships.
///
/// # Errors
/// `Unknown` if there is none of that id.
pub(crate) fn shipped_source(id: &str) -> Result<ProcessSource, SourceError> {
    let unknown = || SourceError::Unknown(id.to_owned());
    let file = format!("{id}/process.xml");
    let xml = shipped_text(&file).ok_or_else(unknown)?;
    let below = |folder: &str, ending: &str| -> BTreeMap<String, String> {
        let folder = format!("{id}/{folder}/");
        let named = |path: &str| path.strip_prefix(&folder)?.strip_suffix(ending).map(str::to_owned);
        Shipped::iter().filter_map(|path| Some((named(&path)?, shipped_text(&path)?))).collect()
    };
    let scenarios = below("tests", ".toml").into_iter().map(|(name, text)| (format!("{id}/tests/{name}.toml"), text)).collect();
    let code_lists = below("codelists", ".xml").into_iter().map(|(name, text)| (format!("{id}/codelists/{name}.xml"), text)).collect();
    Ok(ProcessSource { file, xml, texts: below("texts", ".ftl"), scenarios, blocks: Vec::new(), code_lists })
}

/// A process from a file: `process.xml` with `texts/*.ftl`, `tests/*.toml` and `codelists/*.xml` beside it, or the folder of all of them. Blocks of the
/// author's own are folders in `blocks`, beside the file for it alone, or beside its folder for all processes there.
///
/// # Errors
/// `File` with the system's reason.
pub(crate) fn source_at(path: &Path) -> Result<ProcessSource, SourceError> {
    let file = if path.is_dir() { path.join("process.xml") } else { path.to_owned() };
    let file = file.strip_prefix(".").map(Path::to_owned).unwrap_or(file);
    let xml = read(&file)?;
    let (mut texts, mut scenarios, mut code_lists) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for path in beside(&file, "texts", "ftl") {
        let language = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        texts.insert(language, read(&path)?);
    }
    for path in beside(&file, "tests", "toml") {
        scenarios.insert(path.display().to_string(), read(&path)?);
    }
    for path in beside(&file, "codelists", "xml") {
        code_lists.insert(path.display().to_string(), read(&path)?);
    }
    let blocks = block_folders(&file).iter().map(|folder| blocks_in(folder)).collect::<Result<Vec<_>, _>>()?.concat();
    Ok(ProcessSource { file: file.display().to_string(), xml, texts, scenarios, blocks, code_lists })
}

/// Where the blocks of an author's own are: nearer ones first, which count.
pub(crate) fn block_folders(process: &Path) -> [PathBuf; 2] {
    let folder = process.parent().unwrap_or(Path::new(""));
    let around = if folder.as_os_str().is_empty() { PathBuf::from("..") } else { folder.parent().unwrap_or(Path::new("..")).to_owned() };
    [folder.join("blocks"), around.join("blocks")]
}

fn blocks_in(folder: &Path) -> Result<Vec<BlockFiles>, SourceError> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path().join("block.xml"));
    let mut files: Vec<PathBuf> = entries.filter(|file| file.is_file()).collect();
    files.sort();
    let name = |path: Option<&Path>| path.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let block = |file: &PathBuf| {
        let mut texts = Vec::new();
        for path in beside(file, "texts", "ftl") {
            let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            texts.push((language, path.display().to_string(), read(&path)?));
        }
        Ok(BlockFiles { id: name(file.parent()), file: file.display().to_string(), xml: read(file)?, texts })
    };
    files.iter().map(block).collect()
}

/// The files with an ending in a folder beside a file; none if there is no such folder.
fn beside(file: &Path, folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = file.parent().map(|parent| parent.join(folder)).and_then(|folder| std::fs::read_dir(folder).ok());
    let paths = entries.into_iter().flatten().flatten().map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|found| found == ending)).collect()
}

fn read(file: &Path) -> Result<String, SourceError> {
    let name = || file.display().to_string();
    let bytes = std::fs::read(file).map_err(|cause| SourceError::File { file: name(), cause })?;
    String::from_utf8(bytes).map_err(|fault| {
        let valid = fault.as_bytes().iter().take(fault.utf8_error().valid_up_to());
        SourceError::NotUtf8 { file: name(), line: valid.filter(|byte| **byte == b'\n').count() + 1 }
    })
}

fn shipped_text(path: &str) -> Option<String> {
    String::from_utf8(Shipped::get(path)?.data.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_another_encoding_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("process.xml");
        std::fs::write(&file, b"<process>\n<!-- Stra\xdfe -->\n</process>").unwrap();
        let sentence = read(&file).unwrap_err().to_string();
        assert!(sentence.contains("process.xml:2: Das ist kein UTF-8. Speichern Sie die Datei als UTF-8"), "{sentence}");
        std::fs::write(&file, "\u{feff}<process/>").unwrap();
        assert!(read(&file).is_ok());
    }
}
