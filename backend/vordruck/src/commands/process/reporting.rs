//! How diagnostics are written: the options that `check` and `compile` share. In: what compiling gave. Out: text or JSON on standard
//! output.

use crate::commands::{Failure, print};
use vordruck_form::compile::{Compiled, report};

/// How diagnostics are written.
#[derive(Debug, clap::Args)]
pub(super) struct ReportOptions {
    /// How diagnostics are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Language of the diagnostics.
    #[arg(long, value_enum, default_value_t = Language::De)]
    pub(super) language: Language,
}

/// A format of diagnostics.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum Format {
    /// With the lines in question.
    Text,
    /// For programs.
    Json,
}

/// A language of diagnostics.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum Language {
    /// German.
    De,
    /// English.
    En,
}

impl ReportOptions {
    /// Writes them; nothing when there are none.
    pub(super) fn print(&self, compiled: &Compiled) -> Result<(), Failure> {
        let language = match self.language {
            Language::De => report::ReportLanguage::German,
            Language::En => report::ReportLanguage::English,
        };
        let text = match self.format {
            Format::Text => report::to_text(compiled, language),
            Format::Json => report::to_json(compiled),
        };
        if text.is_empty() { Ok(()) } else { print(text.trim_end()) }
    }
}
