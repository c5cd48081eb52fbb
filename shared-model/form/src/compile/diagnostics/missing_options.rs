//! **VD0022 missing-options**: a field to choose from has nothing to choose from.
//!
//! Radios, select and checkboxes name a code list: `options="halter_art"` (FIM quality message 1018).

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0022
pub static CODE: Code = Code { id: "VD0022", slug: "missing-options", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in &names.fields {
        if let Some(kind) = field.kind.filter(|kind| kind.has_options() && field.definition.setting("options").is_none()) {
            let name = kind.name();
            diagnostics.push(
                Diagnostic::new(
                    &CODE,
                    field.definition.kind.span,
                    say!("Ein Feld vom Typ {name} braucht „options“.", "A field of type {name} needs “options”."),
                )
                .hint(say!(
                    "Legen Sie eine <code-list> an und nennen Sie ihre id: options=\"…\".",
                    "Make a <code-list> and name its id: options=\"…\"."
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn radios_without_options_are_reported() {
        assert_eq!(codes(&page(r#"<field id="a" type="radios"><label>A</label></field>"#)), ["VD0022"]);
    }
}
