//! The binary: reads the command line, runs one command, turns its failure into a sentence and an exit code.

mod assets;
mod commands;
mod config;
mod demo;
mod documents;
mod logging;
mod look;
mod paper;
mod preview;
mod processes;
mod publish;
mod signals;
mod tenant;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match commands::CommandLine::parse().run() {
        Ok(code) => code,
        Err(failure) => {
            use std::io::Write;
            // Standard error may be closed; there is nobody left to tell then.
            let _ = writeln!(std::io::stderr(), "vordruck: {failure}");
            ExitCode::FAILURE
        }
    }
}
