//! A scenario as its author wrote it, each part with its line. In: what `read` found. Out: scenarios that are complete by themselves.

use super::entered::Entered;
use super::read::ScenarioFault;
use crate::compile::diagnostic::{nearest, say};
use crate::compile::{TenantEntry, TenantSettings};
use jiff::civil::DateTime;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Something written in a line, counted from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lined<T> {
    /// Line.
    pub line: usize,
    /// What stands there.
    pub value: T,
}

/// An application, and what has to come of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Its name, unique among the scenarios of a process.
    pub name: String,
    /// The file it stands in, as it was named to `read`.
    pub file: String,
    /// The line it begins in.
    pub line: usize,
    /// Its position among the scenarios of its file, from 0.
    pub position: usize,
    /// The scenario whose answers, moment, language and tenant it takes over.
    pub based_on: Option<Lined<String>>,
    /// When the applicant is at it: local time, Europe/Berlin.
    pub moment: Option<DateTime>,
    /// In which language the form is read (BCP 47).
    pub language: Option<String>,
    /// What the tenant sets.
    pub tenant: TenantPart,
    /// The last page the applicant has filled in; none = all.
    pub up_to: Option<Lined<String>>,
    /// What is entered, by path, as a person types it.
    pub answers: Vec<(String, Lined<Entered>)>,
    /// Answers of the scenario it is based on that this one doesn't give.
    pub without: Vec<String>,
    /// What has to come of it.
    pub expected: Expected,
}

/// What a tenant sets, as far as a scenario says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TenantPart {
    /// Values by parameter.
    pub parameters: BTreeMap<String, String>,
    /// Entries by code list.
    pub code_lists: BTreeMap<String, Vec<TenantEntry>>,
}

/// What has to come of a scenario. What isn't said isn't compared, except for `errors`, `stopped` and `opening`: without them, all is well.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expected {
    /// The line it begins in; that of the scenario if there is none.
    pub line: usize,
    /// The pages passed, in order, by id.
    pub pages: Option<Lined<Vec<String>>>,
    /// Fields that are shown, by path; others may be too.
    pub shown: Lined<Vec<String>>,
    /// Fields that are not shown, by path; others may be hidden too.
    pub hidden: Lined<Vec<String>>,
    /// All that is wrong: by path the id of a rule, or the kind of fault (`missing`, `too-early`, …).
    pub errors: BTreeMap<String, Lined<String>>,
    /// The page at which it does not go on online, by id.
    pub stopped: Option<Lined<String>>,
    /// Whether the form is open: `open` (if nothing is said), `not-yet`, `closed`.
    pub opening: Option<Lined<String>>,
    /// The fee in euro, `61.40`; `none` when there is none.
    pub fee: Option<Lined<String>>,
    /// Values of fields by path, as FEEL writes them (`2026-11-22`, `61.40`, `true`); `none` for null.
    pub values: BTreeMap<String, Lined<String>>,
    /// What is handed on.
    pub export: Option<Lined<ExpectedExport>>,
}

/// What is handed on: JSON with speaking names.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedExport {
    /// The JSON.
    pub json: Json,
    /// Whether there may be nothing else.
    pub is_whole: bool,
}

impl Scenario {
    /// The settings of the tenant it runs for.
    #[must_use]
    pub fn tenant_settings(&self) -> TenantSettings {
        TenantSettings {
            id: "test".into(),
            name: "Test".into(),
            parameters: self.tenant.parameters.clone(),
            code_lists: self.tenant.code_lists.clone(),
            ..TenantSettings::default()
        }
    }
}

/// Gives each scenario what the one it is based on says, through any number of steps.
///
/// # Errors
/// A name that is not there, a name twice, a circle, a scenario without a moment.
pub fn resolve(scenarios: Vec<Scenario>) -> Result<Vec<Scenario>, Vec<ScenarioFault>> {
    let mut faults = Vec::new();
    let mut by_name: BTreeMap<&str, &Scenario> = BTreeMap::new();
    for scenario in &scenarios {
        if by_name.insert(&scenario.name, scenario).is_some() {
            let name = &scenario.name;
            let message = say!("Es gibt schon ein Szenario „{name}“.", "There is a scenario “{name}” already.");
            faults.push(ScenarioFault::new(scenario, scenario.line, message));
        }
    }
    let mut resolved = Vec::new();
    for scenario in &scenarios {
        match complete(scenario, &by_name) {
            Ok(complete) if complete.moment.is_none() => {
                let message = say!(
                    "Es fehlt der Zeitpunkt: moment = 2026-11-22T10:00:00, hier oder oben in der Datei.",
                    "The moment is missing: moment = 2026-11-22T10:00:00, here or at the top of the file."
                );
                faults.push(ScenarioFault::new(scenario, scenario.line, message));
            }
            Ok(complete) => resolved.push(complete),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(resolved) } else { Err(faults) }
}

fn complete(scenario: &Scenario, by_name: &BTreeMap<&str, &Scenario>) -> Result<Scenario, ScenarioFault> {
    let mut complete = scenario.clone();
    let (mut at, mut steps) = (scenario, 0);
    while let Some(base) = &at.based_on {
        let name = &base.value;
        let Some(found) = by_name.get(name.as_str()) else {
            let near = nearest(name, by_name.keys().copied()).map(|near| format!(" → „{near}“?")).unwrap_or_default();
            let message = say!("Es gibt kein Szenario „{name}“.{near}", "There is no scenario “{name}”.{near}");
            return Err(ScenarioFault::new(at, base.line, message));
        };
        steps += 1;
        if steps > by_name.len() {
            let message = say!("„{name}“ beruht auf sich selbst.", "“{name}” is based on itself.");
            return Err(ScenarioFault::new(at, base.line, message));
        }
        complete.take_over(found);
        at = found;
    }
    Ok(complete)
}

impl Scenario {
    fn take_over(&mut self, base: &Self) {
        self.moment = self.moment.or(base.moment);
        self.language = self.language.take().or_else(|| base.language.clone());
        for (id, value) in &base.tenant.parameters {
            self.tenant.parameters.entry(id.clone()).or_insert_with(|| value.clone());
        }
        for (id, entries) in &base.tenant.code_lists {
            self.tenant.code_lists.entry(id.clone()).or_insert_with(|| entries.clone());
        }
        for (path, answer) in &base.answers {
            if !self.without.contains(path) && self.answers.iter().all(|(own, _)| own != path) {
                self.answers.push((path.clone(), answer.clone()));
            }
        }
        // What the base leaves out of its own base stays out.
        self.without.extend(base.without.iter().cloned());
    }
}
