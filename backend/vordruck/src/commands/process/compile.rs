//! `vordruck process compile`: the compiled form as a file. In: a definition, a tenant's settings and root key. Out: the file, its hash;
//! or diagnostics and exit code 1.

use super::reporting::ReportOptions;
use super::source;
use crate::commands::{Failure, print};
use std::path::PathBuf;
use std::process::ExitCode;
use vordruck_envelope::FormHash;

/// Compile a definition for a tenant.
#[derive(Debug, clap::Args)]
pub(crate) struct CompileCommand {
    /// A process.xml, its folder, or the id of a process that ships.
    process: String,
    /// The settings of the tenant (TOML).
    #[arg(long)]
    tenant: PathBuf,
    /// SHA-256 of the tenant's root public key, 64 hexadecimal digits.
    #[arg(long)]
    root_fingerprint: String,
    /// Where the compiled form is written.
    #[arg(long, short)]
    output: PathBuf,
    #[command(flatten)]
    report: ReportOptions,
}

impl CompileCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        if !vordruck_contract::formats::is_hex_of(&self.root_fingerprint, 64) {
            return Err(self.report.language.choose(
                "--root-fingerprint: 64 hexadezimale Ziffern in Kleinbuchstaben, der SHA-256 des öffentlichen Wurzelschlüssels der Behörde",
                "--root-fingerprint takes 64 lower-case hexadecimal digits, the SHA-256 of the tenant's root public key",
            ).into());
        }
        let source = source::named(&self.process)?;
        let compiled = source.compile(Some(&source::settings(&self.tenant, &source, &self.root_fingerprint)?));
        self.report.print(std::slice::from_ref(&compiled))?;
        let Some(form) = compiled.form else { return Ok(ExitCode::FAILURE) };
        let bytes = form.to_bytes();
        std::fs::write(&self.output, &bytes).map_err(|fault| format!("{}: {fault}", self.output.display()))?;
        print(format_args!("{} {} ({} Byte)", FormHash::of(&bytes), self.output.display(), bytes.len()))?;
        Ok(ExitCode::SUCCESS)
    }
}
