//! **VD0009 bad-value**: the value of an attribute is none of those it may have.
//!
//! Examples: `kind="hinweis"` on a note (plain, info, warning, stop), `max-length="zehn"`, `max-size="10"` without a unit,
//! `parameter="ja"` instead of `true`.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, Wording, say};
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

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn values_that_mean_nothing_are_reported() {
        assert_eq!(codes(&page(r#"<field id="a" type="text" max-length="zehn"><label>A</label></field>"#)), ["VD0009"]);
        assert_eq!(codes(&page(r#"<field id="a" type="file" max-size="10"><label>A</label></field>"#)), ["VD0009"]);
        assert_eq!(codes(&page(r#"<note kind="hinweis"><p>A</p></note>"#)), ["VD0009"]);
    }
}
