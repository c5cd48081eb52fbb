//! The report for programs: an object with the counts and one entry an element.

use super::{Entry, Fate, Report};
use serde_json::{Value, json};

pub(super) fn render(report: &Report) -> String {
    let counts = report.counts();
    let entries: Vec<Value> = report.entries.iter().map(|entry| one(report, entry)).collect();
    let value = json!({
        "file": report.file,
        "source": report.heading,
        "counts": {
            "elements": counts.elements,
            "takenOver": counts.taken_over,
            "simplified": counts.simplified,
            "remarked": counts.remarked,
            "leftOut": counts.left_out,
            "parts": counts.parts,
        },
        "entries": entries,
    });
    format!("{value:#}\n")
}

fn one(report: &Report, entry: &Entry) -> Value {
    let position = report.sources.position(entry.span);
    let (fate, target, reason) = match &entry.fate {
        Some(Fate::TakenOver { target }) => ("taken-over", Some(target), None),
        Some(Fate::Simplified { target, reason }) => ("simplified", Some(target), Some(reason)),
        Some(Fate::Remarked) => ("remarked", None, None),
        Some(Fate::LeftOut { reason }) => ("left-out", None, Some(reason)),
        Some(Fate::Part) => ("part", None, None),
        None => ("left-out", None, None),
    };
    json!({
        "element": entry.element,
        "line": position.line,
        "column": position.column,
        "depth": entry.depth,
        "title": entry.title,
        "text": entry.text,
        "fate": fate,
        "as": target,
        "reason": reason.map(|reason| { let wording = reason.wording(); json!({ "de": wording.de, "en": wording.en }) }),
    })
}
