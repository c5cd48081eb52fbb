//! **VD0054 missing-handover**: it is not said where submissions go.
//!
//! `<handover><postbox/></handover>` puts them into the authority's postbox. Without it a form would collect what nobody gets.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0054
pub static CODE: Code = Code { id: "VD0054", slug: "missing-handover", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let handover = &names.definition.handover;
    if !handover.as_ref().is_some_and(|handover| handover.postbox) {
        let span = handover.as_ref().map_or(names.definition.span, |handover| handover.span);
        diagnostics.push(
            Diagnostic::new(&CODE, span, say!("Es ist nicht gesagt, wohin Anträge gehen.", "It is not said where applications go."))
                .hint(say!("Ergänzen Sie <handover><postbox/></handover>.", "Add <handover><postbox/></handover>.")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn submissions_go_somewhere() {
        let valid = page(r#"<field id="a" type="yes-no"><label>A</label></field>"#);
        assert_eq!(codes(&valid.replace("<postbox/>", "")), ["VD0054"]);
    }
}
