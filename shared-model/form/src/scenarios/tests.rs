//! Suites of small definitions: rows, coverage, names that are not there.

use super::{Event, Owner, Results, Suite, to_text};
use crate::compile::report::ReportLanguage;

const FAMILY: &str = r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
<page id="seite"><title>Seite</title>
<field id="zahlt" type="yes-no" required="true"><label>Zahlen Sie?</label></field>
<repeat id="kinder" min="1" max="3" row-name="vorname"><title>Kinder</title><row>Kind {number}</row><add>Noch eins</add><remove>Weg mit {number}</remove>
<field id="vorname" type="person-name" required="true"><label>Vorname</label></field>
<field id="alter" type="integer"><label>Alter</label></field>
<field id="schule" type="text" visible="alter >= 6" required="true"><label>Schule</label></field>
<note kind="info" visible="alter &lt; 1"><p>Ein Säugling.</p></note>
<rule id="jung" assert="alter &lt; 18" field="alter">Ein Kind ist jünger als 18.</rule>
</repeat>
<note kind="info" visible="zahlt"><p>Danke.</p></note>
<rule id="namen" assert="count(distinct values(kinder.vorname)) = count(kinder)" field="kinder">Jedes Kind nur einmal.</rule>
</page>
<fee amount="10 * count(kinder)" purpose="Probe"/>
<handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#;

fn suite(scenarios: &str) -> Results {
    let scenarios = [("tests/a.toml".to_owned(), format!("moment = 2026-11-22T10:00:00\n{scenarios}"))];
    let results =
        Suite { name: "process.xml", source: FAMILY, texts: &[], beside: crate::compile::Beside::default(), scenarios: &scenarios }.run();
    assert!(results.compiled.form.is_some(), "{:#?}", results.compiled.diagnostics);
    results
}

fn said(results: &Results) -> String {
    to_text("probe", results, ReportLanguage::English, true)
}

#[test]
fn a_form_that_is_not_open_has_no_pages_and_both_sides_of_its_time_count() {
    let source = FAMILY.replace("<fee ", r#"<opening until='date("2026-12-01")'>Seit dem 1. Dezember geschlossen.</opening><fee "#);
    let results = |scenarios: &str| {
        let scenarios = [("tests/a.toml".to_owned(), scenarios.to_owned())];
        Suite { name: "process.xml", source: &source, texts: &[], beside: crate::compile::Beside::default(), scenarios: &scenarios }.run()
    };
    let open = format!("moment = 2026-12-01T23:59:00\n{TWO}");
    let one = results(&open);
    assert!(one.is_passed(), "{}", said(&one));
    assert!(said(&one).contains("opening: opening is always true"), "{}", said(&one));
    let late = "[[scenario]]\nname = \"Zu spät\"\nbased-on = \"Zwei Kinder\"\nmoment = 2026-12-02T00:00:00\n";
    let wrong = results(&format!("{open}\n{late}"));
    assert!(said(&wrong).contains("opening (tests/a.toml:"), "{}", said(&wrong));
    let right = results(&format!("{open}\n{late}expected = {{ opening = \"closed\", pages = [] }}\n"));
    assert!(right.is_passed() && !said(&right).contains("opening:"), "{}", said(&right));
}

const TWO: &str = r#"
[[scenario]]
name = "Zwei Kinder"
[scenario.answers]
zahlt = true
kinder = [{ vorname = "Ada", alter = 7, schule = "Am Wall" }, { vorname = "Alan", alter = 0 }]
[scenario.expected]
shown = ["kinder", "kinder[1].schule"]
hidden = ["kinder[2].schule"]
fee = 20
values = { "kinder[1].alter" = 7 }
export-part = { answers = { kinder = [{ vorname = "Ada", alter = 7, schule = "Am Wall" }, { vorname = "Alan", alter = 0 }] } }
"#;

#[test]
fn rows_are_lists_of_tables_and_have_paths() {
    let results = suite(TWO);
    assert!(results.is_passed(), "{}", said(&results));
}

#[test]
fn faults_in_rows_and_of_rows_are_named_by_path() {
    let results = suite(
        r#"
[[scenario]]
name = "Zweimal dasselbe Kind, und eins ist zu alt"
answers = { zahlt = false, kinder = [{ vorname = "Ada", alter = 18, schule = "keine" }, { vorname = "Ada" }] }
expected = { errors = { "kinder[1].alter" = "jung", kinder = "namen" } }
[[scenario]]
name = "Niemand"
answers = { zahlt = false }
expected = { errors = { "kinder[1].vorname" = "missing" } }
[[scenario]]
name = "Zu viele"
answers = { zahlt = false, kinder = [{ vorname = "A" }, { vorname = "B" }, { vorname = "C" }, { vorname = "D" }] }
expected = { errors = { kinder = "too-many-rows" } }
"#,
    );
    assert!(results.is_passed(), "{}", said(&results));
}

#[test]
fn coverage_counts_what_stands_in_rows_once() {
    let results = suite(&format!(
        "{TWO}\n[[scenario]]\nname = \"Nein\"\nanswers = {{ zahlt = false, kinder = [{{ vorname = \"Ada\", alter = 18, schule = \"x\" }}, {{ vorname = \"Ada\" }}] }}\nexpected = {{ errors = {{ \"kinder[1].alter\" = \"jung\", kinder = \"namen\" }} }}\n"
    ));
    assert!(results.is_passed(), "{}", said(&results));
    assert_eq!(results.coverage.total().percent(), 100, "{}", said(&results));
    let half = suite(TWO);
    let missing: Vec<_> = half.coverage.missing().map(|point| (point.owner.clone(), point.event)).collect();
    let rule = |id: &str| Owner::Rule(id.to_owned());
    assert_eq!(missing, [(Owner::Note(1), Event::HoldsNot("visible")), (rule("jung"), Event::Broken), (rule("namen"), Event::Broken)]);
    assert!(said(&half).contains("process.xml:11: note 2: visible is always true"), "{}", said(&half));
}

#[test]
fn what_is_expected_of_something_that_is_not_there_is_an_error() {
    let results = suite(
        r#"
[[scenario]]
name = "Verschrieben"
up-to = "seit"
answers = { zahlt = true, kinder = [{ vornam = "Ada" }] }
expected = { hidden = ["zalt"], errors = { "kinder[1].alte" = "missing" }, stopped = "sete" }
"#,
    );
    let said = said(&results);
    for line in [
        "“vornam”. Did you mean “vorname”",
        "“zalt”. Did you mean “zahlt”",
        "“alte”. Did you mean “alter”",
        "“seit”. Did you mean “seite”",
        "“sete”. Did you",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(results.verdicts.is_empty() && !results.is_passed());
}
