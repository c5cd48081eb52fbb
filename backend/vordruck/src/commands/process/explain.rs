//! `vordruck process explain`: the manual entry of a code. In: a code, or nothing. Out: its entry, or the list of all codes.

use crate::commands::{Failure, print};
use std::process::ExitCode;
use vordruck_form::compile::Severity;
use vordruck_form::compile::diagnostics::{self, CODES};

/// Say what a code means and what to do about it.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainCommand {
    /// The code, as number or name: VD0041, 41, unknown-name; VI0004 for imports. Without one: all codes.
    code: Option<String>,
}

impl ExplainCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let Some(written) = self.code else {
            let of_imports = vordruck_import::CODES.iter().map(|(code, _)| *code);
            for code in CODES.iter().copied().chain(of_imports) {
                let severity = match code.severity {
                    Severity::Error => "Fehler",
                    Severity::Warning => "Warnung",
                    Severity::Hint => "Hinweis",
                };
                print(format_args!("{} {severity:7} {}", code.id, code.slug))?;
            }
            return Ok(ExitCode::SUCCESS);
        };
        let wanted = written.trim().to_lowercase();
        let of_imports = vordruck_import::CODES.iter().find(|(code, _)| code.id.to_lowercase() == wanted || code.slug == wanted);
        if let Some((code, manual)) = of_imports {
            print(format_args!("{} {}: {manual}", code.id, code.slug))?;
            return Ok(ExitCode::SUCCESS);
        }
        let code = diagnostics::code(&written)
            .ok_or_else(|| format!("Den Code „{written}“ gibt es nicht. `vordruck process explain` nennt alle."))?;
        print(diagnostics::manual(code).replace("**", ""))?;
        Ok(ExitCode::SUCCESS)
    }
}
