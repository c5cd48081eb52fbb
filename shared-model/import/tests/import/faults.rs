//! Broken files: one diagnostic each, at its place, with what to do.

use crate::build::{at, codes, field, group, xdf2, xdf3};
use vordruck_form::compile::report::ReportLanguage;
use vordruck_import::import;

fn good() -> String {
    xdf2(&at("1:1", &group("G99000001", "Angaben", &at("1:1", &field("F99000001", "Name", "input", "text", "")))))
}

#[test]
fn each_fault_is_one_diagnostic() {
    let good = good();
    let modern =
        xdf3(&at("1:1", &field("F99000000001", "Wahl", "select", "text", "<x:werte><x:wert><x:name>Eins</x:name></x:wert></x:werte>")));
    let cases: Vec<(&str, String, &str)> = vec![
        ("not XML", "kein XML".to_owned(), "VI0001"),
        ("an unclosed element", good.replace("</x:stammdatenschema>", ""), "VI0001"),
        ("an undeclared prefix", good.replace("<x:header>", "<x:header y:a='b'>"), "VI0001"),
        ("a document type", format!("<!DOCTYPE a>{good}"), "VI0002"),
        ("entities", format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{good}"), "VI0002"),
        ("too deep", "<a>".repeat(500), "VI0002"),
        ("another format", "<html xmlns='http://www.w3.org/1999/xhtml'/>".to_owned(), "VI0003"),
        ("another version", good.replace("xdatenfelder_2", "xdatenfelder_4"), "VI0003"),
        ("no schema inside", good.replace("x:stammdatenschema>", "x:header>"), "VI0003"),
        ("version 1", good.replace("xdatenfelder_2", "xdatenfelder_1"), "VI0004"),
        ("no id", good.replace("<x:id>F99000001</x:id>", ""), "VI0005"),
        ("an empty id", good.replace("<x:id>F99000001</x:id>", "<x:id> </x:id>"), "VI0005"),
        (
            "no identity",
            good.replace("<x:identifikation><x:id>F99000001</x:id><x:version>1.1</x:version></x:identifikation>", ""),
            "VI0005",
        ),
        ("no name", good.replace("<x:name>Name</x:name>", ""), "VI0005"),
        ("no kind", good.replace("<x:feldart><code>input</code></x:feldart>", ""), "VI0005"),
        ("an empty kind", good.replace("<x:feldart><code>input</code></x:feldart>", "<x:feldart/>"), "VI0005"),
        ("no multiplicity", good.replacen("<x:anzahl>1:1</x:anzahl>", "", 1), "VI0005"),
        ("an empty multiplicity", good.replacen("<x:anzahl>1:1</x:anzahl>", "<x:anzahl/>", 1), "VI0005"),
        (
            "nothing contained",
            good.replace("<x:enthaelt><x:datenfeld>", "<x:enthaelt/><x:bezug>").replace("</x:datenfeld></x:enthaelt>", "</x:bezug>"),
            "VI0005",
        ),
        ("a value without a code", modern, "VI0005"),
        ("two names", good.replace("<x:name>Name</x:name>", "<x:name>Name</x:name><x:name>Anders</x:name>"), "VI0006"),
        ("an unknown kind", good.replace("<code>input</code>", "<code>neu</code>"), "VI0009"),
        ("an unknown type", good.replace("<code>text</code>", "<code>neu</code>"), "VI0009"),
        ("an unknown status", good.replace("<x:feldart>", "<x:status><code>neu</code></x:status><x:feldart>"), "VI0009"),
        ("a multiplicity of one number", good.replacen("1:1", "1", 1), "VI0010"),
        ("a multiplicity backwards", good.replacen("1:1", "2:1", 1), "VI0010"),
        ("a multiplicity of words", good.replacen("1:1", "eins:*", 1), "VI0010"),
        ("restrictions that are no JSON", good.replace("</x:datentyp>", "</x:datentyp><x:praezisierung>{</x:praezisierung>"), "VI0011"),
        ("restrictions that are no object", good.replace("</x:datentyp>", "</x:datentyp><x:praezisierung>[1]</x:praezisierung>"), "VI0011"),
    ];
    for (what, source, code) in cases {
        let (found, is_imported) = codes(&source);
        // What stands in an element that is taken for something else is unknown as well.
        let errors: Vec<&str> = found.into_iter().filter(|found| *found != "VI0008").collect();
        assert_eq!(errors, [code], "{what}");
        assert!(!is_imported, "{what}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let source =
        good().replacen("1:1", "1", 1).replace("<code>input</code>", "<code>neu</code>").replace("<code>text</code>", "<code>neu</code>");
    assert_eq!(codes(&source).0, ["VI0010", "VI0009", "VI0009"]);
}

#[test]
fn warnings_do_not_keep_a_file_from_being_imported() {
    let source = good().replace("<x:feldart>", "<x:neu><x:innen/></x:neu><x:feldart>");
    assert_eq!(codes(&source), (vec!["VI0008"], true));
    let twice = good().replace("<x:feldart>", "<x:definition/><x:definition>Da</x:definition><x:feldart>");
    assert_eq!(codes(&twice), (vec!["VI0007"], true));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    for bytes in [&b"\xff\xfe<\0a\0"[..], b"<a>\xe4</a>"] {
        let import = import("a.xml", bytes);
        assert_eq!(import.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect::<Vec<_>>(), ["VI0001"]);
    }
    let with_mark = [b"\xef\xbb\xbf", good().as_bytes()].concat();
    assert!(import("a.xml", &with_mark).imported.is_some());
}

#[test]
fn a_message_says_where_what_and_what_to_do() {
    let source = good().replace("xdatenfelder_2", "xdatenfelder_1");
    let import = import("alt.xml", source.as_bytes());
    let message = import.messages(ReportLanguage::German);
    for part in ["Fehler[VI0004 import-xdatenfelder-1]", "alt.xml:1:1", "XDatenfelder 1", "FIM-Portal als XDatenfelder 2.0 oder 3.0.0"] {
        assert!(message.contains(part), "{part}\n{message}");
    }
    assert!(import.messages(ReportLanguage::English).contains("Download the schema"));
    assert!(import.messages_as_json().contains("\"VI0004\""));
}
