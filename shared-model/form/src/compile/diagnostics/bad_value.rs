//! **VD0009 bad-value**: the value of an attribute is none of those it may have.
//!
//! Examples: `kind="hinweis"` on a note (plain, info, warning, stop), `max-length="zehn"`, `max-size="10"` without a unit,
//! `parameter="ja"` instead of `true`.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Wording, say};
use crate::compile::names::Names;
use crate::definition::Written;

/// VD0009
pub static CODE: Code = Code { id: "VD0009", slug: "bad-value", severity: Severity::Error };

/// The value has to be one of a few words.
pub(crate) fn one_of(attribute: &str, value: &Written, known: &[&str]) -> Diagnostic {
    let written = &value.value;
    let list = known.join(", ");
    Diagnostic::new(&CODE, value.span, say!("„{written}“ ist kein Wert für „{attribute}“.", "“{written}” is no value for “{attribute}”."))
        .did_you_mean(written, known.iter().copied())
        .hint(say!("Möglich sind: {list}.", "Possible: {list}."))
}

/// The value has to have a certain form.
pub(crate) fn form(attribute: &str, value: &Written, form: Wording) -> Diagnostic {
    let written = &value.value;
    Diagnostic::new(&CODE, value.span, say!("„{written}“ ist kein Wert für „{attribute}“.", "“{written}” is no value for “{attribute}”.")).hint(form)
}

/// The attributes of code lists; those of fields and notes are read where they are lowered.
pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for list in &names.definition.code_lists {
        if let Some(parameter) = list.parameter.as_ref().filter(|parameter| !matches!(parameter.value.as_str(), "true" | "false")) {
            diagnostics.push(one_of("parameter", parameter, &["true", "false"]));
        }
        if let Some(urn) = list.urn.as_ref().filter(|urn| !is_urn(&urn.value)) {
            let form_of_urn = say!("Zum Beispiel urn:xoev-de:fim:codeliste:dokumentart.", "For example urn:xoev-de:fim:codeliste:dokumentart.");
            diagnostics.push(form("urn", urn, form_of_urn));
        }
    }
}

/// `urn:` namespace `:` name, in printable ASCII (RFC 8141 §2; FIM quality message 1048).
fn is_urn(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    parts.next() == Some("urn")
        && parts.next().is_some_and(|namespace| (2..=32).contains(&namespace.len()))
        && parts.next().is_some_and(|name| !name.is_empty())
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page, process};

    #[test]
    fn values_that_mean_nothing_are_reported() {
        assert_eq!(codes(&page(r#"<field id="a" type="text" max-length="zehn"><label>A</label></field>"#)), ["VD0009"]);
        assert_eq!(codes(&page(r#"<field id="a" type="file" max-size="10"><label>A</label></field>"#)), ["VD0009"]);
        assert_eq!(codes(&page(r#"<note kind="hinweis"><p>A</p></note>"#)), ["VD0009"]);
        let list = r#"<code-list id="l"><entry code="x"><label>X</label></entry><entry code="y"><label>Y</label></entry></code-list>"#;
        for broken in [r#"parameter="ja""#, r#"urn="xoev:codeliste""#, r#"urn="urn:de:straßen""#] {
            assert_eq!(codes(&process(&list.replace("id=", &format!("{broken} id=")))), ["VD0033", "VD0009"], "{broken}");
        }
    }
}
