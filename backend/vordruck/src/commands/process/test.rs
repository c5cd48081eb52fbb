//! `vordruck process test`: runs the scenarios of definitions. In: folders. Out: what differs and what no scenario has been to. Exit code
//! 1 if anything differs, can't be run, or too little is covered.

use super::reporting::Language;
use super::{source, update};
use crate::commands::{Failure, print};
use crate::processes::ProcessSource;
use serde_json::Value as Json;
use std::path::Path;
use std::process::ExitCode;
use vordruck_form::scenarios::{Results, to_json, to_text};

/// Run the scenarios of definitions: the files tests/*.toml beside process.xml.
///
/// Exit code 0 if everything came as expected; 1 if something differs, can't be run, or less is covered than demanded; 2 if the command
/// line is wrong.
#[derive(Debug, clap::Args)]
pub(crate) struct TestCommand {
    /// Folders of processes, folders that contain such folders, or ids of processes that ship. Without any: this folder.
    #[arg(value_name = "DIR")]
    processes: Vec<String>,
    /// Demand that the scenarios of each process cover so many per cent of pages, fields, rules and branches.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    min_coverage: Option<u8>,
    /// Write what came into the files of the scenarios, after the differences were shown. Answers stay as they are.
    #[arg(long)]
    update: bool,
    /// Name the scenarios that passed, too.
    #[arg(long, short)]
    verbose: bool,
    /// How results are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of the results.
    #[arg(long, value_enum, default_value_t = Language::De)]
    language: Language,
}

/// A format of results.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl TestCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let mut passed = true;
        let mut json: Vec<Json> = Vec::new();
        let here = [".".to_owned()];
        for source in source::all(if self.processes.is_empty() { &here } else { &self.processes })? {
            let results = source.test();
            let updated = if self.update { write_down(&source, &results)? } else { Vec::new() };
            let is_passed = if updated.is_empty() { results.is_passed() } else { results.faults.is_empty() };
            passed &= is_passed && self.is_enough(&results);
            match self.format {
                Format::Json => json.push(to_json(&source.file, &results)),
                Format::Text => {
                    print(to_text(&source.file, &results, self.language.into(), self.verbose).trim_end())?;
                    if !self.is_enough(&results) {
                        let (covered, demanded) = (results.coverage.total().percent(), self.min_coverage.unwrap_or(0));
                        print(self.language.choose(
                            &format!("  zu wenig abgedeckt: {covered} %, verlangt sind {demanded} %"),
                            &format!("  too little is covered: {covered} %, demanded are {demanded} %"),
                        ))?;
                    }
                    for file in updated {
                        print(self.language.choose(&format!("  geändert: {file}"), &format!("  changed: {file}")))?;
                    }
                }
            }
        }
        if matches!(self.format, Format::Json) {
            print(format_args!("{:#}", Json::Array(json)))?;
        }
        Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn is_enough(&self, results: &Results) -> bool {
        self.min_coverage.is_none_or(|least| results.coverage.total().percent() >= usize::from(least))
    }
}

/// Writes what came of the scenarios that differ into their files; the names of the files.
fn write_down(source: &ProcessSource, results: &Results) -> Result<Vec<String>, Failure> {
    let mut written = Vec::new();
    for (file, text) in &source.scenarios {
        let differing = || results.verdicts.iter().filter(|verdict| verdict.scenario.file == *file && !verdict.differences.is_empty());
        if differing().next().is_none() {
            continue;
        }
        if !Path::new(file).is_file() {
            return Err(format!("{file}: gehört zum Programm und lässt sich nicht ändern; nennen Sie einen Ordner").into());
        }
        let updated = update::updated(text, differing()).map_err(|fault| format!("{file}: {fault}"))?;
        std::fs::write(file, updated).map_err(|fault| format!("{file}: {fault}"))?;
        written.push(file.clone());
    }
    Ok(written)
}
