//! `vordruck process check`: everything that is wrong with definitions, at once. In: definitions, perhaps a tenant's settings. Out:
//! diagnostics.

use super::reporting::{Format, ReportOptions};
use super::source;
use crate::commands::{Failure, print};
use std::path::PathBuf;
use std::process::ExitCode;
use vordruck_form::compile::{Compiled, Severity};

/// Say everything that is wrong with definitions.
///
/// Exit code 0 if they compile; 1 if there are errors (with --deny-warnings: or warnings), or a file can't be read; 2 if the command line
/// is wrong. `vordruck process explain CODE` says more about a code.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckCommand {
    /// Files process.xml, their folders, folders that contain such folders, or ids of processes that ship.
    #[arg(required = true, value_name = "PROCESS")]
    processes: Vec<String>,
    /// The settings of a tenant (TOML), checked too.
    #[arg(long)]
    tenant: Option<PathBuf>,
    /// Warnings count as errors.
    #[arg(long)]
    deny_warnings: bool,
    #[command(flatten)]
    report: ReportOptions,
}

impl CheckCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let mut checked: Vec<Compiled> = Vec::new();
        let mut fine = Vec::new();
        for source in source::all(&self.processes)? {
            let settings = self.tenant.as_deref().map(|file| source::settings(file, &source, "")).transpose()?;
            let compiled = source.compile(settings.as_ref());
            if !self.is_wrong(&compiled) {
                fine.push(source.file);
            }
            checked.push(compiled);
        }
        self.report.print(&checked)?;
        if matches!(self.report.format, Format::Text) {
            fine.iter().try_for_each(|file| print(format_args!("{file}: ok")))?;
        }
        Ok(if fine.len() == checked.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn is_wrong(&self, compiled: &Compiled) -> bool {
        compiled.diagnostics.iter().any(|diagnostic| match diagnostic.code.severity {
            Severity::Error => true,
            Severity::Warning => self.deny_warnings,
            Severity::Hint => false,
        })
    }
}
