//! The process definitions that ship, built into the binary. In: a process id. Out: its XML and its translations.

use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use vordruck_form::compile::{Compiled, LanguageFile, TenantSettings, compile, report};

#[derive(RustEmbed)]
#[folder = "../../shared-model/processes"]
#[include = "*/process.xml"]
#[include = "*/texts/*.ftl"]
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
}

impl ProcessSource {
    /// Compiles it, for a tenant or, to check it, for nobody.
    pub(crate) fn compile(&self, tenant: Option<&TenantSettings>) -> Compiled {
        let names: Vec<String> = self.texts.keys().map(|language| format!("texts/{language}.ftl")).collect();
        let files: Vec<LanguageFile<'_>> =
            self.texts.iter().zip(&names).map(|((language, text), name)| LanguageFile { language, name, text }).collect();
        compile(&self.file, &self.xml, &files, tenant)
    }

    /// What the compiler says about it, for a person.
    pub(crate) fn report(&self, compiled: &Compiled) -> String {
        report::to_text(compiled, report::ReportLanguage::English)
    }
}

/// Why a process cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    /// There is no process of that name in the binary.
    #[error("no process named “{0}” ships with this program. Give the path of a process.xml instead")]
    Unknown(String),
    /// A file cannot be read.
    #[error("{file}: {cause}")]
    File {
        /// The file.
        file: String,
        /// Why.
        cause: std::io::Error,
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
    let folder = format!("{id}/texts/");
    let texts = Shipped::iter()
        .filter_map(|path| {
            let language = path.strip_prefix(&folder)?.strip_suffix(".ftl")?.to_owned();
            Some((language, shipped_text(&path)?))
        })
        .collect();
    Ok(ProcessSource { file, xml, texts })
}

/// A process from a file: `process.xml` with `texts/*.ftl` beside it, or the folder of both.
///
/// # Errors
/// `File` with the system's reason.
pub(crate) fn source_at(path: &std::path::Path) -> Result<ProcessSource, SourceError> {
    let file = if path.is_dir() { path.join("process.xml") } else { path.to_owned() };
    let read = |file: &std::path::Path| {
        std::fs::read_to_string(file).map_err(|cause| SourceError::File { file: file.display().to_string(), cause })
    };
    let xml = read(&file)?;
    let mut texts = BTreeMap::new();
    if let Some(folder) = file.parent().map(|parent| parent.join("texts"))
        && let Ok(entries) = std::fs::read_dir(&folder)
    {
        for path in entries.flatten().map(|entry| entry.path()) {
            let language = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            if path.extension().is_some_and(|extension| extension == "ftl") {
                texts.insert(language, read(&path)?);
            }
        }
    }
    Ok(ProcessSource { file: file.display().to_string(), xml, texts })
}

fn shipped_text(path: &str) -> Option<String> {
    String::from_utf8(Shipped::get(path)?.data.into_owned()).ok()
}
