//! **VD0025 duplicate-code**: two entries of a code list have the same code, so that an answer would be ambiguous (FIM quality
//! message 1045).

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::source::Span;
use std::collections::HashMap;

/// VD0025
pub static CODE: Code = Code { id: "VD0025", slug: "duplicate-code", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for list in &names.definition.code_lists {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for entry in list.entries.iter().filter(|entry| !entry.code.is_missing()) {
            let code = &entry.code.value;
            if let Some(first) = seen.get(code.as_str()) {
                diagnostics.push(
                    Diagnostic::new(&CODE, entry.code.span, say!("Den Code „{code}“ gibt es in dieser Liste schon.", "The code “{code}” is in this list already."))
                        .related(*first, say!("Hier steht er zum ersten Mal.", "Here it stands first.")),
                );
            } else {
                seen.insert(code, entry.code.span);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, process};

    #[test]
    fn the_second_of_two_equal_codes_is_reported() {
        let entry = |label: &str| format!(r#"<entry code="x"><label>{label}</label></entry>"#);
        let list = format!(r#"<code-list id="l">{}{}</code-list>"#, entry("X"), entry("Y"));
        let page = r#"<page id="p"><title>P</title><field id="a" type="select" options="l"><label>A</label></field></page>"#;
        assert_eq!(codes(&process(&(list + page))), ["VD0025"]);
    }
}
