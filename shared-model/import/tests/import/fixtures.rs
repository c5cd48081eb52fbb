//! The parser fixtures of xdatenfelder-xml: good ones compile, broken ones give a diagnostic each.

use crate::build::{codes, imported};

macro_rules! fixtures {
    ($($path:literal),* $(,)?) => { [$(($path, include_str!(concat!("../fixtures/xdatenfelder-xml/", $path)))),*] };
}

#[test]
fn good_files_import_and_compile() {
    let files = fixtures!(
        "xdf2/data-field-rule.xml",
        "xdf2/data-group-rule.xml",
        "xdf2/label.xml",
        "xdf2/minimal.xml",
        "xdf2/rule.xml",
        "xdf2/select.xml",
        "xdf2/simple.xml",
        "xdf3/input.xml",
        "xdf3/simple.xml",
    );
    for (name, source) in files {
        let (_, form) = imported(name, source);
        assert!(!form.pages.is_empty(), "{name}");
    }
}

#[test]
fn broken_files_give_a_diagnostic_each() {
    let files = fixtures!(
        "xdf2/duplicate-required-value.xml",
        "xdf2/duplicate-optional-value.xml",
        "xdf2/unknown-namespace.xml",
        "xdf3/duplicate-id-node.xml",
        "xdf3/empty-id-node.xml",
        "xdf3/invalid-freigabestatus.xml",
        "xdf3/missing-id-node.xml",
        "xdf3/unexpected-node.xml",
        "xdf3/unknown-namespace.xml",
    );
    let expected = ["VI0006", "VI0007", "VI0003", "VI0006", "VI0005", "VI0009", "VI0005", "VI0008", "VI0003"];
    for ((name, source), code) in files.into_iter().zip(expected) {
        let (found, is_imported) = codes(source);
        assert_eq!(found, [code], "{name}");
        // What was twice but empty, or is not foreseen, is left out with a warning.
        assert_eq!(is_imported, matches!(code, "VI0007" | "VI0008"), "{name}");
    }
}
