//! `vordruck process explain`: the manual entry of a code. In: a code, or nothing. Out: its entry, or the list of all codes.

use crate::commands::{Failure, print};
use std::process::ExitCode;
use vordruck_form::compile::Severity;
use vordruck_form::compile::diagnostics::{self, CODES};

/// Say what a code means and what to do about it.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainCommand {
    /// The code, as number or name: VD0041, 41, unknown-name. Without one: all codes.
    code: Option<String>,
}

impl ExplainCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let Some(written) = self.code else {
            for code in CODES {
                let severity = match code.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Hint => "hint",
                };
                print(format_args!("{} {severity:7} {}", code.id, code.slug))?;
            }
            return Ok(ExitCode::SUCCESS);
        };
        let code = diagnostics::code(&written)
            .ok_or_else(|| format!("there is no code “{written}”. `vordruck process explain` lists all of them"))?;
        print(diagnostics::manual(code).replace("**", ""))?;
        Ok(ExitCode::SUCCESS)
    }
}
