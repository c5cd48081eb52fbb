//! The definitions that ship compile without a diagnostic, in all their languages.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its data has failed")]

use std::path::Path;
use vordruck_form::compile::report::{ReportLanguage, to_text};
use vordruck_form::compile::{LanguageFile, check};

#[test]
fn shipped_processes_compile_without_a_diagnostic() {
    let mut processes = 0;
    for entry in std::fs::read_dir("../processes").unwrap() {
        let folder = entry.unwrap().path();
        let Ok(source) = std::fs::read_to_string(folder.join("process.xml")) else { continue };
        processes += 1;
        let texts = texts(&folder.join("texts"));
        let files: Vec<LanguageFile<'_>> = texts.iter().map(|(language, text)| LanguageFile { language, name: language, text }).collect();
        let compiled = check("process.xml", &source, &files);
        let report = to_text(&compiled, ReportLanguage::German);
        assert!(report.is_empty(), "{}\n{report}", folder.display());
        let form = compiled.form.unwrap();
        assert_eq!(form.languages.len(), 1 + files.len(), "every file of texts is complete");
    }
    assert!(processes >= 1);
}

fn texts(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut texts: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    texts.sort();
    texts
}
