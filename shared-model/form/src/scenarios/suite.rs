//! All scenarios of a process. In: the definition, its texts, its files of scenarios. Out: for each scenario what differs, and what all
//! of them together have been to. Compiles once for each set of tenant's settings.

use super::compare::{Difference, differences};
use super::coverage::Coverage;
use super::outcome::Outcome;
use super::places::Places;
use super::read::{ScenarioFault, read};
use super::run::run;
use super::scenario::{Scenario, TenantPart, resolve};
use crate::answers::Answers;
use crate::compile::diagnostic::say;
use crate::compile::{Beside, Compiled, LanguageFile, Severity, compile_with};
use crate::compiled::CompiledForm;
use std::sync::Arc;

/// A definition with its scenarios.
#[derive(Debug, Clone, Copy)]
pub struct Suite<'a> {
    /// What diagnostics call the definition.
    pub name: &'a str,
    /// The definition.
    pub source: &'a str,
    /// Its texts.
    pub texts: &'a [LanguageFile<'a>],
    /// What stands beside it.
    pub beside: Beside<'a>,
    /// Its files of scenarios: name and text.
    pub scenarios: &'a [(String, String)],
}

/// What came of all scenarios.
#[derive(Debug)]
pub struct Results {
    /// What compiling gave; without a form nothing was run.
    pub compiled: Compiled,
    /// What could not be read or run.
    pub faults: Vec<ScenarioFault>,
    /// Each scenario that was run.
    pub verdicts: Vec<Verdict>,
    /// Where they have been.
    pub coverage: Coverage,
    /// Where the parts of the form stand.
    pub places: Places,
}

/// What came of a scenario.
#[derive(Debug)]
pub struct Verdict {
    /// The scenario.
    pub scenario: Scenario,
    /// What was entered, as the form keeps it.
    pub answers: Answers,
    /// What came.
    pub outcome: Outcome,
    /// Where something else was expected.
    pub differences: Vec<Difference>,
}

impl Suite<'_> {
    /// Runs everything.
    #[must_use]
    pub fn run(&self) -> Results {
        let compiled = compile_with(self.name, self.source, self.texts, self.beside, None);
        let (definition, sources) = crate::definition::read(self.name, self.source, self.beside);
        let places = definition.map(|definition| Places::of(&definition, &sources)).unwrap_or_default();
        let mut results = Results { compiled, faults: Vec::new(), verdicts: Vec::new(), coverage: Coverage::default(), places };
        let Some(form) = results.compiled.form.clone() else { return results };
        results.coverage = Coverage::of(&form);
        let mut forms = vec![(TenantPart::default(), Arc::new(form))];
        for scenario in self.scenarios(&mut results.faults) {
            let done = self.form_for(&scenario, &mut forms).map_err(|fault| vec![fault]).and_then(|form| run(&scenario, &form));
            match done {
                Ok(run) => {
                    results.coverage.add(&run);
                    let differences = differences(&scenario, &run.outcome);
                    results.verdicts.push(Verdict { scenario, answers: run.state.answers().clone(), outcome: run.outcome, differences });
                }
                Err(faults) => results.faults.extend(faults),
            }
        }
        results
    }

    fn scenarios(&self, faults: &mut Vec<ScenarioFault>) -> Vec<Scenario> {
        let mut scenarios = Vec::new();
        for (name, text) in self.scenarios {
            match read(name, text) {
                Ok(read) => scenarios.extend(read),
                Err(wrong) => faults.extend(wrong),
            }
        }
        resolve(scenarios).unwrap_or_else(|wrong| {
            faults.extend(wrong);
            Vec::new()
        })
    }

    fn form_for(&self, scenario: &Scenario, forms: &mut Vec<(TenantPart, Arc<CompiledForm>)>) -> Result<Arc<CompiledForm>, ScenarioFault> {
        let form = match forms.iter().find(|(tenant, _)| *tenant == scenario.tenant) {
            Some((_, form)) => Arc::clone(form),
            None => {
                let compiled = compile_with(self.name, self.source, self.texts, self.beside, Some(&scenario.tenant_settings()));
                let first = compiled.diagnostics.iter().find(|diagnostic| diagnostic.code.severity == Severity::Error);
                if let Some(diagnostic) = first {
                    let message = diagnostic.message.clone();
                    return Err(ScenarioFault::new(scenario, scenario.line, message));
                }
                let Some(form) = compiled.form.map(Arc::new) else {
                    let message = say!("Dafür gibt es kein Formular.", "There is no form for this.");
                    return Err(ScenarioFault::new(scenario, scenario.line, message));
                };
                forms.push((scenario.tenant.clone(), Arc::clone(&form)));
                form
            }
        };
        match &scenario.language {
            Some(language) if !form.languages.contains(language) => {
                let message =
                    say!("Das Formular gibt es nicht in der Sprache „{language}“.", "There is no form in the language “{language}”.");
                Err(ScenarioFault::new(scenario, scenario.line, message))
            }
            _ => Ok(form),
        }
    }
}

impl Results {
    /// Whether every scenario could be run and nothing differs.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.compiled.form.is_some() && self.faults.is_empty() && self.verdicts.iter().all(|verdict| verdict.differences.is_empty())
    }
}
