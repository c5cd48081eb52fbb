//! **VD0011 duplicate-id**: two parts have the same id.
//!
//! Pages, groups, fields, notes, parameters and code lists share one set of ids, because files of texts name them all; fields and
//! parameters are also named by expressions. Rules have ids of their own and may be called like the field they are about.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::Written;
use crate::definition::source::Span;
use std::collections::HashMap;

/// VD0011
pub static CODE: Code = Code { id: "VD0011", slug: "duplicate-id", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    unique(names.ids_but_of_rules(), diagnostics);
    unique(names.definition.rules.iter().map(|rule| &rule.id).collect(), diagnostics);
}

fn unique(ids: Vec<&Written>, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for id in ids.into_iter().filter(|id| !id.is_missing()) {
        let name = &id.value;
        if let Some(first) = seen.get(name.as_str()) {
            diagnostics.push(
                Diagnostic::new(&CODE, id.span, say!("Die id „{name}“ gibt es schon.", "The id “{name}” exists already."))
                    .related(*first, say!("Hier steht sie zum ersten Mal.", "Here it stands first.")),
            );
        } else {
            seen.insert(name, id.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn the_second_of_two_equal_ids_is_reported() {
        let field = |label: &str| format!(r#"<field id="a" type="yes-no"><label>{label}</label></field>"#);
        assert_eq!(codes(&page(&(field("A") + &field("B")))), ["VD0011"]);
        assert!(codes(&page(&(field("A") + r#"<rule id="a" field="a" assert="a">Nein.</rule>"#))).is_empty());
    }
}
