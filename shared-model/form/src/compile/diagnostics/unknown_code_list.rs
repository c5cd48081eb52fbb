//! **VD0023 unknown-code-list**: `options` names a code list that does not exist.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0023
pub static CODE: Code = Code { id: "VD0023", slug: "unknown-code-list", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in names.fields.iter().filter(|field| field.kind.is_some_and(|kind| kind.has_options())) {
        let Some(options) = field.definition.setting("options") else { continue };
        if names.code_list(&options.value).is_none() {
            let written = &options.value;
            diagnostics.push(
                Diagnostic::new(&CODE, options.span, say!("Die Codeliste „{written}“ gibt es nicht.", "There is no code list “{written}”."))
                    .did_you_mean(written, names.definition.code_lists.iter().map(|list| list.id.value.as_str())),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn options_have_to_exist() {
        assert_eq!(codes(&page(r#"<field id="a" type="radios" options="gibtsnicht"><label>A</label></field>"#)), ["VD0023"]);
    }
}
