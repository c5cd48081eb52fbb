//! `vordruck process check|compile`: the author's commands. In: definitions, a tenant's settings. Out: diagnostics, all at once, or the
//! compiled form as a file. Exit code 1 if there are errors.

use super::{Failure, print};
use crate::processes::{self, ProcessSource};
use crate::tenant::Tenant;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vordruck_envelope::FormHash;
use vordruck_form::compile::{Severity, TenantSettings, report};

/// Check and compile process definitions.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum ProcessCommand {
    /// Say everything that is wrong with a definition.
    Check(CheckCommand),
    /// Compile a definition for a tenant.
    Compile(CompileCommand),
}

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

#[derive(Debug, clap::Args)]
struct ReportOptions {
    /// How diagnostics are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of the diagnostics.
    #[arg(long, value_enum, default_value_t = Language::De)]
    language: Language,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// With the lines in question.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Language {
    /// German.
    De,
    /// English.
    En,
}

impl ProcessCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Check(command) => command.run(),
            Self::Compile(command) => command.run(),
        }
    }
}

impl CheckCommand {
    fn run(self) -> Result<ExitCode, Failure> {
        let source = source(&self.process)?;
        let settings = self.tenant.as_deref().map(|file| settings(file, &source, "")).transpose()?;
        let compiled = source.compile(settings.as_ref());
        self.report.print(&compiled)?;
        let errors = compiled.diagnostics.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error);
        if !errors && matches!(self.report.format, Format::Text) {
            print(format_args!("{}: ok", source.file))?;
        }
        Ok(if errors { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

impl CompileCommand {
    fn run(self) -> Result<ExitCode, Failure> {
        if !vordruck_contract::formats::is_hex_of(&self.root_fingerprint, 64) {
            return Err("--root-fingerprint takes 64 lower-case hexadecimal digits, the SHA-256 of the tenant's root public key".into());
        }
        let source = source(&self.process)?;
        let compiled = source.compile(Some(&settings(&self.tenant, &source, &self.root_fingerprint)?));
        self.report.print(&compiled)?;
        let Some(form) = compiled.form else { return Ok(ExitCode::FAILURE) };
        let bytes = form.to_bytes()?;
        std::fs::write(&self.output, &bytes).map_err(|fault| format!("{}: {fault}", self.output.display()))?;
        print(format_args!("{} {} ({} bytes)", FormHash::of(&bytes), self.output.display(), bytes.len()))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl ReportOptions {
    fn print(&self, compiled: &vordruck_form::compile::Compiled) -> Result<(), Failure> {
        let language = match self.language {
            Language::De => report::ReportLanguage::German,
            Language::En => report::ReportLanguage::English,
        };
        let text = match self.format {
            Format::Text => report::to_text(compiled, language),
            Format::Json => report::to_json(compiled),
        };
        if text.is_empty() { Ok(()) } else { print(text.trim_end()) }
    }
}

/// A path if there is something at it, else the id of a process that ships.
fn source(process: &str) -> Result<ProcessSource, Failure> {
    let path = Path::new(process);
    if path.exists() { Ok(processes::source_at(path)?) } else { Ok(processes::shipped_source(process)?) }
}

fn settings(file: &Path, source: &ProcessSource, root_fingerprint: &str) -> Result<TenantSettings, Failure> {
    let text = std::fs::read_to_string(file).map_err(|fault| format!("{}: {fault}", file.display()))?;
    let tenant = Tenant::from_toml(&text).map_err(|fault| format!("{}: {fault}", file.display()))?;
    // The settings of a service are found by the id its definition has; a definition without one has none.
    let id = source.compile(None).form.map(|form| form.id).unwrap_or_default();
    Ok(tenant.settings(&id, root_fingerprint))
}
