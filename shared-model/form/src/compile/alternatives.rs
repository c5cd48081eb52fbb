//! `<alternatives>` → the assertion of a rule. In: the definition, with the types of its fields. Out: the same with assertions made of
//! them: `count([telefon != null, count(dateien) > 0][item]) = 1`.

use crate::definition::{AlternativesDefinition, Definition, Written};
use std::collections::HashMap;

/// What may stand in `at`.
pub(crate) const AT: &[&str] = &["exactly-one", "at-least-one", "at-most-one"];

/// Writes the assertions of all alternatives.
pub(crate) fn write(definition: &mut Definition) {
    let kinds: HashMap<String, String> =
        definition.fields().iter().map(|field| (field.id.value.clone(), field.kind.value.clone())).collect();
    for rule in &mut definition.rules {
        if let Some(alternatives) = &rule.alternatives {
            rule.assert = Written::new(assertion(alternatives, &kinds), alternatives.of.span);
        }
    }
}

fn assertion(alternatives: &AlternativesDefinition, kinds: &HashMap<String, String>) -> String {
    let is_answered = |id: &str| match kinds.get(id).map(String::as_str) {
        Some("checkboxes" | "file") => format!("count({id}) > 0"),
        Some("consent") => id.to_owned(),
        _ => format!("{id} != null"),
    };
    let answered: Vec<String> = alternatives.of.value.split_whitespace().map(is_answered).collect();
    let comparison = match alternatives.at.as_ref().map(|at| at.value.as_str()) {
        Some("at-least-one") => ">= 1",
        Some("at-most-one") => "<= 1",
        _ => "= 1",
    };
    format!("count([{}][item]) {comparison}", answered.join(", "))
}
