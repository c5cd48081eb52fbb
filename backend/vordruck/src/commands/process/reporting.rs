//! How diagnostics are written: the options that `check` and `compile` share. In: what compiling gave. Out: text, JSON or SARIF on
//! standard output.

use crate::commands::{Failure, print};
use vordruck_form::compile::Compiled;
use vordruck_form::compile::report::{self, ReportLanguage};

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
    /// For programs: an array.
    Json,
    /// For code hosts and editors: SARIF 2.1.0, with the manual.
    Sarif,
}

/// A language of diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Language {
    /// German.
    De,
    /// English.
    En,
}

impl ReportOptions {
    /// As text in a language, for a command that can't go on.
    pub(super) fn text(compiled: &Compiled, language: Language) -> String {
        report::to_text(compiled, language.into())
    }

    /// Writes those of all definitions together; as text nothing when there are none.
    pub(super) fn print(&self, compiled: &[Compiled]) -> Result<(), Failure> {
        let language = self.language.into();
        let text = match self.format {
            Format::Text => compiled.iter().map(|one| report::to_text(one, language)).collect(),
            Format::Json => report::to_json(compiled),
            Format::Sarif => report::to_sarif(compiled, language),
        };
        if text.is_empty() { Ok(()) } else { print(text.trim_end()) }
    }
}

impl From<Language> for ReportLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::De => Self::German,
            Language::En => Self::English,
        }
    }
}

impl Language {
    /// The one of two texts that is in this language.
    pub(super) fn choose<'a>(self, german: &'a str, english: &'a str) -> &'a str {
        ReportLanguage::from(self).choose(german, english)
    }
}
