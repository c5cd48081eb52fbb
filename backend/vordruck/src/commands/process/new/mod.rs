//! `vordruck process new`: a definition to begin with. In: an id, a title. Out: a folder with a definition that checks clean, its English
//! texts and scenarios that pass.

use crate::commands::{Failure, print};
use crate::processes::ProcessSource;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vordruck_form::compiled::SubmissionKind;

const DEFINITION: &str = include_str!("process.xml");
const ENGLISH: &str = include_str!("en.ftl");
const SCENARIOS: &str = include_str!("scenarios.toml");

/// Begin a new definition, with texts and scenarios.
#[derive(Debug, clap::Args)]
pub(crate) struct NewCommand {
    /// The id: a to z, digits and hyphens, as it stands in the address of the form. The folder is called the same.
    id: String,
    /// Name of the service, as people look for it.
    #[arg(long)]
    title: Option<String>,
    /// What is sent: application (Antrag), report (Meldung), notification (Anzeige), registration (Anmeldung), request (Anfrage).
    #[arg(long, value_parser = kind_names(), default_value = "application")]
    kind: String,
    /// The folder in which the folder is made.
    #[arg(long = "in", value_name = "DIR", default_value = ".")]
    parent: PathBuf,
}

impl NewCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let title = self.title.as_deref().unwrap_or(&self.id);
        let folder = self.parent.join(&self.id);
        let source = scaffold(&self.id, title, &self.kind);
        let compiled = source.compile(None);
        if !compiled.diagnostics.is_empty() {
            // Only an id or a title can be the reason: everything else is ours and tested.
            return Err(format!("Nichts wurde geschrieben:\n{}", source.report(&compiled)).into());
        }
        if folder.exists() {
            return Err(format!("{}: gibt es schon; nichts wurde geschrieben", folder.display()).into());
        }
        write(&folder.join("process.xml"), &source.xml)?;
        for (language, text) in &source.texts {
            write(&folder.join(format!("texts/{language}.ftl")), text)?;
        }
        for (name, text) in &source.scenarios {
            write(&folder.join(name), text)?;
        }
        let folder = folder.display();
        print(format_args!(
            "{folder}/process.xml\n\nweiter mit:\n  vordruck process check {folder}\n  vordruck process test {folder}\n  vordruck process preview {folder}"
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What `--kind` takes.
pub(super) fn kind_names() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(SubmissionKind::NAMES.map(|(name, _)| name))
}

fn scaffold(id: &str, title: &str, kind: &str) -> ProcessSource {
    // A title is text in XML, in a comment of XML (where -- may not stand), and a pattern in Fluent (where braces mean something).
    let xml = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace("--", "- -");
    let fluent = title.replace('{', "(").replace('}', ")");
    let kind = if kind == "application" { String::new() } else { format!(" kind=\"{kind}\"") };
    let fill = |template: &str, title: &str| template.replace("{id}", id).replace("{kind}", &kind).replace("{title}", title);
    ProcessSource {
        file: "process.xml".to_owned(),
        xml: fill(DEFINITION, &xml),
        texts: BTreeMap::from([("en".to_owned(), fill(ENGLISH, &fluent))]),
        scenarios: BTreeMap::from([(format!("tests/{id}.toml"), fill(SCENARIOS, title))]),
        blocks: Vec::new(),
        code_lists: BTreeMap::new(),
    }
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let written = file.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(file, text));
    written.map_err(|fault| format!("{}: {fault}", file.display()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_author_begins_with_is_clean_and_its_scenarios_cover_all_of_it() {
        for (id, title, kind) in
            [("fischerei-schein", "Fischereischein beantragen", "application"), ("x2", "Ämter & <Rechte> {neu} -- jetzt", "report")]
        {
            let source = scaffold(id, title, kind);
            let compiled = source.compile(None);
            assert!(compiled.diagnostics.is_empty(), "{}", source.report(&compiled));
            let results = source.test();
            assert!(results.is_passed() && results.verdicts.len() == 3, "{results:#?}");
            assert_eq!(results.coverage.total().percent(), 100);
            assert_eq!(compiled.form.map(|form| form.kind), SubmissionKind::of_name(kind));
        }
    }
}
