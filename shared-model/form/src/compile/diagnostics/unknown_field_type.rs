//! **VD0020 unknown-field-type**: a field has a type that does not exist.
//!
//! The reference lists the types. A field of unknown type is treated as open by all further checks.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::field_type_names;
use crate::compile::names::Names;

/// VD0020
pub static CODE: Code = Code { id: "VD0020", slug: "unknown-field-type", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in &names.fields {
        let kind = &field.definition.kind;
        if field.kind.is_none() && !kind.is_missing() {
            let written = &kind.value;
            let known = field_type_names();
            let list = field_type_names().collect::<Vec<_>>().join(", ");
            diagnostics.push(
                Diagnostic::new(&CODE, kind.span, say!("Den Feldtyp „{written}“ gibt es nicht.", "There is no field type “{written}”."))
                    .did_you_mean(written, known)
                    .hint(say!("Feldtypen: {list}.", "Field types: {list}.")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn an_unknown_type_is_one_diagnostic_and_nothing_follows_from_it() {
        let broken = page(r#"<field id="a" type="datum" max="today()" required="true"><label>A</label></field><rule id="r" field="a" assert="a > 3">Nein.</rule>"#);
        assert_eq!(codes(&broken), ["VD0020"]);
    }
}
