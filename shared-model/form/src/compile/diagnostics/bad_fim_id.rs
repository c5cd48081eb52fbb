//! **VD0014 bad-fim-id**: a FIM id that is none, or of another kind of part.
//!
//! FIM ids are a letter and 8 digits (XDatenfelder 2) or 11 digits (XDatenfelder 3): `F60000227` for fields, `G60000083` for
//! groups, `R…` for rules. A partial date is one field here and a group in FIM, so it may have a `G…` id. Exports carry these ids;
//! a wrong one sends an answer to the wrong place. (FIM quality message 1039.) The version may follow, as FIM writes both together:
//! `F60000227V1.1`, of three parts with 11 digits (`F60000000227V1.1.0`); exports with versioned keys need it.

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
    let rest = written.strip_prefix(|letter: char| letters.contains(letter)).unwrap_or("");
    let (digits, version) = rest.split_once('V').map_or((rest, None), |(digits, version)| (digits, Some(version)));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_version = |parts: usize| version.is_none_or(|text| text.split('.').count() == parts && text.split('.').all(is_number));
    let is_id = match digits.len() {
        8 => is_number(digits) && is_version(2),
        11 => is_number(digits) && is_version(3),
        _ => false,
    };
    if !is_id {
        let letter = letters.chars().next().unwrap_or('F');
        diagnostics.push(
            Diagnostic::new(&CODE, id.span, say!("„{written}“ ist hier keine FIM-ID.", "“{written}” is no FIM id here.")).hint(say!(
                "{letter} mit 8 Ziffern (XDatenfelder 2) oder 11 Ziffern (XDatenfelder 3), zum Beispiel {letter}60000227 oder {letter}60000227V1.1.",
                "{letter} with 8 digits (XDatenfelder 2) or 11 digits (XDatenfelder 3), for example {letter}60000227 or {letter}60000227V1.1."
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
        assert!(codes(&field("F60000227V1.1", "text")).is_empty());
        assert!(codes(&field("F60000000227V1.1.0", "text")).is_empty());
        for wrong in ["F60000227V1", "F60000227V1.1.0", "F60000000227V1.1", "F60000227V", "F60000227V1.x", "F60000227v1.1"] {
            assert_eq!(codes(&field(wrong, "text")), ["VD0014"], "{wrong}");
        }
        assert_eq!(codes(&field("G60000227", "text")), ["VD0014"]);
        assert_eq!(codes(&field("F6000022", "text")), ["VD0014"]);
    }
}
