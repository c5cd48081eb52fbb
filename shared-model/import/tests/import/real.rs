//! Real files, which can't be part of this repository. Their folder is named by an environment variable.

use crate::build::{accounted_for, compiled};
use std::path::{Path, PathBuf};
use vordruck_form::compile::report::ReportLanguage;
use vordruck_import::import;

/// Files below a folder with an ending.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a schema whose name says so is meant to show.
const BROKEN: &[&str] = &["unknown", "duplicate", "empty", "invalid", "missing", "unexpected"];

fn all(variable: &str, ending: &str, is_refused: impl Fn(&str, &str) -> bool) {
    let folder = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} names the folder"));
    let files = files(Path::new(&folder), ending);
    assert!(!files.is_empty(), "{folder} has no .{ending} files");
    for path in files {
        let source = std::fs::read_to_string(&path).expect("the file can be read");
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let import = import(&name, source.as_bytes());
        if is_refused(&name, &source) {
            assert!(!import.diagnostics.is_empty(), "{} gives no diagnostic", path.display());
            continue;
        }
        let messages = import.messages(ReportLanguage::English);
        let imported = import.imported.unwrap_or_else(|| panic!("{}:\n{messages}", path.display()));
        compiled(&name, &imported);
        accounted_for(&source, &imported.report);
        if let Ok(folder) = std::env::var("VORDRUCK_IMPORT_OUT") {
            std::fs::write(Path::new(&folder).join(format!("{name}.process.xml")), &imported.definition).expect("it can be written");
            let report = imported.report.to_text(ReportLanguage::German);
            std::fs::write(Path::new(&folder).join(format!("{name}.report.txt")), report).expect("it can be written");
        }
    }
}

#[test]
#[ignore = "VORDRUCK_FIM_DATA names a folder with schemas of XDatenfelder (.xml); VORDRUCK_IMPORT_OUT, if set, gets what comes out"]
fn real_schemas_import_and_compile_and_broken_ones_give_a_diagnostic() {
    all("VORDRUCK_FIM_DATA", "xml", |name, source| source.contains("xdatenfelder_1\"") || BROKEN.iter().any(|word| name.starts_with(word)));
}

#[test]
#[ignore = "VORDRUCK_BPMN_DATA names a folder with BPMN models (.bpmn); VORDRUCK_IMPORT_OUT, if set, gets what comes out"]
fn real_models_import_and_compile_and_broken_ones_give_a_diagnostic() {
    all("VORDRUCK_BPMN_DATA", "bpmn", |_, source| source.contains("modeler:") && !source.contains("xmlns:modeler"));
}
