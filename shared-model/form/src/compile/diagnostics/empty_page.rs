//! **VD0033 empty-page**: a page, group or note with nothing in it (FIM quality message 1023), or a process without pages.
//!
//! An applicant would see a heading and a button.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::ItemDefinition;

/// VD0033
pub static CODE: Code = Code { id: "VD0033", slug: "empty-page", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let definition = names.definition;
    if definition.pages.is_empty() {
        diagnostics.push(Diagnostic::new(&CODE, definition.span, say!("Dieser Prozess hat keine Seite.", "This process has no page.")));
    }
    for page in definition.pages.iter().filter(|page| page.items.is_empty() && page.intro.is_empty()) {
        diagnostics.push(Diagnostic::new(&CODE, page.span, say!("Diese Seite ist leer.", "This page is empty.")));
    }
    definition.walk(&mut |item| match item {
        ItemDefinition::Group(group) if group.items.is_empty() => {
            diagnostics.push(Diagnostic::new(&CODE, group.span, say!("Diese Gruppe ist leer.", "This group is empty.")));
        }
        ItemDefinition::Note(note) if note.body.is_empty() || note.body.iter().any(|passage| passage.texts.is_empty()) => {
            diagnostics.push(
                Diagnostic::new(&CODE, note.span, say!("Dieser Hinweis hat keinen Text.", "This note has no text."))
                    .hint(say!("Ergänzen Sie <p>…</p>, in Listen <li>…</li>.", "Add <p>…</p>, <li>…</li> in lists.")),
            );
        }
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page, process};

    #[test]
    fn empty_parts_are_reported() {
        assert_eq!(codes(&page("")), ["VD0033"]);
        assert_eq!(codes(&page(r#"<group id="g"/>"#)), ["VD0033"]);
        assert_eq!(codes(&page(r#"<note/>"#)), ["VD0033"]);
        assert_eq!(codes(&page(r#"<note><p>A</p><ul/></note>"#)), ["VD0033"]);
        assert_eq!(codes(&process("")), ["VD0033"]);
    }
}
