//! The report for people: a heading, counts, then element by element with its place. Small facts of one element that share a fate
//! stand on one line.

use super::{Entry, Fate, Report};
use std::fmt::Write as _;
use vordruck_form::compile::report::ReportLanguage;

/// So many names back an equal one is looked for, so that a long list stays linear.
const NEAR: usize = 8;

pub(super) fn render(report: &Report, language: ReportLanguage) -> String {
    let german = language == ReportLanguage::German;
    let word = |de: &'static str, en: &'static str| if german { de } else { en };
    let counts = report.counts();
    let mut text = String::new();
    let _ = writeln!(text, "{} {}", word("Import von", "Import of"), report.file);
    let _ = writeln!(text, "{}", report.heading);
    let _ = writeln!(
        text,
        "{} {}: {} {}, {} {}, {} {}, {} {}, {} {}",
        counts.elements,
        word("Elemente", "elements"),
        counts.taken_over,
        word("übernommen", "taken over"),
        counts.simplified,
        word("vereinfacht", "simplified"),
        counts.remarked,
        word("als Kommentar", "as comments"),
        counts.left_out,
        word("weggelassen", "left out"),
        counts.parts,
        word("Teile der anderen", "parts of the others"),
    );
    let mut lines = Lines::default();
    for entry in &report.entries {
        if let Some(title) = &entry.title {
            lines.flush(&mut text);
            let position = report.sources.position(entry.span);
            let _ = writeln!(text, "\n{}:{}:{}  {title}", report.file, position.line, position.column);
        }
        if let Some(said) = fate(entry, german) {
            lines.push(said, entry);
        }
    }
    lines.flush(&mut text);
    text
}

/// What is said about the elements of one heading: each thing once, with everything it is true of.
#[derive(Default)]
struct Lines(Vec<(String, Vec<(String, usize)>)>);

impl Lines {
    fn push(&mut self, said: String, entry: &Entry) {
        let shows_text = matches!(entry.fate, Some(Fate::LeftOut { .. } | Fate::Simplified { .. })) && !entry.text.is_empty();
        let name = if shows_text { format!("{} „{}“", entry.element, entry.text) } else { entry.element.clone() };
        let names = match self.0.iter_mut().find(|(earlier, _)| *earlier == said) {
            Some((_, names)) => names,
            None => {
                self.0.push((said, Vec::new()));
                let Some((_, names)) = self.0.last_mut() else { return };
                names
            }
        };
        match names.iter_mut().rev().take(NEAR).find(|(earlier, _)| *earlier == name) {
            Some((_, times)) => *times += 1,
            None => names.push((name, 1)),
        }
    }

    fn flush(&mut self, text: &mut String) {
        for (said, names) in self.0.drain(..) {
            let names: Vec<String> =
                names.into_iter().map(|(name, times)| if times == 1 { name } else { format!("{times} × {name}") }).collect();
            let _ = writeln!(text, "  {}: {said}", names.join(", "));
        }
    }
}

fn fate(entry: &Entry, german: bool) -> Option<String> {
    let words = |de: &'static str, en: &'static str| if german { de } else { en };
    let reason = |reason: &super::Reason| {
        let wording = reason.wording();
        if german { wording.de } else { wording.en }
    };
    match entry.fate.as_ref()? {
        Fate::TakenOver { target } => Some(format!("{} {target}", words("übernommen als", "taken over as"))),
        Fate::Simplified { target, reason: why } => {
            Some(format!("{} {target} ({})", words("vereinfacht zu", "simplified to"), reason(why)))
        }
        Fate::Remarked => Some(words("als Kommentar übernommen", "taken over as a comment").to_owned()),
        Fate::LeftOut { reason: why } => Some(format!("{} ({})", words("weggelassen", "left out"), reason(why))),
        Fate::Part => None,
    }
}
