//! **VD0038 rule-message**: a rule that says nothing when it is broken (FIM quality message 1024).
//!
//! The message says what is wrong and what to do (WCAG 2.2 SC 3.3.3).

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0038
pub static CODE: Code = Code { id: "VD0038", slug: "rule-message", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for rule in names.definition.rules.iter().filter(|rule| rule.message.is_none()) {
        let id = &rule.id.value;
        diagnostics.push(
            Diagnostic::new(&CODE, rule.span, say!("Die Regel „{id}“ hat keine Meldung.", "The rule “{id}” has no message."))
                .hint(say!("<rule …>Was ist falsch, was ist zu tun.</rule>", "<rule …>What is wrong, what to do.</rule>")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_rule_needs_a_message() {
        assert_eq!(codes(&page(r#"<field id="a" type="integer"><label>A</label></field><rule id="r" field="a" assert="a > 1"/>"#)), ["VD0038"]);
    }
}
