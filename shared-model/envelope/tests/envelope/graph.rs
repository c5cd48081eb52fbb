//! Who asks for `at-rest` alone gets no code that seals to a tenant or opens anything sealed to one: cargo's own graph says so.

use std::process::Command;

fn tree(features: &str) -> String {
    let arguments = ["tree", "--offline", "-p", "vordruck-envelope", "-e", "normal", "--prefix", "none", "--features", features];
    let output = Command::new(env!("CARGO")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn at_rest_alone_brings_neither_hpke_nor_argon2() {
    let (public, browser) = (tree("at-rest"), tree("seal"));
    for name in ["hpke v", "argon2 v", "ml-kem v", "p384 v"] {
        assert!(!public.contains(name), "{name}");
        assert!(browser.contains(name), "{name} is what the browser needs, or this test looks for the wrong name");
    }
    assert!(public.contains("aes-gcm v"));
}
