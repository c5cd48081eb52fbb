//! Diagnostics as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code hosts and editors show at the line. In:
//! what compiling gave. Out: one log with one run: the codes with their manual entries as rules, the diagnostics as results.

use super::ReportLanguage;
use crate::compile::Compiled;
use crate::compile::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::compile::diagnostics::{CODES, manual};
use crate::definition::source::{Sources, Span};
use serde_json::{Value, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The diagnostics of several definitions as one SARIF log; messages are in `language`.
#[must_use]
pub fn to_sarif<'a>(compiled: impl IntoIterator<Item = &'a Compiled>, language: ReportLanguage) -> String {
    let results = compiled.into_iter().flat_map(|one| one.diagnostics.iter().map(|diagnostic| result(diagnostic, &one.sources, language)));
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "vordruck",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": CODES.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "language": language.choose("de", "en"),
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

/// A code with its manual (§3.49 reportingDescriptor).
fn rule(code: &Code) -> Value {
    let manual = manual(code);
    let (first, _) = manual.split_once("\n\n").unwrap_or((&manual, ""));
    let sentence = first.split_once("**: ").map_or(first, |(_, sentence)| sentence).replace('\n', " ");
    json!({
        "id": code.id,
        "name": code.slug,
        "shortDescription": { "text": sentence },
        "help": { "text": manual.replace("**", ""), "markdown": manual },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

/// A diagnostic (§3.27 result).
fn result(diagnostic: &Diagnostic, sources: &Sources, language: ReportLanguage) -> Value {
    let hints = diagnostic.hints.iter().map(|hint| language.of(hint));
    let message: Vec<&str> = std::iter::once(language.of(&diagnostic.message)).chain(hints).collect();
    let location = match &diagnostic.place {
        Place::Source(span) => json!({ "physicalLocation": physical(*span, sources) }),
        // Settings of a tenant were read by someone else: there is a name, but no line.
        Place::Tenant { tenant, key } => json!({ "logicalLocations": [{ "fullyQualifiedName": format!("{tenant}: {key}") }] }),
    };
    let related = diagnostic.related.iter().zip(1..).map(
        |((span, note), id)| json!({ "id": id, "physicalLocation": physical(*span, sources), "message": { "text": language.of(note) } }),
    );
    json!({
        "ruleId": diagnostic.code.id,
        "ruleIndex": CODES.iter().position(|code| code.id == diagnostic.code.id),
        "level": level(diagnostic.code.severity),
        "message": { "text": message.join("\n") },
        "locations": [location],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

/// §3.29 physicalLocation, §3.30 region: lines and columns from 1, ends exclusive.
fn physical(span: Span, sources: &Sources) -> Value {
    let Some(file) = sources.file(span.file) else { return Value::Null };
    let (start, end) = (file.position(span.start as usize), file.position(span.end as usize));
    json!({
        "artifactLocation": { "uri": uri(&file.name) },
        "region": { "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column },
    })
}

/// A path as a relative URI reference (RFC 3986 §4.2).
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::check;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("a b/straße.xml"), "a%20b/stra%C3%9Fe.xml");
    }

    /// What the schema of SARIF 2.1.0 demands of the parts we write.
    #[test]
    fn a_log_has_the_shape_that_sarif_demands() {
        let compiled = check("a b.xml", r#"<process xmlns="urn:vordruck:process:1" id="A B" version="x"><seite/></process>"#, &[]);
        let log: Value = serde_json::from_str(&to_sarif([&compiled, &compiled], ReportLanguage::English)).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), CODES.len());
        assert!(rules.iter().all(|rule| rule["help"]["text"].as_str().is_some_and(|text| !text.is_empty()) && rule["id"].is_string()));
        let results = run["results"].as_array().unwrap();
        assert!(compiled.diagnostics.len() >= 3);
        assert_eq!(results.len(), 2 * compiled.diagnostics.len());
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "a%20b.xml");
            let number = |name: &str| place["region"][name].as_u64().unwrap();
            assert!(number("startLine") >= 1 && number("startColumn") >= 1);
            assert!((number("startLine"), number("startColumn")) <= (number("endLine"), number("endColumn")));
        }
    }
}
