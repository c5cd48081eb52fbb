//! The processes that ship, filled in by their scenarios. In: the processes' folders. Out: answers as the private side has validated them, of every scenario
//! that can be sent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use vordruck_form::answers::RawAnswer;
use vordruck_form::compile::{LanguageFile, TenantSettings, compile};
use vordruck_form::compiled::FieldType;
use vordruck_form::journey::Moment;
use vordruck_form::scenarios;
use vordruck_form::validate::{ReceivedAnswers, ValidatedAnswers};

/// A scenario that can be sent.
pub(crate) struct Application {
    pub(crate) process: String,
    pub(crate) scenario: String,
    pub(crate) answers: ValidatedAnswers,
}

/// Ids of the processes that ship.
pub(crate) fn shipped() -> BTreeSet<String> {
    let folders = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let processes = folders.filter(|folder| folder.join("process.xml").is_file());
    processes.map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

/// All that can be sent, in order.
pub(crate) fn applications() -> &'static [Application] {
    static ALL: LazyLock<Vec<Application>> = LazyLock::new(|| shipped().into_iter().flat_map(|process| of_process(&process)).collect());
    &ALL
}

fn of_process(process: &str) -> Vec<Application> {
    let folder = folder().join(process);
    let source = std::fs::read_to_string(folder.join("process.xml")).unwrap();
    let texts = files(&folder.join("texts"), "ftl");
    let texts: Vec<LanguageFile<'_>> = texts.iter().map(|(language, text)| LanguageFile { language, name: language, text }).collect();
    let read = files(&folder.join("tests"), "toml").into_iter().flat_map(|(name, text)| scenarios::read(&name, &text).unwrap()).collect();
    let (mut applications, mut forms) = (Vec::new(), Vec::new());
    for scenario in scenarios::resolve(read).unwrap() {
        let known = forms.iter().find(|(tenant, _)| *tenant == scenario.tenant).map(|(_, form)| Arc::clone(form));
        let form = known.unwrap_or_else(|| {
            let tenant = TenantSettings { name: "Stadt Musterstadt".to_owned(), ..scenario.tenant_settings() };
            let compiled = compile("process.xml", &source, &texts, Some(&tenant));
            let form = Arc::new(compiled.form.unwrap_or_else(|| panic!("{process}: {:#?}", compiled.diagnostics)));
            forms.push((scenario.tenant.clone(), Arc::clone(&form)));
            form
        });
        let run = scenarios::run(&scenario, &form).unwrap_or_else(|faults| panic!("{}: {faults:?}", scenario.name));
        if !matches!(run.outcome.export, Some(Ok(_))) {
            continue;
        }
        let language = scenario.language.as_deref().unwrap_or("de");
        let received = ReceivedAnswers::from_state(&run.state, &"0".repeat(64), language);
        let answers = received.validate(&form, Moment { local: scenario.moment.unwrap() }).unwrap();
        applications.push(Application { process: process.to_owned(), scenario: scenario.name.clone(), answers });
    }
    applications
}

/// What was typed and stands on paper as it was typed: names, texts, addresses. What is written for people (days, numbers, choices) is not.
pub(crate) fn typed(answers: &ValidatedAnswers) -> Vec<String> {
    let state = answers.state();
    let kind = |path: &str| state.form().field_by_id(path.rsplit('.').next().unwrap()).map(|(_, field)| &field.kind);
    let sent = ReceivedAnswers::from_state(state, "", "de").answers;
    let text = |(path, answer): (&vordruck_form::answers::AnswerPath, &RawAnswer)| match (kind(path.as_str())?, answer) {
        (
            FieldType::Text { .. }
            | FieldType::MultiLine { .. }
            | FieldType::PersonName { .. }
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Iban
            | FieldType::Url
            | FieldType::Identifier(_)
            | FieldType::PostalCode
            | FieldType::NumberPlate,
            RawAnswer::Text(text),
        ) => Some(text.clone()),
        (_, RawAnswer::Files(files)) => Some(files.first()?.name.clone()),
        _ => None,
    };
    sent.iter().filter_map(text).collect()
}

fn files(folder: &Path, ending: &str) -> BTreeMap<String, String> {
    let paths = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == ending));
    wanted.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap())).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../processes")
}
