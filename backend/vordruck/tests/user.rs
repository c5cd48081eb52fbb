//! `vordruck user` as an operator runs it: the real binary, a real private store. A refusal says what to do.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use vordruck_private::keys::{Unlock, generate_identity, generate_tenant_keys};

struct Installation {
    folder: tempfile::TempDir,
}

const PASSWORD: &str = "kaffee regal dienstag wolke";

impl Installation {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let unlock: Unlock = generate_identity(&folder.path().join("identity")).unwrap();
        let mut tenants = String::new();
        for tenant in ["musterstadt", "neustadt"] {
            let rng = Arc::new(vordruck_private::clock::SystemRandomness);
            let keys = generate_tenant_keys(&folder.path().join(tenant), tenant, &unlock, rng).unwrap().files;
            tenants.push_str(&format!(
                "[private.tenants.{tenant}]\nname = \"{tenant}\"\ncollector_token_file = {:?}\ncollector_key_file = {:?}\nkey_files = [{:?}]\n",
                keys.token, keys.collector, keys.recipient
            ));
        }
        let at = |name: &str| folder.path().join(name).display().to_string();
        let config = format!(
            "[private.server]\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://postkorb.example/\"\n[private.storage]\nfolder = {:?}\nday_keys = {:?}\n\
             key_file = {:?}\nunlock = {{ identity_file = {:?} }}\n[private.public_side]\nurl = \"http://127.0.0.1:9\"\n[private.scanner]\nkind = \"none\"\n{tenants}",
            at("store"),
            at("days"),
            at("at-rest.age"),
            at("identity"),
        );
        std::fs::write(folder.path().join("vordruck.toml"), config).unwrap();
        Self { folder }
    }

    fn run(&self, arguments: &[&str], password: &str) -> (bool, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vordruck"))
            .arg("user")
            .args(arguments)
            .env("VORDRUCK_CONFIG", self.folder.path().join("vordruck.toml"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Who needs no password closes the pipe unread.
        let _ = child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes());
        let output = child.wait_with_output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
    }

    fn done(&self, arguments: &[&str]) -> String {
        self.done_with(PASSWORD, arguments)
    }

    fn done_with(&self, password: &str, arguments: &[&str]) -> String {
        let (is_done, said) = self.run(arguments, password);
        assert!(is_done, "{arguments:?}: {said}");
        said
    }

    fn refused(&self, arguments: &[&str], advice: &str) {
        let (is_done, said) = self.run(arguments, PASSWORD);
        assert!(!is_done && said.contains(advice), "{arguments:?}: {said}");
    }
}

#[test]
fn an_account_is_invited_changed_locked_and_listed() {
    let here = Installation::new();
    let said = here.done(&["invite", "a.muster", "--display-name", "Anna Muster", "--grant", "musterstadt/hund"]);
    assert!(said.contains("https://postkorb.example/einladung#"), "{said}");
    assert_eq!(here.done(&["list"]), "a.muster\tAnna Muster\tinvited\tpassword-only\tnever\tmusterstadt/hund\n");
    let again = here.done(&["invite", "A.Muster"]);
    assert!(again.contains("/einladung#") && again != said, "{again}");

    here.done(&["add", "b", "--display-name", "Berta Beispiel", "--administers", "neustadt"]);
    assert_eq!(here.done(&["role", "b"]), "b: administers:neustadt\n");
    let said = here.done(&["role", "b", "--grant", "neustadt/*", "--grant", "musterstadt/hund", "--no-longer-administers", "neustadt"]);
    assert_eq!(said, "b: musterstadt/hund neustadt/*\n");
    assert_eq!(here.done(&["role", "b", "--revoke", "musterstadt/hund"]), "b: neustadt/*\n");
    assert_eq!(here.done(&["lock", "b"]), "b: locked, sessions ended\n");
    assert_eq!(here.done(&["lock", "b"]), "b: is locked already\n");
    assert_eq!(here.done(&["list", "--tenant", "neustadt"]), "b\tBerta Beispiel\tlocked\tpassword-only\tnever\tneustadt/*\n");
    here.refused(&["invite", "b"], "vordruck user unlock b");
    assert_eq!(here.done(&["unlock", "b"]), "b: unlocked\n");
    assert_eq!(here.done(&["unlock", "b"]), "b: is not locked\n");
    here.refused(&["set-password", "b"], "it was used before, take another");
    assert_eq!(here.done_with("tee schrank mittwoch regen", &["set-password", "b"]), "b: password set, sessions ended\n");
    assert_eq!(here.done(&["remove", "b"]), "b: removed, sessions ended\n");
}

#[test]
fn a_refusal_says_what_to_do() {
    let here = Installation::new();
    for command in ["lock", "unlock", "role", "invite", "set-password", "remove"] {
        here.refused(&[command, "niemand"], "vordruck user list");
    }
    let new = ["--display-name", "Anna Muster", "--grant", "musterstadt/hund"];
    here.done(&[&["add", "a"], &new[..]].concat());
    here.refused(&[&["add", "a"], &new[..]].concat(), "vordruck user invite a");
    here.refused(&["role", "a", "--revoke", "musterstadt/hund"], "vordruck user remove a");
    here.refused(&["role", "a", "--grant", "neustat/*"], "there are: musterstadt, neustadt");
    here.refused(&["list", "--tenant", "neustat"], "there are: musterstadt, neustadt");
    here.refused(&["invite", "c", "--display-name", "C"], "--grant");
    here.refused(&["role", "a", "--grant", "musterstadt"], "tenant/service or tenant/*");
}
