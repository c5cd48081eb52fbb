//! **VD0091 bad-genericode**: a file in `codelists/` cannot be used as a code list.
//!
//! It has to be genericode 1.0 (OASIS): columns, keys and rows. `code-column` and `name-column` say by the columns' ids what is stored and what
//! people read; without them it is the first key, and the second key or the first other column that every row has. Codes that occur twice, rows without a
//! name and the like are reported like those of lists that are written out.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;
use crate::definition::source::Span;

/// VD0091
pub static CODE: Code = Code { id: "VD0091", slug: "bad-genericode", severity: Severity::Error };

pub(crate) fn not_one(file: Span) -> Diagnostic {
    Diagnostic::new(&CODE, file, say!("Das ist keine Codeliste in Genericode 1.0.", "This is no code list in genericode 1.0."))
}

pub(crate) fn column(written: &Written, columns: &[&str]) -> Diagnostic {
    let (name, list) = (&written.value, columns.join(", "));
    Diagnostic::new(&CODE, written.span, say!("Die Liste hat keine Spalte „{name}“.", "The list has no column “{name}”."))
        .did_you_mean(name, columns.iter().copied())
        .hint(say!("Spalten: {list}.", "Columns: {list}."))
}

pub(crate) fn no_column(urn: &Written, columns: &[&str]) -> Diagnostic {
    let list = columns.join(", ");
    Diagnostic::new(&CODE, urn.span, say!("Die Datei sagt nicht, in welcher Spalte Codes und Namen stehen.", "The file does not say which columns have the codes and the names."))
        .hint(say!("Nennen Sie sie: code-column und name-column. Spalten: {list}.", "Name them: code-column and name-column. Columns: {list}."))
}

pub(crate) fn row(span: Span, column: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("Dieser Zeile fehlt der Code (Spalte „{column}“).", "This row lacks its code (column “{column}”)."))
}

pub(crate) fn both(version: &Written) -> Diagnostic {
    let message = say!("Diese Liste hat eigene Einträge; aus einer Datei kommt dann nichts.", "This list has entries of its own; then nothing comes from a file.");
    Diagnostic::new(&CODE, version.span, message).hint(say!("Löschen Sie das eine oder das andere.", "Delete one or the other."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::process;
    use crate::compile::{Beside, CodeListSource, compile_with};

    const FILE: &str = r#"<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/">
<Identification><ShortName>farben</ShortName><Version>2</Version><CanonicalUri>urn:de:beispiel:farben</CanonicalUri><CanonicalVersionUri>urn:de:beispiel:farben_2</CanonicalVersionUri></Identification>
<ColumnSet><Column Id="nr" Use="required"/><Column Id="name" Use="required"/><Column Id="kurz" Use="optional"/><Key Id="k"><ColumnRef Ref="nr"/></Key></ColumnSet>
<SimpleCodeList>
<Row><Value ColumnRef="nr"><SimpleValue>01</SimpleValue></Value><Value ColumnRef="name"><SimpleValue> Rot und  Gold </SimpleValue></Value><Value ColumnRef="kurz"><SimpleValue>R</SimpleValue></Value></Row>
<Row><Value ColumnRef="nr"><SimpleValue>02</SimpleValue></Value><Value ColumnRef="name"><SimpleValue>Blau</SimpleValue></Value></Row>
</SimpleCodeList></gc:CodeList>"#;

    fn compiled(attributes: &str, text: &str) -> (Vec<&'static str>, Vec<(String, String)>, Option<String>) {
        let list = format!(r#"<code-list id="l" {attributes}/>"#);
        let page = r#"<page id="p"><title>P</title><field id="a" type="select" options="l"><label>A</label></field></page>"#;
        let files = [CodeListSource { name: "codelists/farben.xml", text }];
        let beside = Beside { code_lists: &files, ..Beside::default() };
        let compiled = compile_with("process.xml", &process(&format!("{list}{page}")), &[], beside, None);
        let found = compiled.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect();
        let Some(form) = compiled.form else { return (found, Vec::new(), None) };
        let list = &form.code_lists[0];
        let entries = list.entries.iter().map(|entry| (entry.code.clone(), entry.label.in_language(0).to_owned())).collect();
        (found, entries, list.version.clone())
    }

    #[test]
    fn entries_are_read_from_the_file_that_holds_the_list() {
        let all = vec![("01".to_owned(), "Rot und Gold".to_owned()), ("02".to_owned(), "Blau".to_owned())];
        for urn in [r#"urn="urn:de:beispiel:farben""#, r#"urn="urn:de:beispiel:farben" version="2""#, r#"urn="urn:de:beispiel:farben_2" code-column="nr" name-column="name""#] {
            assert_eq!(compiled(urn, FILE), (vec![], all.clone(), Some("2".to_owned())), "{urn}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        let codes = |attributes: &str, text: &str| compiled(&format!(r#"urn="urn:de:beispiel:farben" {attributes}"#), text).0;
        assert_eq!(codes(r#"version="3""#, FILE), ["VD0090"]);
        assert_eq!(codes(r#"code-column="nummer""#, FILE), ["VD0091"]);
        assert_eq!(codes(r#"name-column="kurz""#, FILE), ["VD0034"]);
        assert_eq!(codes("", &FILE.replace(">02<", ">01<")), ["VD0025"]);
        assert_eq!(codes("", &FILE.replace(">02<", "><")), ["VD0091"]);
        assert_eq!(codes("", &FILE.replace(">02<", ">0 2<")), ["VD0026"]);
        assert_eq!(codes("", &FILE.replace(r#"<Key Id="k"><ColumnRef Ref="nr"/></Key>"#, "")), ["VD0091"]);
        assert!(codes("", "<andere/>").contains(&"VD0091"));
        assert!(codes("", "<gc:CodeList").contains(&"VD0001"));
        assert!(codes("", &format!("<!DOCTYPE x>{FILE}")).contains(&"VD0002"));
    }
}
