//! **VD0082 fim-twice**: two parts of one group have the same FIM id (FIM quality messages 1004 and 1025).
//!
//! A FIM part stands at most once in a group or on the top level: its place is its name. Exports by FIM id could carry only one of the
//! two answers there. Put each into the group it belongs to.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::ItemDefinition;
use std::collections::HashMap;

/// VD0082
pub static CODE: Code = Code { id: "VD0082", slug: "fim-twice", severity: Severity::Warning };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    names.definition.walk(&mut |item| {
        let ItemDefinition::Group(group) = item else { return };
        // Groups without an id of their own are only for the eye here; FIM does not know them.
        let Some(around) = &group.fim else { return };
        let mut seen = HashMap::new();
        for inner in &group.items {
            let (fim, visible) = match inner {
                ItemDefinition::Field(field) => (field.setting("fim"), field.setting("visible")),
                ItemDefinition::Group(group) => (group.fim.as_ref(), group.visible.as_ref()),
                ItemDefinition::Note(_) => continue,
            };
            // Parts of which only one is shown share a place.
            let Some(fim) = fim.filter(|_| visible.is_none()) else { continue };
            if let Some(first) = seen.insert(fim.value.as_str(), fim.span) {
                let (id, outer) = (&fim.value, &around.value);
                let message = say!("{id} steht schon in {outer}.", "{id} stands in {outer} already.");
                diagnostics.push(Diagnostic::new(&CODE, fim.span, message).related(first, say!("Hier steht es zum ersten Mal.", "Here it stands first.")));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, page};

    #[test]
    fn a_part_stands_once_in_a_group() {
        let form = |second: &str| {
            all_codes(&page(&format!(
                r#"<group id="g" fim="G60000086"><title>G</title><field id="a" fim="F60000243" type="text"><label>A</label></field><field id="b" fim="{second}" type="text"><label>B</label></field></group>"#
            )))
        };
        assert_eq!(form("F60000243"), ["VD0082"]);
        assert!(form("F60000244").is_empty());
    }
}
