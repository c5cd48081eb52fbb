//! `vordruck process export`: what validated answers look like for programs, and the schemas that say so. In: a definition, answers as a
//! file. Out: JSON, XML or CSV; or what is wrong with the answers and exit code 1.

use super::reporting::{Language, ReportOptions};
use super::source;
use crate::commands::{Failure, print};
use jiff::civil::DateTime;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use vordruck_form::answers::Answers;
use vordruck_form::compiled::CompiledForm;
use vordruck_form::export::csv::{Beginning, tables};
use vordruck_form::export::{Keys, json, json_schema, xml, xsd};
use vordruck_form::journey::{FormState, Moment};
use vordruck_form::scenarios::{Entered, answers, kind};
use vordruck_form::validate::{ReceivedAnswers, ValidateError, ValidatedAnswers};

/// Write validated answers for programs, or the schema of what is written.
///
/// Exit code 0 if something was written; 1 if the answers are not acceptable or a file can't be read; 2 if the command line is wrong.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["answers", "schema"])))]
pub(crate) struct ExportCommand {
    /// A process.xml, its folder, or the id of a process that ships.
    process: String,
    /// The answers (JSON): an object of what is entered by field, as in scenarios, or answers as they are sent.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Write the schema instead: JSON Schema for JSON, XML Schema for XML.
    #[arg(long)]
    schema: bool,
    /// How fields and groups are named.
    #[arg(long, value_enum, default_value_t = KeyStyle::Names)]
    keys: KeyStyle,
    /// What is written.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// The settings of a tenant (TOML).
    #[arg(long)]
    tenant: Option<PathBuf>,
    /// When the answers are given, local time: 2026-11-22T10:00. Without it, now.
    #[arg(long)]
    moment: Option<DateTime>,
    /// Where to write; for CSV a folder, in which each repeated group gets a file.
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// Begin CSV with a byte order mark, for spreadsheets that take it for Latin-1 otherwise.
    #[arg(long)]
    byte_order_mark: bool,
}

/// How fields and groups are named.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum KeyStyle {
    /// The ids of the definition.
    Names,
    /// FIM ids.
    Fim,
    /// FIM ids with their versions.
    FimVersioned,
}

/// A format of exports.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// One object.
    Json,
    /// A document in the shape of FIM's XFall.
    Xml,
    /// A table for each repeated group.
    Csv,
}

impl From<KeyStyle> for Keys {
    fn from(style: KeyStyle) -> Self {
        match style {
            KeyStyle::Names => Self::Names,
            KeyStyle::Fim => Self::Fim,
            KeyStyle::FimVersioned => Self::FimVersioned,
        }
    }
}

impl ExportCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let source = source::named(&self.process)?;
        let settings = self.tenant.as_deref().map(|file| source::settings(file, &source, "")).transpose()?;
        let compiled = source.compile(settings.as_ref());
        let Some(form) = compiled.form.clone().map(Arc::new) else {
            return Err(ReportOptions::text(&compiled, Language::De).into());
        };
        let keys = self.keys.into();
        let Some(file) = &self.answers else { return self.write(&self.schema(&form, keys)?) };
        let validated = match self.received(file, &form)?.validate(&form, self.moment()?) {
            Ok(validated) => validated,
            Err(fault) => return Err(sentence(&form, &fault).into()),
        };
        match self.format {
            Format::Json => self.write(&json::to_pretty_text(&validated, keys)?),
            Format::Xml => self.write(&xml::to_pretty_text(&validated, keys)?),
            Format::Csv => self.write_tables(&validated, keys),
        }
    }

    fn schema(&self, form: &CompiledForm, keys: Keys) -> Result<String, Failure> {
        match self.format {
            Format::Json => Ok(json_schema::to_text(form, keys)?),
            Format::Xml => Ok(xsd::to_text(form, keys)?),
            Format::Csv => Err("Für CSV gibt es kein Schema; mit --schema nimmt --format json oder xml.".into()),
        }
    }

    /// What was sent, or what is sent of what was entered.
    fn received(&self, file: &Path, form: &Arc<CompiledForm>) -> Result<ReceivedAnswers, Failure> {
        let named = |fault: &dyn std::fmt::Display| format!("{}: {fault}", file.display());
        let text = std::fs::read_to_string(file).map_err(|fault| named(&fault))?;
        if let Ok(received) = serde_json::from_str::<ReceivedAnswers>(&text) {
            return Ok(received);
        }
        let json: Json = serde_json::from_str(&text).map_err(|fault| named(&fault))?;
        let Json::Object(members) = json else { return Err(named(&"Antworten sind ein Objekt: {\"feld\": …}").into()) };
        let entries: Vec<(String, Entered)> = members.into_iter().map(|(field, value)| (field, entered(value))).collect();
        let answers: Answers = answers(form, &entries).map_err(|sentences| {
            let sentences: Vec<String> = sentences.into_iter().map(|sentence| named(&sentence.de)).collect();
            sentences.join("\n")
        })?;
        let state = FormState::new(Arc::clone(form), answers, self.moment()?);
        Ok(ReceivedAnswers::from_state(&state, "", "de"))
    }

    fn moment(&self) -> Result<Moment, Failure> {
        let now = || Ok::<_, jiff::Error>(jiff::Timestamp::now().in_tz("Europe/Berlin")?.datetime());
        Ok(Moment { local: self.moment.map_or_else(now, Ok)? })
    }

    fn write(&self, text: &str) -> Result<ExitCode, Failure> {
        match &self.output {
            Some(file) => std::fs::write(file, [text, "\n"].concat()).map_err(|fault| format!("{}: {fault}", file.display()))?,
            None => print(text)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    fn write_tables(&self, validated: &ValidatedAnswers, keys: Keys) -> Result<ExitCode, Failure> {
        let Some(folder) = &self.output else { return Err("--output nennt den Ordner für die Tabellen von CSV.".into()) };
        let beginning = if self.byte_order_mark { Beginning::ByteOrderMark } else { Beginning::Plain };
        std::fs::create_dir_all(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
        for table in tables(validated, keys, beginning)? {
            let file = folder.join([&table.name, ".csv"].concat());
            std::fs::write(&file, table.text).map_err(|fault| format!("{}: {fault}", file.display()))?;
            print(file.display())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A JSON value as a person enters it: numbers are typed.
fn entered(value: Json) -> Entered {
    match value {
        Json::Null => Entered::Text(String::new()),
        Json::Bool(truth) => Entered::Truth(truth),
        Json::Number(number) => Entered::Text(number.to_string()),
        Json::String(text) => Entered::Text(text),
        Json::Array(items) => Entered::List(items.into_iter().map(entered).collect()),
        Json::Object(members) => Entered::Table(members.into_iter().map(|(name, value)| (name, entered(value))).collect()),
    }
}

/// What is wrong with answers, a line each, with the names that scenarios have for it.
fn sentence(form: &CompiledForm, fault: &ValidateError) -> String {
    match fault {
        ValidateError::Faults(faults) => {
            faults.iter().map(|error| format!("{}: {}", error.path.as_str(), kind(form, &error.fault))).collect::<Vec<_>>().join("\n")
        }
        ValidateError::UnexpectedAnswers(paths) => {
            paths.iter().map(|path| format!("{}: wird nicht gefragt", path.as_str())).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}
