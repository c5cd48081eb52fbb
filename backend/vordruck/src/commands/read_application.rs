//! `vordruck read-application`: what the private side starts for each application, confined, with pipes and nothing else. In: limits on the command line,
//! a sealed application on standard input. Out: what it says, on standard output. Not for people.

use super::Failure;
use crate::assets::document_fonts;
use crate::paper::DocumentPaper;
use std::path::PathBuf;
use std::process::ExitCode;
use vordruck_private::config::OpeningConfig;
use vordruck_private::reading::{self, ChildProcess, Limits};

/// The word that makes this program read.
const WORD: &str = "read-application";

/// Read one application for the private side.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadApplicationCommand {
    /// Bytes of memory, seconds, confinement.
    #[arg(num_args = 3)]
    limits: Vec<String>,
    /// Try something instead; for tests of the confinement.
    #[cfg(debug_assertions)]
    #[arg(long)]
    attempt: Option<String>,
}

impl ReadApplicationCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let limits = Limits::from_arguments(&self.limits).ok_or("this command is for the private side, which starts it itself")?;
        #[cfg(debug_assertions)]
        if let Some(deed) = &self.attempt {
            return Ok(exit(reading::probe::attempt(deed, &limits)));
        }
        // Before it is confined, while files can still be read.
        let paper = DocumentPaper::new(document_fonts()?);
        Ok(exit(reading::serve(&paper, &limits)))
    }
}

fn exit(served: Result<(), reading::ServeError>) -> ExitCode {
    served.map_or_else(|error| ExitCode::from(error.exit_code()), |()| ExitCode::SUCCESS)
}

/// A reader that starts this very program for each application.
pub(crate) fn reader(opening: &OpeningConfig) -> Result<ChildProcess, Failure> {
    // The running program, even when its file has been replaced by an update.
    let itself = PathBuf::from("/proc/self/exe");
    let program = if itself.exists() { itself } else { std::env::current_exe()? };
    Ok(ChildProcess::new(program, vec![WORD.to_owned()], opening.limits(), opening.at_once()))
}
