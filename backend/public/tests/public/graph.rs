//! Who the public side may know. Enforced by cargo's graph, read here.

use std::process::Command;

#[test]
fn the_public_side_knows_no_form_no_document_and_nothing_that_opens() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "-p", "vordruck-public", "-e", "normal,features", "--prefix", "none"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("vordruck-envelope feature \"at-rest\""), "{}", String::from_utf8_lossy(&output.stderr));
    for forbidden in ["vordruck-form", "vordruck-document", "vordruck-envelope feature \"open\"", "vordruck-envelope feature \"seal\""] {
        assert!(!tree.contains(forbidden), "{forbidden} is among the public side's dependencies");
    }
}
