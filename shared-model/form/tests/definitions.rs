//! Definitions as data: every folder under `tests/definitions` is a case. `process.xml`, optionally `texts/<lang>.ftl`, `codelists/*.xml`
//! and `tenant.toml`. What is expected stands in place, in a comment on the line before: `<!-- VD0041 part of the message -->` in XML,
//! `# VD0072 …` in Fluent and TOML. A case without expectations has to compile. `report.de.txt` and `report.en.txt`, where they
//! are, are the whole report; `WRITE_REPORTS=1 cargo test` writes them anew, to be read before they are committed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its data has failed")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use vordruck_form::compile::diagnostics::CODES;
use vordruck_form::compile::report::{ReportLanguage, to_text};
use vordruck_form::compile::{Beside, CodeListSource, Compiled, Diagnostic, LanguageFile, Place, TenantSettings, compile_with};

struct Case {
    folder: PathBuf,
    process: String,
    texts: Vec<(String, String, String)>,
    code_lists: Vec<(String, String)>,
    tenant: Option<(String, TenantSettings)>,
}

impl Case {
    fn read(folder: &Path) -> Self {
        let process = std::fs::read_to_string(folder.join("process.xml")).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut texts = Vec::new();
        for path in files(&folder.join("texts")) {
            let language = path.file_stem().unwrap().to_string_lossy().into_owned();
            texts.push((language.clone(), format!("texts/{language}.ftl"), std::fs::read_to_string(&path).unwrap()));
        }
        let named = |path: &PathBuf| format!("codelists/{}", path.file_name().unwrap().to_string_lossy());
        let code_lists =
            files(&folder.join("codelists")).iter().map(|path| (named(path), std::fs::read_to_string(path).unwrap())).collect();
        let tenant = std::fs::read_to_string(folder.join("tenant.toml")).ok().map(|text| {
            let settings = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
            (text, settings)
        });
        Self { folder: folder.to_owned(), process, texts, code_lists, tenant }
    }

    fn compile(&self) -> Compiled {
        let texts: Vec<LanguageFile<'_>> = self.texts.iter().map(|(language, name, text)| LanguageFile { language, name, text }).collect();
        let code_lists: Vec<CodeListSource<'_>> = self.code_lists.iter().map(|(name, text)| CodeListSource { name, text }).collect();
        let beside = Beside { code_lists: &code_lists, ..Beside::default() };
        compile_with("process.xml", &self.process, &texts, beside, self.tenant.as_ref().map(|(_, settings)| settings))
    }

    /// Expectations as `file:line code` and a part of the message.
    fn expected(&self) -> Vec<(String, String, String)> {
        let mut expected = in_place("process.xml", &self.process);
        for (_, name, text) in &self.texts {
            expected.extend(in_place(name, text));
        }
        for (name, text) in &self.code_lists {
            expected.extend(in_place(name, text));
        }
        if let Some((text, _)) = &self.tenant {
            expected.extend(in_place("tenant.toml", text).into_iter().map(|(_, code, part)| ("tenant.toml".to_owned(), code, part)));
        }
        expected
    }
}

/// Comments that say what is wrong with the next line that is none of them.
fn in_place(file: &str, text: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut waiting: Vec<(String, String)> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let comment = line.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).or_else(|| line.trim().strip_prefix('#'));
        match comment.map(str::trim).filter(|comment| comment.starts_with("VD")) {
            Some(comment) => {
                let (code, part) = comment.split_once(' ').unwrap_or((comment, ""));
                waiting.push((code.to_owned(), part.trim().to_owned()));
            }
            None => found.extend(waiting.drain(..).map(|(code, part)| (in_line(file, number, &code), code, part))),
        }
    }
    assert!(waiting.is_empty(), "{file} ends with an expectation");
    found
}

fn place(compiled: &Compiled, diagnostic: &Diagnostic) -> String {
    match &diagnostic.place {
        Place::Tenant { .. } => "tenant.toml".to_owned(),
        Place::Source(span) => {
            let file = compiled.sources.file(span.file).unwrap();
            in_line(&file.name, compiled.sources.position(*span).line, diagnostic.code.id)
        }
    }
}

/// A missing translation is missing in the file, not in a line of it.
fn in_line(file: &str, line: usize, code: &str) -> String {
    if code == "VD0071" { file.to_owned() } else { format!("{file}:{line}") }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect()).unwrap_or_default();
    found.sort();
    found
}

fn cases() -> Vec<Case> {
    let cases: Vec<Case> = files(Path::new("tests/definitions")).iter().map(|folder| Case::read(folder)).collect();
    assert!(cases.len() >= 20, "only {} cases found", cases.len());
    cases
}

#[test]
fn every_case_gives_the_diagnostics_written_in_it_and_no_others() {
    let mut wrong = Vec::new();
    for case in cases() {
        let compiled = case.compile();
        let mut found: Vec<(String, String, String)> = compiled
            .diagnostics
            .iter()
            .map(|diagnostic| (place(&compiled, diagnostic), diagnostic.code.id.to_owned(), diagnostic.message.de.clone()))
            .collect();
        for (place, code, part) in case.expected() {
            let hit = found.iter().position(|(at, id, message)| *at == place && *id == code && message.contains(&part));
            match hit {
                Some(hit) => drop(found.remove(hit)),
                None => wrong.push(format!("{}: {place} should give {code} {part:?}", case.folder.display())),
            }
        }
        wrong
            .extend(found.into_iter().map(|(place, code, message)| format!("{}: {place} gives {code} {message:?}", case.folder.display())));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn broken_definitions_show_every_code_there_is() {
    let mut by_code: BTreeMap<String, usize> = BTreeMap::new();
    let mut broken = 0;
    for case in cases() {
        let expected = case.expected();
        broken += usize::from(!expected.is_empty());
        for (_, code, _) in expected {
            *by_code.entry(code).or_default() += 1;
        }
    }
    assert!(broken >= 20 && by_code.len() >= 20, "{broken} broken definitions, codes {by_code:?}");
    let unseen: Vec<&str> = CODES.iter().map(|code| code.id).filter(|code| !by_code.contains_key(*code)).collect();
    assert!(unseen.is_empty(), "no definition shows {unseen:?}");
}

#[test]
fn reports_read_as_they_should() {
    let mut compared = 0;
    for case in cases() {
        let compiled = case.compile();
        for (name, language) in [("report.de.txt", ReportLanguage::German), ("report.en.txt", ReportLanguage::English)] {
            let path = case.folder.join(name);
            let Ok(expected) = std::fs::read_to_string(&path) else { continue };
            compared += 1;
            let report = to_text(&compiled, language);
            if std::env::var_os("WRITE_REPORTS").is_some() {
                std::fs::write(&path, &report).unwrap();
            } else {
                assert_eq!(report, expected, "{}", path.display());
            }
        }
    }
    assert!(compared >= 2, "no reports found to compare with");
}

#[test]
fn compiling_twice_gives_the_same_bytes() {
    let mut forms = 0;
    for case in cases() {
        let (first, second) = (case.compile(), case.compile());
        assert_eq!(first.diagnostics, second.diagnostics);
        if let (Some(first), Some(second)) = (first.form, second.form) {
            forms += 1;
            assert_eq!(first.to_bytes(), second.to_bytes(), "{}", case.folder.display());
        }
    }
    assert!(forms >= 3, "only {forms} cases compile");
}

#[test]
fn bytes_of_a_form_are_read_back_as_the_same_form() {
    for case in cases() {
        if let Some(form) = case.compile().form {
            let bytes = form.to_bytes();
            assert_eq!(vordruck_form::compiled::CompiledForm::from_bytes(&bytes).unwrap(), form, "{}", case.folder.display());
        }
    }
}
