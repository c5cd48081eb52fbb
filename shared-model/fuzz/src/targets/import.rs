//! FIM schemas and BPMN models: a definition that compiles, or diagnostics.

use super::Target;
use vordruck_form::compile::check;
use vordruck_form::compile::report::{ReportLanguage, to_text};
use vordruck_import::import;
use vordruck_import::report::{Fate, Reason};

pub(super) const XDF: Target = Target {
    name: "xdf",
    run,
    dictionary: &[
        "<",
        ">",
        "/>",
        "\"",
        "&#1;",
        "--",
        "<x:struktur>",
        "</x:struktur>",
        "<x:anzahl>0:*</x:anzahl>",
        "0:0",
        "4294967295:4294967295",
        "<code>X</code>",
        "<code>select</code>",
        "<code>hidden</code>",
        "<code>locked</code>",
        "<code>label</code>",
        "<code>datetime</code>",
        "<code>bool</code>",
        "{\"minLength\":\"5\",\"maxLength\":\"1\"}",
        "F60000242",
        "G60000083",
        "date",
        "count",
        "<x:inhalt>\"</x:inhalt>",
        "<x:bezeichnungEingabe/>",
        "<x:wert><x:code>a</x:code></x:wert>",
        "\u{1f600}",
    ],
    rounds: 2100,
};

pub(super) const BPMN: Target = Target {
    name: "bpmn",
    run,
    dictionary: &[
        "<",
        ">",
        "/>",
        "\"",
        "${",
        "}",
        " = ",
        "==",
        "&amp;&amp;",
        "||",
        "!",
        "true",
        "\"x\"",
        "'y'",
        "(",
        ")",
        "<bpmn:userTask id=\"n\"/>",
        "<bpmn:subProcess id=\"z\">",
        "</bpmn:subProcess>",
        "<bpmn:exclusiveGateway id=\"y\"/>",
        "sourceRef=\"g1\"",
        "targetRef=\"person\"",
        "default=\"f3_nein\"",
        "name=\"date\"",
        "isExecutable=\"true\"",
        "<bpmn:parallelGateway id=\"p\"/>",
        "<bpmn:boundaryEvent id=\"b\"/>",
    ],
    rounds: 2100,
};

#[allow(clippy::panic, reason = "a promise that is broken is a finding")]
fn run(bytes: &[u8]) -> bool {
    let import = import("a.xml", bytes);
    let Some(imported) = import.imported else {
        assert!(!import.diagnostics.is_empty(), "what can't be imported has a reason");
        return false;
    };
    let compiled = check("process.xml", &imported.definition, &[]);
    assert!(compiled.form.is_some(), "what is imported compiles: {}", to_text(&compiled, ReportLanguage::English));
    for entry in &imported.report.entries {
        let unaccounted = matches!(&entry.fate, None | Some(Fate::LeftOut { reason: Reason::Unaccounted }));
        assert!(!unaccounted, "nobody said what became of <{}>", entry.element);
    }
    let counts = imported.report.counts();
    let told = counts.taken_over + counts.simplified + counts.remarked + counts.left_out + counts.parts;
    assert_eq!(told, counts.elements, "every element is told once");
    true
}
