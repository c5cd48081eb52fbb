//! Results for people and programs. In: what came of the scenarios of a process. Out: text with the lines in question, or JSON. Writes
//! nowhere.

use super::compare::{Difference, Subject};
use super::coverage::{Count, Event, Owner, Point};
use super::scenario::TenantPart;
use super::suite::{Results, Verdict};
use crate::compile::report::{self, ReportLanguage};
use serde_json::{Value as Json, json};
use std::fmt::Write as _;

/// Widest name of a scenario before the place it stands at.
const WIDEST_NAME: usize = 60;

/// The results as text. `is_verbose` names the scenarios that passed, too.
#[must_use]
pub fn to_text(process: &str, results: &Results, language: ReportLanguage, is_verbose: bool) -> String {
    let words = Words { language };
    let mut text = format!("{process}\n");
    if results.compiled.form.is_none() {
        text.push_str(&report::to_text(&results.compiled, language));
        return text;
    }
    for fault in &results.faults {
        let message = language.choose(&fault.message.de, &fault.message.en);
        let _ = writeln!(text, "  {} {}:{}: {message}", words.of("FEHLER", "ERROR"), fault.file, fault.line);
    }
    for verdict in results.verdicts.iter().filter(|verdict| is_verbose || !verdict.differences.is_empty()) {
        scenario(&mut text, verdict, words);
    }
    let failed = results.verdicts.iter().filter(|verdict| !verdict.differences.is_empty()).count();
    let all = results.verdicts.len();
    let scenarios = if all == 1 { words.of("Szenario", "scenario") } else { words.of("Szenarien", "scenarios") };
    let _ = writeln!(text, "  {all} {scenarios}, {failed} {}", words.of("nicht erfüllt", "failed"));
    coverage(&mut text, results, words);
    text
}

/// The results as JSON.
#[must_use]
pub fn to_json(process: &str, results: &Results) -> Json {
    let coverage = &results.coverage;
    let count = |count: Count| json!({ "covered": count.covered, "all": count.all, "percent": count.percent() });
    let missing: Vec<Json> = coverage.missing().map(|point| self::point(point, results)).collect();
    let difference = |difference: &Difference| {
        let (name, at) = subject(&difference.subject);
        json!({ "subject": name, "at": at, "line": difference.line, "expected": difference.expected, "came": difference.came })
    };
    let scenarios: Vec<Json> = results
        .verdicts
        .iter()
        .map(|verdict| {
            let scenario = &verdict.scenario;
            json!({
                "name": scenario.name,
                "file": scenario.file,
                "line": scenario.line,
                "passed": verdict.differences.is_empty(),
                "moment": scenario.moment.map(|moment| moment.to_string()),
                "language": scenario.language,
                "own_tenant": scenario.tenant != TenantPart::default(),
                "answers": verdict.answers,
                "outcome": {
                    "pages": verdict.outcome.pages,
                    "errors": verdict.outcome.errors,
                    "stopped": verdict.outcome.stopped,
                    "opening": verdict.outcome.opening,
                },
                "differences": verdict.differences.iter().map(difference).collect::<Vec<_>>(),
            })
        })
        .collect();
    let faults: Vec<Json> = results
        .faults
        .iter()
        .map(|fault| json!({ "file": fault.file, "line": fault.line, "message": { "de": fault.message.de, "en": fault.message.en } }))
        .collect();
    let diagnostics: Json = serde_json::from_str(&report::to_json([&results.compiled])).unwrap_or_default();
    json!({
        "process": process,
        "passed": results.is_passed(),
        "diagnostics": diagnostics,
        "faults": faults,
        "scenarios": scenarios,
        "coverage": {
            "pages": count(coverage.pages()),
            "fields": count(coverage.fields()),
            "rules": count(coverage.rules()),
            "branches": count(coverage.branches()),
            "total": count(coverage.total()),
            "missing": missing,
        },
    })
}

/// Says things in one of two languages.
#[derive(Clone, Copy)]
struct Words {
    language: ReportLanguage,
}

impl Words {
    fn of<'a>(self, german: &'a str, english: &'a str) -> &'a str {
        self.language.choose(german, english)
    }
}

fn scenario(text: &mut String, verdict: &Verdict, words: Words) {
    let scenario = &verdict.scenario;
    let name: String = scenario.name.chars().take(WIDEST_NAME).collect();
    let mark = if verdict.differences.is_empty() { "ok    " } else { words.of("FEHLER", "FAILED") };
    let _ = writeln!(text, "  {mark} {name:WIDEST_NAME$} {}:{}", scenario.file, scenario.line);
    for difference in &verdict.differences {
        let (name, at) = subject(&difference.subject);
        let about = if at.is_empty() { name.to_owned() } else { format!("{name}.{at}") };
        let _ = writeln!(text, "         {about} ({}:{})", scenario.file, difference.line);
        let nothing = words.of("nichts", "nothing");
        let _ = writeln!(text, "           {} {}", words.of("erwartet:", "expected:"), difference.expected.as_deref().unwrap_or(nothing));
        let _ = writeln!(text, "           {} {}", words.of("gekommen:", "came:    "), difference.came.as_deref().unwrap_or(nothing));
    }
}

fn coverage(text: &mut String, results: &Results, words: Words) {
    let coverage = &results.coverage;
    let part = |name: &str, count: Count| format!("{name} {}/{}", count.covered, count.all);
    let parts = [
        part(words.of("Seiten", "pages"), coverage.pages()),
        part(words.of("Felder", "fields"), coverage.fields()),
        part(words.of("Regeln", "rules"), coverage.rules()),
        part(words.of("Verzweigungen", "branches"), coverage.branches()),
    ];
    let _ = writeln!(text, "  {} {} % ({})", words.of("Abdeckung:", "coverage:"), coverage.total().percent(), parts.join(", "));
    for point in coverage.missing() {
        let place = results.places.of_point(point).map(|(file, line)| format!("{file}:{line}: ")).unwrap_or_default();
        let _ = writeln!(text, "    {place}{}", sentence(point, words));
    }
}

fn sentence(point: &Point, words: Words) -> String {
    let (kind, id) = owner(&point.owner);
    let kind = match kind {
        "page" => words.of("Seite", "page"),
        "group" => words.of("Gruppe", "group"),
        "field" => words.of("Feld", "field"),
        "note" => words.of("Hinweis", "note"),
        "fee" => words.of("Gebühr", "fee"),
        "opening" => words.of("Öffnung", "opening"),
        _ => words.of("Regel", "rule"),
    };
    let said = match (&point.owner, point.event) {
        (Owner::Page(_), Event::Reached) => words.of("kommt nie vor", "is never passed").to_owned(),
        (_, Event::Reached) => words.of("kommt nie vor", "is never shown").to_owned(),
        (_, Event::Kept) => words.of("wird nie eingehalten", "is never kept").to_owned(),
        (_, Event::Broken) => words.of("wird nie verletzt", "is never broken").to_owned(),
        (_, Event::Holds(attribute)) => format!("{attribute} {}", words.of("trifft nie zu", "is never true")),
        (_, Event::HoldsNot(attribute)) => format!("{attribute} {}", words.of("trifft immer zu", "is always true")),
        (_, Event::Decided { attribute, number, holds }) => {
            let never = if holds { words.of("trifft nie zu", "is never true") } else { words.of("trifft immer zu", "is always true") };
            format!("{attribute}, if {number} {never}")
        }
    };
    if id.is_empty() { format!("{kind}: {said}") } else { format!("{kind} {id}: {said}") }
}

fn point(point: &Point, results: &Results) -> Json {
    let (kind, id) = owner(&point.owner);
    let (event, attribute) = match point.event {
        Event::Reached => ("reached", None),
        Event::Kept => ("kept", None),
        Event::Broken => ("broken", None),
        Event::Holds(attribute) => ("true", Some(attribute)),
        Event::HoldsNot(attribute) | Event::Decided { attribute, holds: false, .. } => ("false", Some(attribute)),
        Event::Decided { attribute, .. } => ("true", Some(attribute)),
    };
    let decision = if let Event::Decided { number, .. } = point.event { Some(number) } else { None };
    let place = results.places.of_point(point);
    json!({ "kind": kind, "id": id, "event": event, "attribute": attribute, "if": decision, "file": place.map(|(file, _)| file), "line": place.map(|(_, line)| line) })
}

fn owner(owner: &Owner) -> (&'static str, String) {
    match owner {
        Owner::Page(id) => ("page", id.clone()),
        Owner::Group(id) => ("group", id.clone()),
        Owner::Field(id) => ("field", id.clone()),
        Owner::Note(number) => ("note", (number + 1).to_string()),
        Owner::Rule(id) => ("rule", id.clone()),
        Owner::Fee => ("fee", String::new()),
        Owner::Opening => ("opening", String::new()),
    }
}

fn subject(subject: &Subject) -> (&'static str, &str) {
    match subject {
        Subject::Pages => ("pages", ""),
        Subject::Shown(path) => ("shown", path),
        Subject::Hidden(path) => ("hidden", path),
        Subject::Error(path) => ("errors", path),
        Subject::Stopped => ("stopped", ""),
        Subject::Opening => ("opening", ""),
        Subject::Fee => ("fee", ""),
        Subject::Value(path) => ("values", path),
        Subject::Export(pointer) => ("export", pointer),
    }
}
