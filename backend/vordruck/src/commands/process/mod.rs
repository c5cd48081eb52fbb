//! `vordruck process …`: the author's commands, one file a verb. In: definitions, a tenant's settings. Out: what each verb says.

mod check;
mod compile;
mod diff;
mod explain;
mod export;
mod import;
mod new;
mod preview;
mod publish;
mod reporting;
mod source;
mod test;
mod update;

use super::Failure;
use std::process::ExitCode;

/// Check and compile process definitions.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum ProcessCommand {
    /// Begin a new definition, with texts and scenarios.
    New(new::NewCommand),
    /// Begin with a FIM schema (XDatenfelder 2.0, 3.0.0) or a BPMN 2.0 model.
    Import(import::ImportCommand),
    /// Say everything that is wrong with definitions.
    Check(check::CheckCommand),
    /// Say what a code of a diagnostic means and what to do about it.
    Explain(explain::ExplainCommand),
    /// Say what changed between two versions.
    Diff(diff::DiffCommand),
    /// Compile a definition for a tenant.
    Compile(compile::CompileCommand),
    /// Show the real form in the browser and follow every change.
    Preview(preview::PreviewCommand),
    /// Publish a version for a tenant: its hash, what changes, how many drafts go on with the version before.
    Publish(publish::PublishCommand),
    /// Write validated answers for programs, or the schema of what is written.
    Export(export::ExportCommand),
    /// Run the scenarios of definitions.
    Test(test::TestCommand),
}

impl ProcessCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::New(command) => command.run(),
            Self::Import(command) => command.run(),
            Self::Check(command) => command.run(),
            Self::Explain(command) => command.run(),
            Self::Diff(command) => command.run(),
            Self::Compile(command) => command.run(),
            Self::Preview(command) => command.run(),
            Self::Publish(command) => command.run(),
            Self::Export(command) => command.run(),
            Self::Test(command) => command.run(),
        }
    }
}
