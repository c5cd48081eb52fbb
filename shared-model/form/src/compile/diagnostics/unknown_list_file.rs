//! **VD0090 unknown-list-file**: a published code list has no entries here, and there is no file that holds it.
//!
//! A `<code-list urn="…">` without `<entry>` takes its entries out of a genericode file in `codelists/` beside the definition, as XRepository
//! hands them out. The file is known by what it says about itself (`CanonicalUri` and `Version`, or `CanonicalVersionUri`), not by its name.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;

/// VD0090
pub static CODE: Code = Code { id: "VD0090", slug: "unknown-list-file", severity: Severity::Error };

pub(crate) fn diagnostic(urn: &Written, version: Option<&Written>, there: &[String]) -> Diagnostic {
    let (name, of) = (&urn.value, version.map(|version| format!(" {}", version.value)).unwrap_or_default());
    let diagnostic = Diagnostic::new(
        &CODE,
        urn.span,
        say!("In codelists/ ist keine Datei mit der Liste {name}{of}.", "There is no file in codelists/ with the list {name}{of}."),
    )
    .did_you_mean(name, there.iter().map(String::as_str));
    if there.is_empty() {
        return diagnostic.hint(say!(
            "Legen Sie die Genericode-Datei aus dem XRepository dort ab, oder schreiben Sie <entry>-Elemente.",
            "Put the genericode file from XRepository there, or write <entry> elements."
        ));
    }
    let list = there.join(", ");
    diagnostic.hint(say!("Es gibt: {list}.", "There are: {list}."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, process};

    #[test]
    fn a_published_list_has_entries_or_a_file() {
        let list = r#"<code-list id="l" urn="urn:de:beispiel:farben"/>"#;
        let page = r#"<page id="p"><title>P</title><field id="a" type="select" options="l"><label>A</label></field></page>"#;
        assert_eq!(codes(&process(&format!("{list}{page}"))), ["VD0090"]);
    }
}
