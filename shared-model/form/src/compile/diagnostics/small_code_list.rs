//! **VD0024 small-code-list**: a code list with fewer than two entries leaves nothing to choose (FIM quality message 1044).
//!
//! A single statement to agree to is a field of type `consent`. A list that a tenant may replace can't be empty either: its
//! entries are what the form shows before a tenant sets its own.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0024
pub static CODE: Code = Code { id: "VD0024", slug: "small-code-list", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for list in names.definition.code_lists.iter().filter(|list| list.entries.len() < 2) {
        // Without its file there is nothing to count; that has been said.
        if list.entries.is_empty() && list.urn.is_some() {
            continue;
        }
        let (id, count) = (&list.id.value, list.entries.len());
        let only_checkboxes = names
            .fields
            .iter()
            .filter(|field| field.definition.setting("options").is_some_and(|options| options.value == *id))
            .all(|field| field.kind == Some(crate::compile::field_kinds::FieldKind::Checkboxes));
        if count == 1 && only_checkboxes {
            continue;
        }
        diagnostics.push(
            Diagnostic::new(
                &CODE,
                list.span,
                say!(
                    "Die Codeliste „{id}“ hat {count} Einträge; zum Wählen braucht es mindestens zwei.",
                    "The code list “{id}” has {count} entries; it takes at least two to choose."
                ),
            )
            .hint(say!("Ergänzen Sie <entry code=\"…\"><label>…</label></entry>.", "Add <entry code=\"…\"><label>…</label></entry>.")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, process};

    #[test]
    fn a_list_of_one_is_only_for_checkboxes() {
        let form = |kind: &str, entries: &str| {
            process(&format!(
                r#"<code-list id="l">{entries}</code-list><page id="p"><title>P</title><field id="a" type="{kind}" options="l"><label>A</label></field></page>"#
            ))
        };
        let one = r#"<entry code="x"><label>X</label></entry>"#;
        assert_eq!(codes(&form("radios", "")), ["VD0024"]);
        assert_eq!(codes(&form("radios", one)), ["VD0024"]);
        assert!(codes(&form("checkboxes", one)).is_empty());
    }
}
