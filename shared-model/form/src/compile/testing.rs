//! Small definitions for the tests of diagnostics: everything is right but what the test breaks.

use super::{Compiled, LanguageFile, Severity, TenantSettings, compile};

/// A process with these parts.
pub(crate) fn process(parts: &str) -> String {
    complete(parts, "")
}

/// A process with one page with this on it.
pub(crate) fn page(items: &str) -> String {
    process(&format!(r#"<page id="p"><title>P</title>{items}</page>"#))
}

/// A process with a group that is shown under a condition over fields of several types.
pub(crate) fn condition(expression: &str) -> String {
    let escaped = expression.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    with_fields(&format!(r#"<group id="g" visible="{escaped}"><field id="z" type="yes-no"><label>Z</label></field></group>"#), "")
}

/// A process with fields and this after its pages.
pub(crate) fn with_end(end: &str) -> String {
    with_fields("", end)
}

/// A process whose tenant may set something.
pub(crate) fn tenant_form() -> String {
    let entry = |code: &str| format!(r#"<entry code="{code}"><label>{code}</label></entry>"#);
    let list = |id: &str, more: &str| format!(r#"<code-list id="{id}" {more}>{}{}</code-list>"#, entry("A"), entry("B"));
    let field = |id: &str, list: &str| format!(r#"<field id="{id}" type="radios" options="{list}"><label>{id}</label></field>"#);
    process(&format!(
        r#"<parameter id="gebuehr" type="money" default="10.00"/>{}{}<page id="p"><title>P</title>{}{}</page><fee amount="gebuehr" purpose="P"/>"#,
        list("zonen", r#"parameter="true""#),
        list("fest", ""),
        field("a", "zonen"),
        field("b", "fest")
    ))
}

/// The codes of the errors.
pub(crate) fn codes(source: &str) -> Vec<&'static str> {
    errors(&compile("process.xml", source, &[], None))
}

/// The codes of errors and warnings.
pub(crate) fn all_codes(source: &str) -> Vec<&'static str> {
    compile("process.xml", source, &[], None).diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect()
}

/// The codes of everything that is wrong with a file of texts.
pub(crate) fn codes_with_texts(source: &str, language: &str, text: &str) -> Vec<&'static str> {
    let file = LanguageFile { language, name: "texts.ftl", text };
    compile("process.xml", source, &[file], None).diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect()
}

/// The codes of the errors for a tenant.
pub(crate) fn codes_for_tenant(source: &str, set: impl FnOnce(&mut TenantSettings)) -> Vec<&'static str> {
    let mut tenant = TenantSettings {
        id: "musterstadt".into(),
        name: "Stadt Musterstadt".into(),
        root_fingerprint: "a".repeat(64),
        ..TenantSettings::default()
    };
    set(&mut tenant);
    errors(&compile("process.xml", source, &[], Some(&tenant)))
}

fn errors(compiled: &Compiled) -> Vec<&'static str> {
    let errors: Vec<_> = compiled
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.severity == Severity::Error)
        .map(|diagnostic| diagnostic.code.id)
        .collect();
    assert_eq!(errors.is_empty(), compiled.form.is_some(), "there is a form exactly when there are no errors");
    errors
}

fn with_fields(items: &str, end: &str) -> String {
    let list = r#"<code-list id="zahlen"><entry code="eins"><label>Eins</label></entry><entry code="zwei"><label>Zwei</label></entry></code-list>"#;
    let field = |id: &str, kind: &str| format!(r#"<field id="{id}" type="{kind}"><label>{id}</label></field>"#);
    let choice = |id: &str, kind: &str| format!(r#"<field id="{id}" type="{kind}" options="zahlen"><label>{id}</label></field>"#);
    let fields = [
        field("zahl", "integer"),
        field("text", "text"),
        field("datum", "date"),
        field("ja", "yes-no"),
        choice("wahl", "radios"),
        choice("wahlen", "checkboxes"),
    ]
    .concat();
    process(&format!(r#"{list}<page id="p"><title>P</title>{fields}{items}</page>{end}"#))
}

fn complete(parts: &str, end: &str) -> String {
    format!(
        r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>{parts}{end}<handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#
    )
}
