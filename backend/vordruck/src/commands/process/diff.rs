//! `vordruck process diff`: what changed between two versions, in an author's words. In: definitions or compiled forms. Out: sentences, or
//! JSON.

use super::reporting::{Language, ReportOptions};
use super::source;
use crate::commands::{Failure, print};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vordruck_envelope::FormHash;
use vordruck_form::changes::{Change, changes, to_json};
use vordruck_form::compiled::{CompiledForm, ReadError};

/// Say what changed between two versions of a process.
///
/// Exit code 0 if nothing changed, 1 if something did (as `diff` does), 2 if the command line is wrong.
#[derive(Debug, clap::Args)]
pub(crate) struct DiffCommand {
    /// A process.xml, its folder, the id of a process that ships, or a compiled form.
    old: String,
    /// The same, of the newer version.
    new: String,
    /// The settings of a tenant (TOML) for definitions.
    #[arg(long)]
    tenant: Option<PathBuf>,
    /// How changes are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of the changes.
    #[arg(long, value_enum, default_value_t = Language::De)]
    language: Language,
}

/// A format of changes.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// A sentence a change.
    Text,
    /// For programs.
    Json,
}

impl DiffCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let (old, new) = (self.form(&self.old)?, self.form(&self.new)?);
        let found = changes(&old, &new);
        match self.format {
            Format::Json => {
                let version = |form: &CompiledForm| json!({ "version": form.version, "hash": FormHash::of(&form.to_bytes()).to_string() });
                print(format_args!("{:#}", json!({ "old": version(&old), "new": version(&new), "changes": to_json(&found) })))?;
            }
            Format::Text if found.is_empty() => print(self.language.choose("Es hat sich nichts geändert.", "Nothing changed."))?,
            Format::Text => sentences(&found, self.language)?,
        }
        Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn form(&self, named: &str) -> Result<CompiledForm, Failure> {
        let path = Path::new(named);
        if path.is_file() {
            let bytes = std::fs::read(path).map_err(|fault| format!("{named}: {fault}"))?;
            // A definition begins with a tag, perhaps after a byte order mark or white space; a compiled form with its format.
            if bytes.first().is_some_and(|first| *first < b'\t') {
                return CompiledForm::from_bytes(&bytes).map_err(|fault| self.unreadable(named, &fault).into());
            }
        }
        let source = source::named(named)?;
        let settings = self.tenant.as_deref().map(|file| source::settings(file, &source, "")).transpose()?;
        let compiled = source.compile(settings.as_ref());
        compiled.form.clone().ok_or_else(|| ReportOptions::text(&compiled, self.language).into())
    }

    fn unreadable(&self, named: &str, fault: &ReadError) -> String {
        let why = match fault {
            ReadError::UnknownFormat(_) => self.language.choose(
                "Eine andere Fassung des Programms hat das übersetzt. Vergleichen Sie die Definitionen, oder übersetzen Sie die ältere neu.",
                "Another version of the program has compiled it. Compare the definitions instead, or compile the older one anew.",
            ),
            ReadError::Damaged => self.language.choose("Die Datei ist beschädigt.", "The file is damaged."),
        };
        format!("{named}: {why}")
    }
}

/// One change a line.
pub(super) fn sentences(found: &[Change], language: Language) -> Result<(), Failure> {
    found.iter().try_for_each(|change| print(format_args!("- {}", language.choose(&change.message.de, &change.message.en))))
}
