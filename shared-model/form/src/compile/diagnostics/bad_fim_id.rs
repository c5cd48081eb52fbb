//! **VD0014 bad-fim-id**: a FIM id that is none, or of another kind of part.
//!
//! FIM ids are a letter and 8 digits (XDatenfelder 2) or 11 digits (XDatenfelder 3): `F60000227` for fields, `G60000083` for
//! groups, `R…` for rules. A partial date is one field here and a group in FIM, so it may have a `G…` id. Exports carry these ids;
//! a wrong one sends an answer to the wrong place. (FIM quality message 1039.)

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::field_kinds::FieldKind;
use crate::compile::names::Names;
use crate::definition::Written;

/// VD0014
pub static CODE: Code = Code { id: "VD0014", slug: "bad-fim-id", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in &names.fields {
        let letters = if field.kind == Some(FieldKind::PartialDate) { "FG" } else { "F" };
        one(field.definition.setting("fim"), letters, diagnostics);
    }
    names.groups.iter().for_each(|group| one(group.fim.as_ref(), "G", diagnostics));
    names.definition.rules.iter().for_each(|rule| one(rule.fim.as_ref(), "R", diagnostics));
}

fn one(id: Option<&Written>, letters: &str, diagnostics: &mut Diagnostics) {
    let Some(id) = id else { return };
    let written = &id.value;
    let digits = written.strip_prefix(|letter: char| letters.contains(letter)).unwrap_or("");
    if !(matches!(digits.len(), 8 | 11) && digits.bytes().all(|byte| byte.is_ascii_digit())) {
        let letter = letters.chars().next().unwrap_or('F');
        diagnostics.push(
            Diagnostic::new(&CODE, id.span, say!("„{written}“ ist hier keine FIM-ID.", "“{written}” is no FIM id here.")).hint(say!(
                "{letter} mit 8 Ziffern (XDatenfelder 2) oder 11 Ziffern (XDatenfelder 3), zum Beispiel {letter}60000227.",
                "{letter} with 8 digits (XDatenfelder 2) or 11 digits (XDatenfelder 3), for example {letter}60000227."
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn fields_have_ids_with_f_and_groups_with_g() {
        let field = |fim: &str, kind: &str| page(&format!(r#"<field id="a" fim="{fim}" type="{kind}"><label>A</label></field>"#));
        assert!(codes(&field("F60000227", "text")).is_empty());
        assert!(codes(&field("F60000000227", "text")).is_empty());
        assert!(codes(&field("G60000083", "partial-date")).is_empty());
        assert_eq!(codes(&field("G60000227", "text")), ["VD0014"]);
        assert_eq!(codes(&field("F6000022", "text")), ["VD0014"]);
    }
}
