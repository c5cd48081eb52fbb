//! **VD0079 autocomplete-in-rows**: a field that is asked several times has an autocomplete token.
//!
//! A token says that the field is about the person in front of the screen (WCAG 2.2 SC 1.3.5); the browser would put that person's name
//! into every row, for every child. Fields in rows are about others.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0079
pub static CODE: Code = Code { id: "VD0079", slug: "autocomplete-in-rows", severity: Severity::Warning };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in names.fields.iter().filter(|field| field.repeat.is_some()) {
        if let Some(token) = field.definition.setting("autocomplete") {
            let id = &field.definition.id.value;
            let message = say!("Der Browser würde „{id}“ in jeder Zeile gleich ausfüllen.", "The browser would fill in “{id}” the same in every row.");
            let hint = say!(
                "Lassen Sie autocomplete weg; bei <include> autocomplete=\"false\".",
                "Leave autocomplete out; with <include> autocomplete=\"false\"."
            );
            diagnostics.push(Diagnostic::new(&CODE, token.span, message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, page};

    #[test]
    fn rows_have_no_tokens() {
        let form = r#"<repeat id="a" max="3"><title>A</title><field id="b" type="person-name" autocomplete="given-name"><label>B</label></field></repeat>"#;
        assert_eq!(all_codes(&page(form)), ["VD0079"]);
        assert!(all_codes(&page(&form.replace(r#" autocomplete="given-name""#, ""))).is_empty());
    }
}
