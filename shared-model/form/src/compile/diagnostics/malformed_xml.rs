//! **VD0001 malformed-xml**: the file is not XML.
//!
//! A tag is not closed, a quote is missing, `<` or `&` stands unescaped in a text. Without XML there is nothing else to check, so
//! this diagnostic comes alone.
//!
//! Example: `<title>Parken & Wohnen</title>`. Write `&amp;` for `&` and `&lt;` for `<`.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;

/// VD0001
pub static CODE: Code = Code { id: "VD0001", slug: "malformed-xml", severity: Severity::Error };

pub(crate) fn diagnostic(span: Span, error: &roxmltree::Error) -> Diagnostic {
    let wording = match error {
        roxmltree::Error::UnexpectedCloseTag(expected, actual, _) => say!(
            "Hier wird <{expected}> mit </{actual}> geschlossen.",
            "<{expected}> is closed by </{actual}> here."
        ),
        roxmltree::Error::DuplicatedAttribute(name, _) => {
            say!("Das Attribut „{name}“ steht zweimal an diesem Element.", "The attribute “{name}” stands twice on this element.")
        }
        roxmltree::Error::UnclosedRootNode => say!("Am Ende fehlt ein schließendes Element.", "A closing tag is missing at the end."),
        other => say!("Das ist kein wohlgeformtes XML: {other}.", "This is not well-formed XML: {other}."),
    };
    Diagnostic::new(&CODE, span, wording).hint(say!(
        "Schreiben Sie &lt; für <, &amp; für &, und schließen Sie jedes Element.",
        "Write &lt; for <, &amp; for &, and close every element."
    ))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::codes;

    #[test]
    fn broken_xml_is_one_diagnostic() {
        assert_eq!(codes("<process><title>Parken & Wohnen</title></process>"), ["VD0001"]);
        assert_eq!(codes(""), ["VD0001"]);
    }
}
