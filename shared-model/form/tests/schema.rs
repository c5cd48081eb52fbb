//! The published schema against the compiler, with xmllint: it accepts what ships, and refuses what it can see is wrong.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its data has failed")]

use std::path::{Path, PathBuf};
use std::process::Command;
use vordruck_form::compile::{Severity, check};

/// What a schema can see. The rest (types of expressions, attributes by type of field, texts) only the compiler knows.
const SEEN_BY_SCHEMA: &[&str] = &[
    "VD0001", "VD0003", "VD0004", "VD0005", "VD0006", "VD0007", "VD0008", "VD0010", "VD0011", "VD0012", "VD0013", "VD0020", "VD0023",
    "VD0025", "VD0026", "VD0038", "VD0052", "VD0053", "VD0054",
];

fn accepts(definition: &Path) -> bool {
    let output = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema", "process.xsd"])
        .arg(definition)
        .output()
        .unwrap_or_else(|error| panic!("xmllint is needed to test the schema (Debian: apt-get install libxml2-utils): {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("failed to compile") && !said.contains("Schemas parser error"), "process.xsd is broken: {said}");
    output.status.success()
}

fn definitions(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("process.xml")).filter(|path| path.is_file()).collect();
    found.sort();
    found
}

#[test]
fn shipped_processes_are_valid() {
    let shipped = definitions("../processes");
    assert!(!shipped.is_empty());
    for definition in shipped {
        assert!(accepts(&definition), "{}", definition.display());
    }
}

#[test]
fn shipped_blocks_are_valid() {
    let mut blocks: Vec<PathBuf> =
        std::fs::read_dir("../processes/blocks").unwrap().map(|entry| entry.unwrap().path().join("block.xml")).collect();
    blocks.sort();
    assert_eq!(blocks.len(), vordruck_form::compile::library::SHIPPED.len());
    for block in blocks {
        assert!(accepts(&block), "{}", block.display());
    }
}

#[test]
fn the_schema_refuses_what_it_can_see_and_never_what_compiles() {
    let (mut refused, mut accepted) = (0, 0);
    for path in definitions("tests/definitions") {
        let compiled = check("process.xml", &std::fs::read_to_string(&path).unwrap(), &[]);
        let errors: Vec<&str> = compiled
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code.severity == Severity::Error)
            .map(|diagnostic| diagnostic.code.id)
            .collect();
        if accepts(&path) {
            accepted += 1;
            let unseen: Vec<_> = errors.iter().filter(|code| SEEN_BY_SCHEMA.contains(code)).collect();
            assert!(unseen.is_empty(), "{}: the schema should see {unseen:?}", path.display());
        } else {
            refused += 1;
            assert!(!errors.is_empty(), "{} compiles, the schema must accept it", path.display());
        }
    }
    assert!(refused >= 15 && accepted >= 10, "{refused} refused, {accepted} accepted");
}
