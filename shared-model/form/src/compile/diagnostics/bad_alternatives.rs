//! **VD0075 bad-alternatives**: alternatives of fewer than two fields, of fields that do not exist, or one field twice.
//!
//! `of` lists the ids of at least two fields that are asked (FIM quality message 1043: a group of alternatives has at least two parts).

use super::bad_value;
use crate::compile::alternatives::AT;
use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0075
pub static CODE: Code = Code { id: "VD0075", slug: "bad-alternatives", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for alternatives in names.definition.rules.iter().filter_map(|rule| rule.alternatives.as_deref()) {
        let mut ids: Vec<&str> = alternatives.of.value.split_whitespace().collect();
        let unknown = ids.iter().find(|id| names.field(id).is_none()).copied();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        let message = match unknown {
            _ if alternatives.of.is_missing() => continue,
            // The rule stands at the first one, which has been reported then.
            Some(id) if alternatives.of.value.split_whitespace().next() == Some(id) => continue,
            Some(id) => say!("Das Feld „{id}“ gibt es nicht.", "There is no field “{id}”."),
            None if count < 2 => say!("Alternativen gibt es erst ab zwei Feldern.", "There are alternatives from two fields on only."),
            None if ids.len() < count => say!("Ein Feld steht doppelt da.", "A field stands there twice."),
            None => continue,
        };
        let diagnostic = Diagnostic::new(&CODE, alternatives.of.span, message);
        let known = names.fields.iter().map(|field| field.definition.id.value.as_str());
        diagnostics.push(match unknown {
            Some(id) => diagnostic.did_you_mean(id, known),
            None => diagnostic,
        });
    }
    for at in names.definition.rules.iter().filter_map(|rule| rule.alternatives.as_ref()?.at.as_ref()) {
        if !AT.contains(&at.value.as_str()) {
            diagnostics.push(bad_value::one_of("at", at, AT));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn alternatives_are_of_two_known_fields() {
        let form = |of: &str, more: &str| {
            let field = |id: &str| format!(r#"<field id="{id}" type="text"><label>{id}</label></field>"#);
            codes(&page(&format!(r#"{}{}<alternatives id="x" of="{of}" {more}>Eines von beiden.</alternatives>"#, field("a"), field("b"))))
        };
        assert!(form("a b", "").is_empty());
        assert!(form("a b", r#"at="at-least-one""#).is_empty());
        assert_eq!(form("a", ""), ["VD0075"]);
        assert_eq!(form("a a", ""), ["VD0075"]);
        assert!(form("a c", "").contains(&"VD0075"));
        assert_eq!(form("a b", r#"at="all""#), ["VD0009"]);
    }
}
