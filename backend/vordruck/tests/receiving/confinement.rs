//! What the process that reads applications can do besides reading: nothing. Tried from inside of it.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Output};

fn attempt(deed: &str) -> Output {
    let limits = [(512_u64 << 20).to_string(), "2".to_owned(), "required".to_owned()];
    Command::new(env!("CARGO_BIN_EXE_vordruck")).args(["read-application", "--attempt", deed]).args(limits).output().unwrap()
}

#[test]
fn it_opens_nothing_connects_to_nothing_and_starts_nothing() {
    let said = |deed| String::from_utf8(attempt(deed).stdout).unwrap();
    assert_eq!(said("nothing"), "done\n", "the confinement itself has to work on this machine");
    for deed in ["read", "list", "write", "connect", "datagram", "start", "signal", "thread"] {
        assert_eq!(said(deed), "refused\n", "{deed}");
    }
}

#[test]
fn too_much_memory_and_too_much_time_end_it() {
    let memory = attempt("memory");
    assert!(!memory.status.success() && memory.stdout.is_empty(), "{memory:?}");
    let time = attempt("time");
    // SIGXCPU at the limit, SIGKILL a second later (setrlimit(2)); both limits are the same.
    assert!(time.status.signal().is_some() && time.stdout.is_empty(), "{time:?}");
}

#[test]
fn it_ends_at_once_though_it_can_send_no_signal() {
    let ended = attempt("abort");
    assert!(ended.status.signal().is_some() && ended.stdout.is_empty(), "{ended:?}");
}
