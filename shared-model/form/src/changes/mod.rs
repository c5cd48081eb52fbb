//! What changed between two versions of a form, in an author's words. In: two compiled forms. Out: changes, in the order of the new form.
//! Knows no files and nothing about who has open drafts.

mod change;
mod fields;
mod moved;
mod parts;
mod texts;

pub use change::{Change, ChangeKind, to_json};

use crate::compile::diagnostic::say;
use crate::compiled::CompiledForm;
use change::Found;

/// All changes from one version to another; none when applicants, clerks and programs notice nothing.
#[must_use]
pub fn changes(old: &CompiledForm, new: &CompiledForm) -> Vec<Change> {
    let mut found = Found::default();
    parts::process(old, new, &mut found);
    parts::pages(old, new, &mut found);
    fields::fields(old, new, &mut found);
    parts::rules(old, new, &mut found);
    parts::code_lists(old, new, &mut found);
    parts::fee(old, new, &mut found);
    parts::access(old, new, &mut found);
    parts::settings(old, new, &mut found);
    if found.is_empty() && without_version(old) != without_version(new) {
        found.add(ChangeKind::Other, "process", &new.id, say!("Etwas anderes hat sich geändert.", "Something else has changed."));
    }
    found.list
}

/// The version is what the author calls it, and no change by itself.
fn without_version(form: &CompiledForm) -> CompiledForm {
    CompiledForm { version: String::new(), ..form.clone() }
}

#[cfg(test)]
mod tests;
