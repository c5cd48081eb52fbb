//! Running a scenario. In: a scenario that is complete, the form compiled for its tenant. Out: the application as it stands after
//! everything was entered, and what came of it.

use super::entered;
use super::names;
use super::outcome::{self, Outcome};
use super::read::ScenarioFault;
use super::scenario::Scenario;
use crate::answers::{AnswerPath, Answers};
use crate::compile::diagnostic::say;
use crate::compiled::{CompiledForm, PageIndex};
use crate::journey::{FormState, Moment, Openness};
use std::sync::Arc;

/// A scenario that was run.
#[derive(Debug, Clone)]
pub struct Run {
    /// The application.
    pub state: FormState,
    /// The pages the applicant has been to: none after the one where it stops, none after `up-to`.
    pub pages: Vec<PageIndex>,
    /// What came of it.
    pub outcome: Outcome,
}

/// Runs a scenario.
///
/// # Errors
/// Answers for fields or pages the form doesn't have; all at once.
pub fn run(scenario: &Scenario, form: &Arc<CompiledForm>) -> Result<Run, Vec<ScenarioFault>> {
    let mut faults = Vec::new();
    let mut answers = Answers::default();
    for (path, answer) in &scenario.answers {
        if let Err(message) = entered::enter(form, &mut answers, AnswerPath::of(path), path, &answer.value) {
            faults.push(ScenarioFault::new(scenario, answer.line, message));
        }
    }
    faults.extend(names::unknown(scenario, form));
    let last = scenario.up_to.as_ref().and_then(|page| form.pages.iter().position(|known| known.id == page.value));
    let Some(moment) = scenario.moment else {
        faults.push(ScenarioFault::new(scenario, scenario.line, say!("Es fehlt der Zeitpunkt.", "The moment is missing.")));
        return Err(faults);
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut state = FormState::new(Arc::clone(form), answers, Moment { local: moment });
    // As the screen does: whoever comes to a page finds as many rows as are needed at least.
    for page in (0..).map(PageIndex).take(form.pages.len()) {
        state.add_least_rows(page);
    }
    let mut pages: Vec<PageIndex> = state.pages().into_iter().filter(|page| last.is_none_or(|last| page.at() <= last)).collect();
    // Whoever comes too early or too late is told so and sees no page.
    let is_open = matches!(state.openness(), Openness::Open { .. });
    pages.truncate(if is_open { pages.len() } else { 0 });
    let stopped = pages.iter().position(|page| state.is_stopped(*page));
    pages.truncate(stopped.map_or(pages.len(), |at| at + 1));
    let is_done = is_open && scenario.up_to.is_none() && stopped.is_none();
    let language = scenario.language.as_deref().unwrap_or("de");
    let outcome = outcome::of(&state, &pages, is_done, language);
    Ok(Run { state, pages, outcome })
}
