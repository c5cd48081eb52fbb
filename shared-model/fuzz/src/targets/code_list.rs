//! Published code lists in genericode: entries, or diagnoses. The definition around it stays the same.

use super::Target;
use vordruck_form::compile::report::{ReportLanguage, to_text};
use vordruck_form::compile::{Beside, CodeListSource, Severity, compile_with};

pub(super) const TARGET: Target = Target {
    name: "code-list",
    run,
    dictionary: &[
        "<Row>",
        "</Row>",
        "<Value ColumnRef=\"nr\"><SimpleValue>3</SimpleValue></Value>",
        "<SimpleValue/>",
        "<Key Id=\"k\"><ColumnRef Ref=\"name\"/></Key>",
        "Use=\"required\"",
        "urn:de:beispiel:farben",
        "<![CDATA[",
        "]]>",
        "&lt;",
        "<!DOCTYPE a>",
        "\u{1f600}",
    ],
    rounds: 900,
};

const DEFINITION: &str = r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
<code-list id="l" urn="urn:de:beispiel:farben"/>
<page id="p"><title>P</title><field id="a" type="select" options="l"><label>A</label></field></page>
<handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#;

#[allow(clippy::panic, reason = "a promise that is broken is a finding")]
fn run(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let files = [CodeListSource { name: "codelists/liste.xml", text }];
    let compiled = compile_with("process.xml", DEFINITION, &[], Beside { code_lists: &files, ..Beside::default() }, None);
    let errors = compiled.diagnostics.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error);
    assert_eq!(compiled.form.is_none(), errors, "a form exactly when nothing is an error");
    assert_eq!(to_text(&compiled, ReportLanguage::German).is_empty(), compiled.diagnostics.is_empty(), "what is wrong is said");
    !compiled.diagnostics.iter().any(|diagnostic| matches!(diagnostic.code.id, "VD0001" | "VD0002"))
}
