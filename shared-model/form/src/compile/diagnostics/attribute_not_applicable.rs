//! **VD0021 attribute-not-applicable**: an attribute that fields of this type do not have.
//!
//! A length only fits texts, a range only numbers and dates, `options` only choices, `accept` only files, `value` only calculated
//! fields (FIM quality messages 1012, 1015, 1016, 1056, 1057). It would do nothing, and its author believes it does.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::Written;
use crate::definition::xml::field_attributes;

/// VD0021
pub static CODE: Code = Code { id: "VD0021", slug: "attribute-not-applicable", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in &names.fields {
        let Some(kind) = field.kind else { continue };
        for setting in &field.definition.settings {
            let name = setting.name.value.as_str();
            if kind.has_setting(name) || !field_attributes().any(|known| known == name) {
                continue;
            }
            diagnostics.push(diagnostic(&setting.name, kind.name(), &kind.settings()));
        }
    }
}

pub(crate) fn diagnostic(setting: &Written, kind: &str, settings: &[&str]) -> Diagnostic {
    let (name, list) = (&setting.value, settings.join(", "));
    Diagnostic::new(
        &CODE,
        setting.span,
        say!("Felder vom Typ {kind} haben kein „{name}“.", "Fields of type {kind} have no “{name}”."),
    )
    .hint(say!("Möglich sind: {list}.", "Possible: {list}."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_length_of_a_date_is_reported() {
        assert_eq!(codes(&page(r#"<field id="a" type="date" max-length="3"><label>A</label></field>"#)), ["VD0021"]);
        assert_eq!(codes(&page(r#"<field id="a" type="text" value="1"><label>A</label></field>"#)), ["VD0021"]);
    }
}
