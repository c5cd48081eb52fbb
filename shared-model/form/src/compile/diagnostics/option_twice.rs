//! **VD0080 option-twice**: two entries of a code list have the same label (FIM quality message 1093).
//!
//! People can't tell them apart, and neither can a screen reader.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use std::collections::HashMap;

/// VD0080
pub static CODE: Code = Code { id: "VD0080", slug: "option-twice", severity: Severity::Warning };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for list in &names.definition.code_lists {
        let mut seen = HashMap::new();
        for label in list.entries.iter().filter_map(|entry| entry.label.as_ref()) {
            let text = &label.value;
            if let Some(first) = seen.get(&text.to_lowercase()) {
                let message = say!("„{text}“ steht schon zur Wahl.", "“{text}” can be chosen already.");
                diagnostics.push(
                    Diagnostic::new(&CODE, label.span, message).related(*first, say!("Hier steht es zum ersten Mal.", "Here it stands first.")),
                );
            } else {
                seen.insert(text.to_lowercase(), label.span);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, process};

    #[test]
    fn options_differ_in_their_labels() {
        let form = |second: &str| {
            all_codes(&process(&format!(
                r#"<code-list id="l"><entry code="a"><label>Ja</label></entry><entry code="b"><label>{second}</label></entry></code-list>
                <page id="p"><title>P</title><field id="f" type="radios" options="l"><label>F</label></field></page>"#
            )))
        };
        assert_eq!(form("ja"), ["VD0080"]);
        assert!(form("Nein").is_empty());
    }
}
