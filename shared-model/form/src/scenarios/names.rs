//! Whether a scenario speaks of things the form has: what is expected of a field that isn't there would always come true. In: a scenario, a
//! form. Out: faults with their lines.

use super::entered::no_field;
use super::read::ScenarioFault;
use super::scenario::{Lined, Scenario};
use crate::compile::diagnostic::{Wording, nearest, say};
use crate::compiled::CompiledForm;

pub(super) fn unknown(scenario: &Scenario, form: &CompiledForm) -> Vec<ScenarioFault> {
    let expected = &scenario.expected;
    let mut faults = Vec::new();
    let mut check = |line: usize, message: Option<Wording>| {
        faults.extend(message.map(|message| ScenarioFault::new(scenario, line, message)));
    };
    let lists = [&expected.shown, &expected.hidden];
    for (line, path) in lists.into_iter().flat_map(|list| list.value.iter().map(move |path| (list.line, path))) {
        check(line, unknown_path(form, path));
    }
    for (path, written) in expected.errors.iter().chain(&expected.values) {
        check(written.line, unknown_path(form, path));
    }
    let stopped = expected.stopped.iter().filter(|page| page.value != super::compare::NONE);
    for page in scenario.up_to.iter().chain(stopped) {
        check(page.line, unknown_page(form, &page.value));
    }
    if let Some(Lined { line, value: pages }) = &expected.pages {
        pages.iter().for_each(|page| check(*line, unknown_page(form, page)));
    }
    faults
}

/// `kinder[1].vorname` ends with the id of a field; groups have paths, too.
fn unknown_path(form: &CompiledForm, path: &str) -> Option<Wording> {
    let id = path.rsplit('.').next().unwrap_or(path);
    let is_known = form.field_by_id(id).is_some() || form.groups.iter().any(|group| group.id == id);
    (!is_known).then(|| no_field(form, id))
}

fn unknown_page(form: &CompiledForm, id: &str) -> Option<Wording> {
    if form.pages.iter().any(|page| page.id == id) {
        return None;
    }
    Some(match nearest(id, form.pages.iter().map(|page| page.id.as_str())) {
        Some(near) => say!("Es gibt keine Seite „{id}“. Meinten Sie „{near}“?", "There is no page “{id}”. Did you mean “{near}”?"),
        None => say!("Es gibt keine Seite „{id}“.", "There is no page “{id}”."),
    })
}
