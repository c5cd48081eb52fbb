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

/// The author's tools: begin, check, test, preview, compare and publish process definitions.
// What each says about itself stands at its own arguments: said here, it would hide what they say of exit codes.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum ProcessCommand {
    New(new::NewCommand),
    Import(import::ImportCommand),
    Check(check::CheckCommand),
    Explain(explain::ExplainCommand),
    Test(test::TestCommand),
    Preview(preview::PreviewCommand),
    Diff(diff::DiffCommand),
    Compile(compile::CompileCommand),
    Publish(publish::PublishCommand),
    Export(export::ExportCommand),
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
