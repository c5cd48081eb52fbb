//! **VD0037 rule-field**: a rule without a field, or with one that does not exist or is not asked.
//!
//! The message of a rule stands at a field, and the error summary links to it; without one an applicant would be told that
//! something is wrong but not where (WCAG 2.2 SC 3.3.1).

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::field_kinds::FieldKind;
use crate::compile::names::Names;

/// VD0037
pub static CODE: Code = Code { id: "VD0037", slug: "rule-field", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for rule in &names.definition.rules {
        let id = &rule.id.value;
        let name = &rule.field.value;
        let field = names.field(name).and_then(|index| names.fields.get(index));
        let diagnostic = if rule.field.is_missing() {
            Diagnostic::new(&CODE, rule.span, say!("Die Regel „{id}“ nennt kein Feld.", "The rule “{id}” names no field."))
                .hint(say!("Ergänzen Sie field=\"…\": dort steht die Meldung.", "Add field=\"…\": the message stands there."))
        } else if names.repeat(name).is_some() {
            continue;
        } else if let Some(field) = field {
            if !field.kind.is_some_and(FieldKind::is_calculated) {
                continue;
            }
            Diagnostic::new(&CODE, rule.field.span, say!("„{name}“ wird berechnet, niemand kann es verbessern.", "“{name}” is calculated, nobody can mend it."))
                .hint(say!("Nennen Sie ein Feld, in das die Berechnung eingeht.", "Name a field that the calculation uses."))
        } else {
            Diagnostic::new(&CODE, rule.field.span, say!("Das Feld „{name}“ gibt es nicht.", "There is no field “{name}”."))
                .did_you_mean(name, names.fields.iter().map(|field| field.definition.id.value.as_str()))
        };
        diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_rule_needs_a_field_that_is_asked() {
        let form = |rule: &str| page(&format!(r#"<field id="a" type="integer"><label>A</label></field><field id="c" type="calculated" value="a + 1"><label>C</label></field>{rule}"#));
        assert_eq!(codes(&form(r#"<rule id="r" assert="a > 1">Nein.</rule>"#)), ["VD0037"]);
        assert_eq!(codes(&form(r#"<rule id="r" field="b" assert="a > 1">Nein.</rule>"#)), ["VD0037"]);
        assert_eq!(codes(&form(r#"<rule id="r" field="c" assert="c > 1">Nein.</rule>"#)), ["VD0037"]);
    }
}
