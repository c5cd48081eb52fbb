//! `vordruck process check`: everything that is wrong with a definition, at once. In: a definition, perhaps a tenant's settings. Out:
//! diagnostics. Exit code 1 if there are errors.

use super::reporting::{Format, ReportOptions};
use super::source;
use crate::commands::{Failure, print};
use std::path::PathBuf;
use std::process::ExitCode;
use vordruck_form::compile::Severity;

/// Say everything that is wrong with a definition.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckCommand {
    /// A process.xml, its folder, or the id of a process that ships.
    process: String,
    /// The settings of a tenant (TOML), checked too.
    #[arg(long)]
    tenant: Option<PathBuf>,
    #[command(flatten)]
    report: ReportOptions,
}

impl CheckCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let source = source::named(&self.process)?;
        let settings = self.tenant.as_deref().map(|file| source::settings(file, &source, "")).transpose()?;
        let compiled = source.compile(settings.as_ref());
        self.report.print(&compiled)?;
        let errors = compiled.diagnostics.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error);
        if !errors && matches!(self.report.format, Format::Text) {
            print(format_args!("{}: ok", source.file))?;
        }
        Ok(if errors { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}
