//! Diagnostics for people and programs. In: diagnostics and the files they point into. Out: text with the lines in question, JSON,
//! SARIF. Writes nowhere.

mod sarif;

pub use sarif::to_sarif;

use super::Compiled;
use super::diagnostic::{Diagnostic, Place, Severity, Wording};
use crate::definition::source::{Sources, Span};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The language of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ReportLanguage {
    /// German.
    #[default]
    German,
    /// English.
    English,
}

/// Widest source line shown; longer ones are cut around the place.
const WIDEST: usize = 120;

/// Lines of a hint that are shown; a language that was only begun lacks hundreds of texts. JSON has them all.
const LONGEST_HINT: usize = 40;

impl ReportLanguage {
    /// The one of two texts that is in this language.
    #[must_use]
    pub fn choose<'a>(self, german: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::German => german,
            Self::English => english,
        }
    }
    fn of(self, wording: &Wording) -> &str {
        self.choose(&wording.de, &wording.en)
    }
    fn severity(self, severity: Severity) -> &'static str {
        match (self, severity) {
            (Self::German, Severity::Error) => "Fehler",
            (Self::German, Severity::Warning) => "Warnung",
            (Self::German, Severity::Hint) => "Hinweis",
            (Self::English, Severity::Error) => "error",
            (Self::English, Severity::Warning) => "warning",
            (Self::English, Severity::Hint) => "hint",
        }
    }
}

/// All diagnostics as text, with the source lines, and a last line that counts them. Empty when there are none.
#[must_use]
pub fn to_text(compiled: &Compiled, language: ReportLanguage) -> String {
    let mut text = String::new();
    for diagnostic in &compiled.diagnostics {
        one(&mut text, diagnostic, &compiled.sources, language);
        text.push('\n');
    }
    let count = |severity| compiled.diagnostics.iter().filter(|diagnostic| diagnostic.code.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let hints = count(Severity::Hint);
    if errors + warnings + hints > 0 {
        let _ = match language {
            ReportLanguage::German => {
                write!(text, "{errors} Fehler, {warnings} {}", if warnings == 1 { "Warnung" } else { "Warnungen" })
            }
            ReportLanguage::English => write!(
                text,
                "{errors} {}, {warnings} {}",
                if errors == 1 { "error" } else { "errors" },
                if warnings == 1 { "warning" } else { "warnings" }
            ),
        };
        if hints > 0 {
            let word = if hints == 1 { language.choose("Hinweis", "hint") } else { language.choose("Hinweise", "hints") };
            let _ = write!(text, ", {hints} {word}");
        }
        text.push('\n');
    }
    text
}

/// One diagnostic as text, with the source line.
#[must_use]
pub fn diagnostic_to_text(diagnostic: &Diagnostic, sources: &Sources, language: ReportLanguage) -> String {
    let mut text = String::new();
    one(&mut text, diagnostic, sources, language);
    text
}

/// The diagnostics of several definitions as a JSON array; positions count from 1, columns in characters, ends are exclusive.
#[must_use]
pub fn to_json<'a>(compiled: impl IntoIterator<Item = &'a Compiled>) -> String {
    let entries = compiled.into_iter().flat_map(|one| one.diagnostics.iter().map(|diagnostic| json(diagnostic, &one.sources)));
    let entries: Vec<Value> = entries.collect();
    format!("{:#}\n", Value::Array(entries))
}

fn one(text: &mut String, diagnostic: &Diagnostic, sources: &Sources, language: ReportLanguage) {
    let code = diagnostic.code;
    let severity = language.severity(code.severity);
    let _ = writeln!(text, "{severity}[{} {}]: {}", code.id, code.slug, language.of(&diagnostic.message));
    match &diagnostic.place {
        Place::Source(span) => excerpt(text, *span, sources, "-->", '^', ""),
        Place::Tenant { tenant, key } => {
            let word = if language == ReportLanguage::German { "Einstellungen von" } else { "settings of" };
            let _ = writeln!(text, "  --> {word} {tenant}: {key}");
        }
    }
    for (span, note) in &diagnostic.related {
        excerpt(text, *span, sources, ":::", '-', language.of(note));
    }
    for hint in &diagnostic.hints {
        let lines: Vec<&str> = language.of(hint).lines().collect();
        for (number, line) in lines.iter().take(LONGEST_HINT).enumerate() {
            let _ = writeln!(text, "   {} {line}", if number == 0 { "=" } else { " " });
        }
        if lines.len() > LONGEST_HINT {
            let _ = writeln!(text, "     … (+{})", lines.len() - LONGEST_HINT);
        }
    }
}

fn excerpt(text: &mut String, span: Span, sources: &Sources, arrow: &str, mark: char, note: &str) {
    let Some(file) = sources.file(span.file) else { return };
    let start = file.position(span.start as usize);
    let line = file.line(start.line);
    let margin = start.line.to_string().len().max(2);
    let _ = writeln!(text, "{:margin$}{arrow} {}:{}:{}", "", file.name, start.line, start.column);
    let shown: Vec<char> = line.chars().map(|letter| if letter == '\t' { ' ' } else { letter }).collect();
    let marked = {
        let end = file.position(span.end as usize);
        let last = if end.line == start.line { end.column } else { shown.len() + 1 };
        last.saturating_sub(start.column).max(1)
    };
    let begin = if shown.len() <= WIDEST { 0 } else { start.column.saturating_sub(WIDEST / 3).min(shown.len() - WIDEST) };
    let window: String = shown.iter().skip(begin).take(WIDEST).collect();
    let indent = (start.column - 1).saturating_sub(begin);
    let marks: String = std::iter::repeat_n(mark, marked.min(WIDEST.saturating_sub(indent).max(1))).collect();
    let (before, after) = (if begin > 0 { "…" } else { "" }, if begin + WIDEST < shown.len() { "…" } else { "" });
    let indent = indent + before.chars().count();
    let note = if note.is_empty() { String::new() } else { format!(" {note}") };
    let _ = writeln!(text, "{:margin$} |", "");
    let _ = writeln!(text, "{:>margin$} | {before}{}{after}", start.line, window.trim_end());
    let _ = writeln!(text, "{:margin$} | {:indent$}{marks}{note}", "", "");
}

fn json(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let related: Vec<Value> =
        diagnostic.related.iter().map(|(span, note)| json!({ "place": location(*span, sources), "message": wording(note) })).collect();
    json!({
        "code": diagnostic.code.id,
        "name": diagnostic.code.slug,
        "severity": ReportLanguage::English.severity(diagnostic.code.severity),
        "place": match &diagnostic.place {
            Place::Source(span) => location(*span, sources),
            Place::Tenant { tenant, key } => json!({ "tenant": tenant, "key": key }),
        },
        "message": wording(&diagnostic.message),
        "hints": diagnostic.hints.iter().map(wording).collect::<Vec<_>>(),
        "related": related,
    })
}

fn location(span: Span, sources: &Sources) -> Value {
    let Some(file) = sources.file(span.file) else { return Value::Null };
    let (start, end) = (file.position(span.start as usize), file.position(span.end as usize));
    json!({ "file": file.name, "line": start.line, "column": start.column, "endLine": end.line, "endColumn": end.column })
}

fn wording(wording: &Wording) -> Value {
    json!({ "de": wording.de, "en": wording.en })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::check;

    #[test]
    fn json_is_json_whatever_an_author_writes() {
        let source =
            "<process xmlns=\"urn:vordruck:process:1\" id=\"A\u{1}\\\"\t\" version=\"“\\”\"><seite/></process>".replace('\u{1}', "&#9;");
        let compiled = check("a \"b\".xml", &source.replace("\\\"", "\\&quot;"), &[]);
        let parsed: serde_json::Value = serde_json::from_str(&to_json([&compiled])).unwrap();
        assert_eq!(parsed.as_array().map(Vec::len), Some(compiled.diagnostics.len()));
        assert!(compiled.diagnostics.len() > 3);
        assert_eq!(parsed[0]["place"]["file"], "a \"b\".xml");
    }

    #[test]
    fn nothing_wrong_is_said_with_nothing() {
        let compiled = Compiled { form: None, diagnostics: Vec::new(), sources: Sources::default() };
        assert_eq!(to_text(&compiled, ReportLanguage::German), "");
        assert_eq!(to_json([&compiled]), "[]\n");
    }
}
