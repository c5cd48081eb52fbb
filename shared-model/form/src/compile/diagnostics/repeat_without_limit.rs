//! **VD0074 repeat-without-limit**: a repeated group says nothing about how many rows it may have.
//!
//! Whoever processes the application expects some number (FIM quality message 1021: multiplicity has to be given). Without `max` a
//! form takes 2 000 rows; say what makes sense, a number or a parameter of the tenant.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0074
pub static CODE: Code = Code { id: "VD0074", slug: "repeat-without-limit", severity: Severity::Warning };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for group in names.groups.iter().filter(|group| group.repeat.as_ref().is_some_and(|repeat| repeat.max.is_none())) {
        let id = &group.id.value;
        let message = say!("„{id}“ nimmt beliebig viele Zeilen.", "“{id}” takes any number of rows.");
        diagnostics.push(
            Diagnostic::new(&CODE, group.span, message).hint(say!("Ergänzen Sie max=\"…\".", "Add max=\"…\".")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, page};

    #[test]
    fn a_repeated_group_says_how_often() {
        let form = |max: &str| {
            page(&format!(r#"<repeat id="a" {max}><title>A</title><field id="b" type="text"><label>B</label></field></repeat>"#))
        };
        assert_eq!(all_codes(&form("")), ["VD0074"]);
        assert!(all_codes(&form(r#"max="3""#)).is_empty());
    }
}
