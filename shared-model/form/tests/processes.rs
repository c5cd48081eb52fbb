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

#[test]
fn what_is_no_application_is_not_called_one() {
    let mut kinds = 0;
    for entry in std::fs::read_dir("../processes").unwrap() {
        let folder = entry.unwrap().path();
        let Ok(source) = std::fs::read_to_string(folder.join("process.xml")) else { continue };
        if !source.contains(" kind=\"re") && !source.contains(" kind=\"notification\"") {
            continue;
        }
        kinds += 1;
        let english = std::fs::read_to_string(folder.join("texts/en.ftl")).unwrap();
        let words = source.split(|letter: char| !letter.is_alphabetic()).chain(english.split(|letter: char| !letter.is_alphabetic()));
        let wrong: Vec<&str> = words.filter(|word| matches!(*word, "Antrag" | "Antrags" | "Anträge" | "application")).collect();
        assert!(wrong.is_empty(), "{} says {wrong:?} of what it calls otherwise", folder.display());
    }
    assert!(kinds >= 3, "of those that ship two are registrations, one is a report");
}

/// Readers of Leichte Sprache know words by their looks.
#[test]
fn in_leichte_sprache_a_word_is_divided_in_one_way() {
    let mut divided = std::collections::BTreeMap::<String, String>::new();
    let mut wrong = Vec::new();
    for text in leichte_sprache(Path::new("../processes")) {
        // What a payment is for stays as the authority's accounts have it.
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.contains(".purpose"));
        let said = lines
            .filter_map(|line| line.split_once('='))
            .flat_map(|(_, said)| said.split(|letter: char| !letter.is_alphabetic() && letter != '·'));
        for word in said.map(str::to_lowercase).filter(|word| !word.is_empty()) {
            let known = divided.entry(word.replace('·', "")).or_insert_with(|| word.clone());
            if *known != word {
                wrong.push(format!("{known} and {word}"));
            }
        }
    }
    assert!(divided.len() > 500, "only {} words were found", divided.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn leichte_sprache(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(leichte_sprache(&path));
        } else if path.ends_with("de-simple.ftl") {
            found.push(std::fs::read_to_string(path).unwrap());
        }
    }
    found
}
