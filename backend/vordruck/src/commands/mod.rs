//! The command line: one file a command. In: arguments. Out: an exit code, or a sentence that says what to do.

mod demo;
mod doctor;
mod documents;
mod feel;
mod postbox;
mod process;
pub(crate) mod read_application;
mod serve;
mod tenant;
mod user;
mod xta;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Online forms for public authorities that keep what people type to themselves.
#[derive(Debug, Parser)]
#[command(name = "vordruck", version, max_term_width = 100)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start everything on this machine with a fictional town: nothing else to install.
    Demo(demo::DemoCommand),
    /// Run the public side, on the internet.
    Serve(serve::ServeCommand),
    /// Run the private side with the postbox, in the authority's network.
    Postbox(postbox::PostboxCommand),
    /// Manage the clerks' accounts.
    User(user::UserCommand),
    /// Manage tenants: one folder each, changed by parameters alone.
    Tenant(tenant::TenantCommand),
    /// The author's tools: begin, check, test, preview, compare and publish process definitions.
    #[command(subcommand)]
    Process(process::ProcessCommand),
    /// Evaluate an expression of FEEL, the language of conditions and calculations.
    Feel(feel::FeelCommand),
    /// Write the operator's papers (German): operations, deletion, measures, records of processing, cryptography, roles.
    Documents(documents::DocumentsCommand),
    /// Ask an XTA server with a channel's account: check it, list, get and close messages, see reports.
    Xta(xta::XtaCommand),
    #[command(hide = true)]
    ReadApplication(read_application::ReadApplicationCommand),
    /// Say what is missing on this machine, and what to do about it.
    Doctor(doctor::DoctorCommand),
}

/// A command failed; the text is for the person who typed it.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

impl CommandLine {
    /// Runs the command.
    ///
    /// # Errors
    /// The command's own, as a sentence.
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self.command {
            Command::Demo(command) => command.run(),
            Command::Serve(command) => command.run(),
            Command::Postbox(command) => command.run(),
            Command::User(command) => command.run(),
            Command::Tenant(command) => command.run(),
            Command::Process(command) => command.run(),
            Command::Feel(command) => command.run(),
            Command::Documents(command) => command.run(),
            Command::Xta(command) => command.run(),
            Command::ReadApplication(command) => command.run(),
            Command::Doctor(command) => command.run(),
        }
    }
}

/// Writes a line to standard output; a closed pipe ends the program quietly, as `head` expects.
pub(crate) fn print(line: impl std::fmt::Display) -> Result<(), Failure> {
    use std::io::Write;
    writeln!(std::io::stdout(), "{line}").map_err(Into::into)
}
