//! `vordruck process import`: a definition from what there is already. In: a FIM schema (XDatenfelder 2, 3) or a BPMN model. Out: a folder
//! with `process.xml`, and a report of what became of every element. Overwrites nothing unasked.

use super::new::kind_names;
use super::reporting::ReportOptions;
use crate::commands::{Failure, print};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vordruck_import::report::Report;

/// Begin a definition with a FIM schema (XDatenfelder 2.0, 3.0.0) or a BPMN 2.0 model.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportCommand {
    /// The schema or model.
    file: PathBuf,
    /// The folder for `process.xml` and the report. Without it: one named after the process.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the report is written instead of `import-report.txt` in the folder; `-` is standard output. JSON if the name ends so.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// What is sent: application (Antrag), report (Meldung), notification (Anzeige), registration (Anmeldung), request (Anfrage). The file does not say it.
    #[arg(long, value_parser = kind_names())]
    kind: Option<String>,
    /// Overwrite files that are there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    messages: ReportOptions,
}

/// Name of the report in the folder.
const REPORT: &str = "import-report.txt";

impl ImportCommand {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let bytes = std::fs::read(&self.file).map_err(|fault| format!("{}: {fault}", self.file.display()))?;
        let name = self.file.file_name().map_or_else(|| self.file.display().to_string(), |name| name.to_string_lossy().into_owned());
        let import = vordruck_import::import_as(&name, &bytes, self.kind.as_deref());
        self.messages.print(&[import.diagnosed()])?;
        let Some(imported) = import.imported else { return Ok(ExitCode::FAILURE) };
        let folder = self.out.clone().unwrap_or_else(|| PathBuf::from(&imported.id));
        let definition = folder.join("process.xml");
        let report = self.report.clone().unwrap_or_else(|| folder.join(REPORT));
        let to_screen = report.as_os_str() == "-";
        let files: Vec<&Path> = std::iter::once(definition.as_path()).chain((!to_screen).then_some(report.as_path())).collect();
        if let Some(there) = files.iter().find(|file| file.exists() && !self.force) {
            let why = self.messages.language.choose(
                "gibt es schon; nichts wurde geschrieben. --force überschreibt es",
                "exists already; nothing was written. --force overwrites it",
            );
            return Err(format!("{}: {why}", there.display()).into());
        }
        write(&definition, &imported.definition)?;
        if to_screen {
            print(self.report_text(&imported.report, &report).trim_end())?;
        } else {
            write(&report, &self.report_text(&imported.report, &report))?;
        }
        let counts = imported.report.counts();
        let language = self.messages.language;
        print(format_args!(
            "{}: {} {}, {} {}, {} {}, {} {}\n\n{}:\n  vordruck process check {}",
            definition.display(),
            counts.taken_over,
            language.choose("übernommen", "taken over"),
            counts.simplified,
            language.choose("vereinfacht", "simplified"),
            counts.remarked,
            language.choose("als Kommentar", "as comments"),
            counts.left_out,
            language.choose("weggelassen", "left out"),
            language.choose("weiter mit", "next"),
            folder.display(),
        ))?;
        Ok(ExitCode::SUCCESS)
    }

    fn report_text(&self, report: &Report, file: &Path) -> String {
        if file.extension().is_some_and(|ending| ending == "json") {
            report.to_json()
        } else {
            report.to_text(self.messages.language.into())
        }
    }
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let written = file.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(file, text));
    written.map_err(|fault| format!("{}: {fault}", file.display()).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::process::reporting::{Format, Language};

    const MODEL: &str = include_str!("../../../../../shared-model/import/tests/fixtures/antrag.bpmn");

    fn command(file: PathBuf, out: PathBuf, force: bool) -> ImportCommand {
        ImportCommand {
            file,
            out: Some(out),
            report: None,
            kind: None,
            force,
            messages: ReportOptions { format: Format::Text, language: Language::De },
        }
    }

    #[test]
    fn a_model_becomes_a_folder_and_is_not_overwritten_unasked() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, out) = (folder.path().join("antrag.bpmn"), folder.path().join("neu"));
        std::fs::write(&file, MODEL).expect("it can be written");
        let run = |force| command(file.clone(), out.clone(), force).run();
        assert!(run(false).is_ok());
        let written = std::fs::read_to_string(out.join("process.xml")).expect("it is there");
        assert!(written.contains("<page id=\"fahrzeug\">"), "{written}");
        assert!(std::fs::read_to_string(out.join(REPORT)).expect("it is there").contains("userTask fahrzeug"));
        let refusal = run(false).expect_err("it is there already").to_string();
        assert!(refusal.contains("gibt es schon") && refusal.contains("--force"), "{refusal}");
        assert!(run(true).is_ok());
    }

    #[test]
    fn what_cannot_be_imported_writes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, out) = (folder.path().join("kaputt.xml"), folder.path().join("neu"));
        std::fs::write(&file, "<a>").expect("it can be written");
        assert!(command(file, out.clone(), false).run().is_ok_and(|code| code == ExitCode::FAILURE));
        assert!(!out.exists());
    }
}
