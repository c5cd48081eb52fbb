//! **VD0034 missing-label**: a field or an option without a label, a repeated group without a title.
//!
//! Without it nobody knows what is asked, with or without a screen reader (WCAG 2.2 SC 3.3.2, 1.3.1; FIM quality message 1009).

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::field_kinds::FieldKind;
use crate::compile::names::Names;

/// VD0034
pub static CODE: Code = Code { id: "VD0034", slug: "missing-label", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in names.fields.iter().filter(|field| field.definition.label.is_none() && field.kind != Some(FieldKind::Hidden)) {
        let id = &field.definition.id.value;
        diagnostics.push(
            Diagnostic::new(&CODE, field.definition.span, say!("Dem Feld „{id}“ fehlt das Label.", "The field “{id}” lacks its label."))
                .hint(say!("Ergänzen Sie <label>…</label>.", "Add <label>…</label>.")),
        );
    }
    for group in names.groups.iter().filter(|group| group.repeat.is_some() && group.title.is_none()) {
        let id = &group.id.value;
        diagnostics.push(
            Diagnostic::new(&CODE, group.span, say!("Der Wiederholung „{id}“ fehlt der Titel.", "The repeated group “{id}” lacks its title."))
                .hint(say!("Ergänzen Sie <title>…</title>.", "Add <title>…</title>.")),
        );
    }
    for entry in names.definition.code_lists.iter().flat_map(|list| &list.entries).filter(|entry| entry.label.is_none()) {
        let code = &entry.code.value;
        diagnostics.push(
            Diagnostic::new(&CODE, entry.span, say!("Dem Eintrag „{code}“ fehlt das Label.", "The entry “{code}” lacks its label."))
                .hint(say!("Ergänzen Sie <label>…</label>.", "Add <label>…</label>.")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_field_without_label_is_reported() {
        assert_eq!(codes(&page(r#"<field id="a" type="yes-no"><hint>Mit Hinweis</hint></field>"#)), ["VD0034"]);
        assert_eq!(codes(&page(r#"<field id="a" type="yes-no"><label> </label></field>"#)), ["VD0034"]);
    }
}
