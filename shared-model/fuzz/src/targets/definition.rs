//! Definitions in XML: compiled, or diagnosed. There is a form exactly when nothing is an error, and its bytes give the same form.

use super::Target;
use vordruck_form::compile::report::{ReportLanguage, to_text};
use vordruck_form::compile::{Severity, check};
use vordruck_form::compiled::CompiledForm;

pub(super) const TARGET: Target = Target {
    name: "definition",
    run,
    dictionary: &[
        "<",
        ">",
        "/>",
        "\"",
        "'",
        "&lt;",
        "&#1;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE a>",
        "xmlns=\"\"",
        "</page>",
        "</group>",
        "</repeat>",
        "<field id=\"a\" type=\"text\"><label>A</label></field>",
        "<group id=\"g\">",
        "<repeat id=\"r\" min=\"1\">",
        "visible=\"",
        "required=\"",
        "count(",
        "P1Y",
        "((((",
        "]..[",
        "some x in",
        "for x in",
        "satisfies",
        "1e400",
        "99999999999999999999999999999999",
        "partial-date",
        "checkboxes",
        "period",
        "date-time",
        "\u{1f600}",
        "<a href=\"#a\">x</a>",
        "<strong>",
        "</strong>",
        "<ul><li>",
        "<include block=\"anschrift\" id=\"z\"/>",
    ],
    rounds: 900,
};

#[allow(clippy::panic, reason = "a promise that is broken is a finding")]
fn run(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let compiled = check("process.xml", text, &[]);
    let errors = compiled.diagnostics.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error);
    assert_eq!(compiled.form.is_none(), errors, "a form exactly when nothing is an error");
    assert_eq!(to_text(&compiled, ReportLanguage::German).is_empty(), compiled.diagnostics.is_empty(), "what is wrong is said");
    if let Some(form) = &compiled.form {
        let again = CompiledForm::from_bytes(&form.to_bytes());
        assert!(again.as_ref() == Ok(form), "bytes give the same form");
    }
    // VD0001 and VD0002: no XML, or none that is read.
    !compiled.diagnostics.iter().any(|diagnostic| matches!(diagnostic.code.id, "VD0001" | "VD0002"))
}
