//! The house rules that a machine can check. In: the files of the repository. Out: a list of what is out of order.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What may stand at the top level: the rooms, and what tools and newcomers look for there.
const TOP_LEVEL: &[&str] = &[
    ".cargo",
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    "ARCHITECTURE.md",
    "Cargo.lock",
    "Cargo.toml",
    "GLOSSARY.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "a11y-tests",
    "backend",
    "clippy.toml",
    "deny.toml",
    "frontend",
    "rustfmt.toml",
    "shared-model",
    "style",
    "trunk.toml",
];

/// At this length a file is asked which second subject has moved in.
const LONGEST: usize = 400;

/// Files that may be longer, each with its reason.
const LONG: &[(&str, &str)] = &[("backend/public/tests/public/bad_input.rs", "one table: every kind of bad request on every route")];

/// A crate, and what cargo must not be able to reach from it: crates by name, features as `crate/feature`.
const ABSENCES: &[(&str, &[&str])] = &[
    (
        "vordruck-public",
        &["vordruck-form", "vordruck-document", "vordruck-private", "hpke", "vordruck-envelope/open", "vordruck-envelope/seal"],
    ),
    ("vordruck-contract", &["vordruck-form", "vordruck-document", "vordruck-envelope/open"]),
    ("vordruck-form", &["vordruck-envelope", "vordruck-contract", "tokio", "axum", "getrandom"]),
    ("vordruck-envelope", &["vordruck-form", "vordruck-contract", "tokio", "axum"]),
];

#[test]
fn the_top_level_holds_only_what_belongs_there() {
    let found: BTreeSet<String> = tracked_files().iter().filter_map(|path| first_part(path)).collect();
    let strangers: Vec<&String> = found.iter().filter(|name| !TOP_LEVEL.contains(&name.as_str())).collect();
    assert!(strangers.is_empty(), "not for the top level: {strangers:?}");
}

#[test]
fn every_rust_file_opens_by_saying_what_it_is() {
    let silent: Vec<PathBuf> = tracked_files()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter(|path| !read(path).starts_with("//! "))
        .collect();
    assert!(silent.is_empty(), "these do not open with `//!`: {silent:#?}");
}

#[test]
fn no_file_has_swallowed_a_second_subject() {
    let mut wrong = Vec::new();
    for path in tracked_files() {
        if !path.extension().is_some_and(|ending| ending == "rs" || ending == "mjs" || ending == "css") {
            continue;
        }
        let lines = read(&path).lines().count();
        let excused = LONG.iter().any(|(name, _)| Path::new(name) == path);
        if lines > LONGEST && !excused {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
        if lines <= LONGEST && excused {
            wrong.push(format!("{}: {lines} lines, needs no excuse any more", path.display()));
        }
    }
    wrong.extend(LONG.iter().filter(|(name, _)| !root().join(name).exists()).map(|(name, _)| format!("{name}: is gone")));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_path_that_the_documents_name_exists() {
    let mut missing = Vec::new();
    for document in tracked_files().iter().filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        for named in named_paths(&read(document)) {
            let beside = document.parent().map(|folder| root().join(folder).join(&named));
            if !root().join(&named).exists() && !beside.is_some_and(|path| path.exists()) {
                missing.push(format!("{}: {named}", document.display()));
            }
        }
    }
    assert!(missing.is_empty(), "named but not there: {missing:#?}");
}

#[test]
fn a_name_in_backticks_is_a_path_if_it_starts_with_a_room() {
    let text = "See `backend/public/src`, `shared-model/`, `a/b`, `/demo/mail`, `make run`, `target/web`, `frontend/src/{a,b}`, `LICENSE`.\n```\nstyle/none\n```";
    assert_eq!(named_paths(text), ["backend/public/src", "shared-model/", "LICENSE"]);
}

#[test]
fn crates_cannot_reach_what_they_must_not_know() {
    let mut reached = Vec::new();
    for (from, forbidden) in ABSENCES {
        let tree = cargo_tree(from);
        assert!(tree.lines().any(|line| line.starts_with(&format!("{from} "))), "cargo tree does not show {from}:\n{tree}");
        for what in *forbidden {
            if tree.lines().any(|line| names(line, what)) {
                reached.push(format!("{from} reaches {what}"));
            }
        }
    }
    assert!(reached.is_empty(), "{reached:#?}");
}

#[test]
fn only_the_preview_lets_a_page_be_framed() {
    let framing = ["frame-ancestors", " 'self'"].concat();
    let found: Vec<PathBuf> = tracked_files().into_iter().filter(|path| read(path).contains(&framing)).collect();
    assert!(!found.is_empty(), "the search finds what is there");
    let elsewhere: Vec<&PathBuf> = found.iter().filter(|path| !path.starts_with("backend/vordruck/src/preview")).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}

#[test]
fn a_line_of_the_tree_names_a_crate_and_its_features() {
    let line = "vordruck-envelope v0.1.0 (/somewhere) at-rest,open";
    assert!(names(line, "vordruck-envelope"));
    assert!(names(line, "vordruck-envelope/open"));
    assert!(!names(line, "vordruck-envelope/seal"));
    assert!(!names(line, "vordruck"));
}

/// The lines of `cargo tree`: `name version (place) features`.
fn cargo_tree(package: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p} {f}", "--package", package])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

fn names(line: &str, what: &str) -> bool {
    let line = line.trim_end_matches(" (*)");
    let mut parts = line.split(' ');
    let (krate, feature) = what.split_once('/').map_or((what, None), |(krate, feature)| (krate, Some(feature)));
    parts.next() == Some(krate)
        && feature.is_none_or(|feature| parts.next_back().is_some_and(|features| features.split(',').any(|name| name == feature)))
}

/// What stands in backticks and looks like a path of this repository, without what is generated.
fn named_paths(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2).collect::<String>();
    let spans: Vec<&str> = prose.split('`').skip(1).step_by(2).collect();
    spans
        .into_iter()
        .filter(|span| span.split('/').next().is_some_and(|room| TOP_LEVEL.contains(&room)))
        .filter(|span| span.chars().all(|sign| sign.is_ascii_alphanumeric() || "/._-".contains(sign)))
        .map(str::to_owned)
        .collect()
}

/// What git knows or would add; without git, every file but what is ignored by name.
fn tracked_files() -> Vec<PathBuf> {
    let listed = Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]).current_dir(root()).output();
    match listed {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout)
            .split('\0')
            .filter(|name| !name.is_empty())
            .map(PathBuf::from)
            .filter(|path| root().join(path).is_file())
            .collect(),
        _ => walk(Path::new("")),
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).expect("the folder can be read");
    entries
        .map(|entry| entry.expect("the entry can be read"))
        .filter(|entry| !["target", "node_modules", "dist", ".git"].contains(&entry.file_name().to_string_lossy().as_ref()))
        .flat_map(|entry| {
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() { walk(&path) } else { vec![path] }
        })
        .collect()
}

fn first_part(path: &Path) -> Option<String> {
    path.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned())
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_default()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
