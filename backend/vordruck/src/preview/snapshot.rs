//! What the panel shows. In: a definition, what compiling and its scenarios gave. Out: JSON. Knows no HTTP.

use crate::commands::Failure;
use crate::processes::ProcessSource;
use serde::Serialize;
use std::collections::BTreeMap;
use vordruck_form::answers::Answers;
use vordruck_form::compile::report::{self, ReportLanguage};
use vordruck_form::compile::{Compiled, Severity};
use vordruck_form::compiled::CompiledForm;
use vordruck_form::scenarios::Results;

/// The state of a definition at one moment.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Snapshot {
    /// Grows with every change.
    pub(super) revision: u64,
    /// Name of the service, or of the file.
    pub(super) title: String,
    /// The form that is shown; none until there was one without errors.
    pub(super) published: Option<Published>,
    /// What went wrong besides the definition.
    pub(super) trouble: Option<String>,
    /// What is wrong with it.
    pub(super) diagnostics: Vec<ShownDiagnostic>,
    /// Its pages, in order.
    pub(super) pages: Vec<ShownPage>,
    /// What can be filled in.
    pub(super) scenarios: Vec<ShownScenario>,
    /// What is wrong with the scenarios.
    pub(super) scenario_faults: Vec<String>,
}

/// A form that can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Published {
    /// Its hash.
    pub(super) hash: String,
    /// Path of its start page.
    pub(super) path: String,
}

/// A diagnostic.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ShownDiagnostic {
    /// `error`: there is no form because of it; `warning`, `hint`.
    severity: &'static str,
    /// Code and name.
    code: String,
    /// What is wrong, where, and what to do, with the line in question.
    text: String,
    /// The manual's entry.
    manual: String,
}

/// A page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ShownPage {
    id: String,
    /// By language.
    title: BTreeMap<String, String>,
}

/// A scenario.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ShownScenario {
    name: String,
    /// Whether everything came as expected.
    passed: bool,
    /// The moment it plays at; the browser's clock says another one.
    moment: Option<String>,
    /// The pages it passes, by id.
    pages: Vec<String>,
    /// What is entered, by path, as the form keeps it.
    answers: Answers,
}

impl Snapshot {
    /// What compiling and running the scenarios gave.
    pub(super) fn of(source: &ProcessSource, compiled: &Compiled, published: Result<Option<Published>, Failure>) -> Self {
        let results = source.test();
        let (published, trouble) = match published {
            Ok(published) => (published, None),
            Err(fault) => (None, Some(fault.to_string())),
        };
        let form = compiled.form.as_ref();
        Self {
            revision: 0,
            title: form.map_or_else(|| source.file.clone(), |form| form.title.in_language(0).to_owned()),
            published,
            trouble,
            diagnostics: diagnostics(compiled),
            pages: form.map(pages).unwrap_or_default(),
            scenarios: scenarios(&results),
            scenario_faults: results.faults.iter().map(|fault| format!("{}:{}: {}", fault.file, fault.line, fault.message.de)).collect(),
        }
    }

    /// There is nothing to compile.
    pub(super) fn unreadable(trouble: String, published: Option<Published>) -> Self {
        Self { trouble: Some(trouble), published, ..Self::default() }
    }
}

fn diagnostics(compiled: &Compiled) -> Vec<ShownDiagnostic> {
    let shown = |diagnostic: &vordruck_form::compile::Diagnostic| ShownDiagnostic {
        severity: match diagnostic.code.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        },
        code: format!("{} {}", diagnostic.code.id, diagnostic.code.slug),
        text: report::diagnostic_to_text(diagnostic, &compiled.sources, ReportLanguage::German),
        manual: vordruck_form::compile::diagnostics::manual(diagnostic.code).replace("**", ""),
    };
    compiled.diagnostics.iter().map(shown).collect()
}

fn pages(form: &CompiledForm) -> Vec<ShownPage> {
    let title = |page: &vordruck_form::compiled::Page| {
        let languages = form.languages.iter().enumerate();
        languages.map(|(index, language)| (language.clone(), page.title.in_language(index).to_owned())).collect()
    };
    form.pages.iter().map(|page| ShownPage { id: page.id.clone(), title: title(page) }).collect()
}

fn scenarios(results: &Results) -> Vec<ShownScenario> {
    let shown = |verdict: &vordruck_form::scenarios::Verdict| ShownScenario {
        name: verdict.scenario.name.clone(),
        passed: verdict.differences.is_empty(),
        moment: verdict.scenario.moment.map(|moment| moment.to_string()),
        pages: verdict.outcome.pages.clone(),
        answers: verdict.answers.clone(),
    };
    results.verdicts.iter().map(shown).collect()
}
