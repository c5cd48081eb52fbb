//! **VD0035 label-twice**: two fields on one page have the same label.
//!
//! In a list of fields, as screen readers give it, and in the error summary they can't be told apart (WCAG 2.2 SC 2.4.6). Fields
//! that can never be shown together are meant too: answers are read back one under the other.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::source::Span;
use std::collections::HashMap;

/// VD0035
pub static CODE: Code = Code { id: "VD0035", slug: "label-twice", severity: Severity::Warning };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<(usize, Option<usize>, String), Span> = HashMap::new();
    for field in &names.fields {
        let Some(label) = &field.definition.label else { continue };
        // „Von“ and „Bis“ are told apart by the period they belong to.
        let is_word = label.block.as_ref().is_some_and(|(block, _)| block.is_empty());
        let key = (field.page, field.groups.last().copied().filter(|_| is_word), label.value.to_lowercase());
        if let Some(first) = seen.get(&key) {
            let text = &label.value;
            diagnostics.push(
                Diagnostic::new(&CODE, label.span, say!("„{text}“ heißt schon ein anderes Feld dieser Seite.", "Another field of this page is called “{text}” already."))
                    .hint(say!("Sagen Sie, worum es geht: „Familienname der Halterin“.", "Say what it is about: “Family name of the holder”."))
                    .related(*first, say!("Hier steht es zum ersten Mal.", "Here it stands first.")),
            );
        } else {
            seen.insert(key, label.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, page};

    #[test]
    fn equal_labels_on_a_page_are_a_warning() {
        let field = |id: &str| format!(r#"<field id="{id}" type="yes-no"><label>Gleich</label></field>"#);
        assert_eq!(all_codes(&page(&(field("a") + &field("b")))), ["VD0035"]);
        let period = |id: &str| format!(r#"<field id="{id}" type="period"><label>{id}</label></field>"#);
        assert!(all_codes(&page(&(period("a") + &period("b")))).is_empty());
    }
}
