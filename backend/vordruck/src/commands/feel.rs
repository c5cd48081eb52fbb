//! `vordruck feel`: what an expression gives. In: an expression and values with names, or lines of both. Out: the value, or for each
//! line a result; what is wrong goes to standard error, with its place. Exit code 1 if something is.

use super::{Failure, print};
use serde_json::{Value as Json, json};
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use vordruck_form::compile::calculation::explain;
use vordruck_form::compile::report::{ReportLanguage, to_text};
use vordruck_form::feel::Value;
use vordruck_form::feel::calculate::{calculate, moment_at, written};
use vordruck_form::feel::exchange::{from_json, to_json};
use vordruck_public::clock::{Clock, SystemClock};

/// Evaluate an expression of FEEL, the language of conditions and calculations.
#[derive(Debug, clap::Args)]
pub(crate) struct FeelCommand {
    /// The expression, for example: 'sum(leute.alter) / count(leute)'.
    #[arg(required_unless_present = "jsonl")]
    expression: Option<String>,
    /// A JSON file with an object: names and values the expression may use.
    #[arg(long, value_name = "FILE")]
    with: Option<PathBuf>,
    /// Read lines of {"expr": …, "inputs": {…}} from standard input and write lines of {"result": …}; an error is null.
    #[arg(long, conflicts_with_all = ["expression", "with"])]
    jsonl: bool,
    /// Language of what is said about errors.
    #[arg(long, default_value = "de", value_parser = ["de", "en"])]
    language: String,
}

impl FeelCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match &self.expression {
            Some(expression) => self.one(expression),
            None => lines(),
        }
    }

    fn one(&self, expression: &str) -> Result<ExitCode, Failure> {
        let inputs = match &self.with {
            None => Vec::new(),
            Some(file) => {
                let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
                let json: Json = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
                inputs_of(&json).ok_or_else(|| format!("{}: needs an object of names and values", file.display()))?
            }
        };
        let calculated = calculate(expression, &inputs, moment_at(SystemClock::new().now()));
        print(written(&calculated.value))?;
        let names: Vec<&str> = inputs.iter().map(|(name, _)| name.as_str()).collect();
        let language = if self.language == "en" { ReportLanguage::English } else { ReportLanguage::German };
        let said = to_text(&explain(expression, &names, &calculated.faults), language);
        if said.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        // Standard error may be closed; the exit code says it, too.
        let _ = std::io::stderr().write_all(said.as_bytes());
        Ok(ExitCode::FAILURE)
    }
}

fn lines() -> Result<ExitCode, Failure> {
    let moment = moment_at(SystemClock::new().now());
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, line) in (1..).zip(std::io::stdin().lock().lines()) {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let case: Json = serde_json::from_str(&line).map_err(|error| format!("line {number}: {error}"))?;
        let expression = case.get("expr").and_then(Json::as_str).ok_or_else(|| format!("line {number}: “expr” is missing"))?;
        let inputs = match case.get("inputs") {
            None | Some(Json::Null) => Vec::new(),
            // What is no value of its type is null, as everywhere in FEEL.
            Some(Json::Object(entries)) => {
                entries.iter().map(|(name, value)| (name.clone(), from_json(value).unwrap_or_default())).collect()
            }
            Some(_) => return Err(format!("line {number}: “inputs” is no object of names and values").into()),
        };
        let result = to_json(&calculate(expression, &inputs, moment).value);
        writeln!(output, "{}", json!({ "result": result }))?;
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn inputs_of(json: &Json) -> Option<Vec<(String, Value)>> {
    json.as_object()?.iter().map(|(name, value)| Some((name.clone(), from_json(value)?))).collect()
}
