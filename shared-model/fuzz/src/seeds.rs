//! The seeds of a target: files in `seeds/<target>`, small and with something of everything, and files on which a target once panicked.

use std::path::{Path, PathBuf};
use vordruck_form::compile::check;

/// The seeds of a target, in order of their names.
#[must_use]
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files.iter().filter_map(|file| std::fs::read(file).ok()).collect();
    match target {
        // Their format changes with the program, so they are made when they are needed.
        "compiled" => seeds.into_iter().chain(self::seeds("definition").iter().filter_map(|source| compiled(source))).collect(),
        _ => seeds,
    }
}

fn compiled(source: &[u8]) -> Option<Vec<u8>> {
    Some(check("process.xml", std::str::from_utf8(source).ok()?, &[]).form?.to_bytes())
}
