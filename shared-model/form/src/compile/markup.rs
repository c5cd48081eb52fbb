//! Whether the markup in texts is right. In: a text with markup and where it stands. Out: diagnostics about it.

use super::diagnostic::{Diagnostics, Place};
use super::diagnostics::{bad_markup, link_target, unclear_link, unsafe_link};
use crate::compiled::Style;
use crate::definition::{Definition, ItemDefinition, WrittenText, markup};
use std::collections::HashMap;

/// What links may lead to: pages and fields, and whether each is always there.
pub(crate) struct Targets(HashMap<String, bool>);

impl Targets {
    pub(crate) fn of(definition: &Definition) -> Self {
        let mut targets = Self(HashMap::new());
        for page in &definition.pages {
            let is_always = page.visible.is_none();
            targets.0.insert(page.id.value.clone(), is_always);
            targets.items(&page.items, is_always);
        }
        targets
    }

    fn items(&mut self, items: &[ItemDefinition], is_always: bool) {
        for item in items {
            match item {
                ItemDefinition::Field(field) => {
                    self.0.insert(field.id.value.clone(), is_always && field.setting("visible").is_none());
                }
                ItemDefinition::Group(group) => self.items(&group.items, is_always && group.visible.is_none() && group.repeat.is_none()),
                ItemDefinition::Note(_) => {}
            }
        }
    }
}

/// Checks a German text where it was written.
pub(crate) fn check_written(text: &WrittenText, targets: &Targets, diagnostics: &mut Diagnostics) {
    let Some(parts) = &text.marked else { return };
    check(&text.value, &|part| Place::Source(parts.get(part).copied().unwrap_or(text.span)), targets, diagnostics);
}

/// Checks a text; `place` says where its elements stand.
pub(crate) fn check(text: &str, place: &dyn Fn(usize) -> Place, targets: &Targets, diagnostics: &mut Diagnostics) {
    let marked = markup::read(text);
    for (part, fault) in &marked.faults {
        diagnostics.push(bad_markup::diagnostic(place(*part), fault));
    }
    for (run, element) in marked.runs.iter().zip(&marked.elements) {
        let (Some(element), true) = (element, run.style == Style::Link && !run.about.is_empty()) else { continue };
        let here = || place(*element);
        match run.about.strip_prefix('#').map(|id| (id, targets.0.get(id))) {
            Some((_, Some(true))) => {}
            Some((id, Some(false))) => diagnostics.push(link_target::not_always(here(), id)),
            Some((id, None)) => {
                let mut known: Vec<&str> = targets.0.iter().filter(|(_, is_always)| **is_always).map(|(id, _)| id.as_str()).collect();
                known.sort_unstable();
                diagnostics.push(link_target::unknown(here(), id, known));
            }
            None if !unsafe_link::is_safe(&run.about) => diagnostics.push(unsafe_link::diagnostic(here(), &run.about)),
            None => {}
        }
        if !run.words.trim().is_empty() && unclear_link::is_unclear(&run.words) {
            diagnostics.push(unclear_link::diagnostic(here(), run.words.trim()));
        }
    }
}
