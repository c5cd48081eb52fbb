//! What poppler reads in a PDF. In: a file. Out: the texts of its structure in reading order; the text of each page in the order it is drawn.

use std::path::Path;
use std::process::Command;

/// The texts of the structure tree: what a screen reader reads.
pub(crate) fn structure(file: &Path) -> Vec<String> {
    let said = run(Command::new("pdfinfo").args(["-struct-text", "-enc", "UTF-8"]).arg(file));
    // A line of text stands in quotes; names and attributes of the elements don't begin with any.
    let text = |line: &str| line.trim().strip_prefix('"')?.strip_suffix('"').map(str::to_owned);
    said.lines().filter_map(text).collect()
}

/// The text of each page: what is seen.
pub(crate) fn pages(file: &Path) -> Vec<String> {
    let said = run(Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(file).arg("-"));
    said.strip_suffix('\u{c}').unwrap_or(&said).split('\u{c}').map(str::to_owned).collect()
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|fault| panic!("{command:?}: {fault}. Install poppler-utils."));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    // Titles of headings, which pdfinfo prints beside their names, are not in UTF-8; the texts are.
    String::from_utf8_lossy(&output.stdout).into_owned()
}
