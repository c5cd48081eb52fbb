//! Small files for the tests, and what every import has to fulfil.

use vordruck_form::compile::report::{ReportLanguage, to_text};
use vordruck_form::compile::{Severity, check};
use vordruck_form::compiled::CompiledForm;
use vordruck_import::report::{Fate, Reason, Report};
use vordruck_import::{Imported, import};

/// Imports a file that has to be good, and compiles what comes out.
pub(crate) fn imported(name: &str, source: &str) -> (Imported, CompiledForm) {
    let import = import(name, source.as_bytes());
    let messages = import.messages(ReportLanguage::English);
    let imported = import.imported.unwrap_or_else(|| panic!("{name} is not imported:\n{messages}"));
    let form = compiled(name, &imported);
    accounted_for(source, &imported.report);
    (imported, form)
}

/// Compiles a definition that has to compile.
pub(crate) fn compiled(name: &str, imported: &Imported) -> CompiledForm {
    let compiled = check("process.xml", &imported.definition, &[]);
    let errors = compiled.diagnostics.iter().filter(|diagnostic| diagnostic.code.severity == Severity::Error).count();
    assert_eq!(errors, 0, "{name} does not compile:\n{}\n{}", to_text(&compiled, ReportLanguage::English), imported.definition);
    compiled.form.expect("without errors there is a form")
}

/// Every element of the source is in the report once, with a fate that somebody gave it.
pub(crate) fn accounted_for(source: &str, report: &Report) {
    let document = roxmltree::Document::parse(source.trim_start_matches('\u{feff}')).expect("it was imported");
    let elements = document.descendants().filter(|node| node.is_element()).count();
    assert_eq!(report.counts().elements, elements, "elements of the source and of the report");
    let counts = report.counts();
    assert_eq!(counts.taken_over + counts.simplified + counts.remarked + counts.left_out + counts.parts, elements);
    for entry in &report.entries {
        let unaccounted = matches!(&entry.fate, None | Some(Fate::LeftOut { reason: Reason::Unaccounted }));
        assert!(
            !unaccounted,
            "nobody said what became of <{}> „{}“\n{}",
            entry.element,
            entry.text,
            report.to_text(ReportLanguage::English)
        );
    }
}

/// Codes of what is wrong with a file, and whether it was imported.
pub(crate) fn codes(source: &str) -> (Vec<&'static str>, bool) {
    let import = import("a.xml", source.as_bytes());
    (import.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect(), import.imported.is_some())
}

const XDF2: &str = "urn:xoev-de:fim:standard:xdatenfelder_2";
const XDF3: &str = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0";

/// A schema of version 2 around positions and rules.
pub(crate) fn xdf2(content: &str) -> String {
    format!(
        "<x:xdatenfelder.stammdatenschema.0102 xmlns:x=\"{XDF2}\"><x:header><x:nachrichtID>1</x:nachrichtID></x:header><x:stammdatenschema>\
         <x:identifikation><x:id>S99000001</x:id><x:version>1.2</x:version></x:identifikation><x:name>Probe</x:name>\
         <x:bezeichnungEingabe>Probeantrag</x:bezeichnungEingabe><x:bezug>§ 1 Probegesetz</x:bezug>{content}\
         </x:stammdatenschema></x:xdatenfelder.stammdatenschema.0102>"
    )
}

/// A schema of version 3 around positions and rules.
pub(crate) fn xdf3(content: &str) -> String {
    format!(
        "<x:xdatenfelder.stammdatenschema.0102 xmlns:x=\"{XDF3}\"><x:stammdatenschema>\
         <x:identifikation><x:id>S99000000001</x:id><x:version>1.2.0</x:version></x:identifikation><x:name>Probe</x:name>\
         <x:freigabestatus><code>6</code></x:freigabestatus><x:bezeichnung>Probeantrag</x:bezeichnung><x:hilfetext>Wofür es ist.</x:hilfetext>\
         <x:dokumentsteckbrief><x:id>D99000000001</x:id></x:dokumentsteckbrief>{content}\
         </x:stammdatenschema></x:xdatenfelder.stammdatenschema.0102>"
    )
}

/// A position.
pub(crate) fn at(times: &str, element: &str) -> String {
    format!("<x:struktur><x:anzahl>{times}</x:anzahl><x:bezug/><x:enthaelt>{element}</x:enthaelt></x:struktur>")
}

/// A group of either version.
pub(crate) fn group(id: &str, name: &str, content: &str) -> String {
    format!(
        "<x:datenfeldgruppe><x:identifikation><x:id>{id}</x:id><x:version>1.0</x:version></x:identifikation><x:name>{name}</x:name>\
         <x:bezeichnungEingabe>{name}</x:bezeichnungEingabe><x:schemaelementart><code>HAR</code></x:schemaelementart>{content}</x:datenfeldgruppe>"
    )
}

/// A field of either version; `more` stands behind its type.
pub(crate) fn field(id: &str, name: &str, art: &str, kind: &str, more: &str) -> String {
    format!(
        "<x:datenfeld><x:identifikation><x:id>{id}</x:id><x:version>1.1</x:version></x:identifikation><x:name>{name}</x:name>\
         <x:bezeichnungEingabe>{name}</x:bezeichnungEingabe><x:feldart><code>{art}</code></x:feldart><x:datentyp><code>{kind}</code></x:datentyp>{more}</x:datenfeld>"
    )
}

/// A rule of version 2.
pub(crate) fn rule(id: &str, sentence: &str) -> String {
    format!(
        "<x:regel><x:identifikation><x:id>{id}</x:id><x:version>1.0</x:version></x:identifikation><x:name>Regel</x:name>\
         <x:definition>{sentence}</x:definition><x:script>function script() {{}}</x:script></x:regel>"
    )
}

/// Whether ten times the size takes about ten times as long: a step that looks at everything for everything would take a hundred
/// times as long. The best of several runs counts, since other programs use the machine as well.
pub(crate) fn grows_with_its_size(name: &str, small: &str, large: &str) {
    let time = |source: &str| {
        let run = || {
            let start = std::time::Instant::now();
            assert!(import(name, source.as_bytes()).imported.is_some());
            start.elapsed().as_secs_f64()
        };
        (0..5).map(|_| run()).fold(f64::INFINITY, f64::min)
    };
    let (first, second) = (time(small), time(large));
    assert!(second < first * 50.0 + 0.2, "{first} s for one size, {second} s for ten times as much");
}
