//! **VD0003 unknown-element**: an element that does not exist, or not here.
//!
//! Usually a typing error, or an element in the wrong place: `<option>` instead of `<entry>`, a `<field>` outside of a page. The
//! element and everything in it is ignored by all further checks.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;
use crate::definition::xml::Shape;

/// VD0003
pub static CODE: Code = Code { id: "VD0003", slug: "unknown-element", severity: Severity::Error };

pub(crate) fn diagnostic(span: Span, name: &str, parent: &Shape) -> Diagnostic {
    let around = parent.name;
    let known: Vec<&str> = parent.children.iter().map(|child| child.shape.name).collect();
    let diagnostic = Diagnostic::new(&CODE, span, say!("In <{around}> gibt es kein Element <{name}>.", "There is no element <{name}> in <{around}>."))
        .did_you_mean(name, known.iter().copied());
    if !diagnostic.hints.is_empty() || known.is_empty() {
        return diagnostic;
    }
    let list = known.join(", ");
    diagnostic.hint(say!("Möglich sind hier: {list}.", "Possible here: {list}."))
}

pub(crate) fn root(span: Span, name: &str, expected: &str, namespace: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("Das ist keine Prozessdefinition: sie beginnt mit <{name}>.", "This is not a process definition: it begins with <{name}>."))
        .hint(say!("Sie muss mit <{expected} xmlns=\"{namespace}\" …> beginnen.", "It has to begin with <{expected} xmlns=\"{namespace}\" …>."))
}

pub(crate) fn namespace(span: Span, found: Option<&str>, expected: &str) -> Diagnostic {
    let found = found.unwrap_or("–");
    Diagnostic::new(&CODE, span, say!("Der Namensraum ist nicht der einer Prozessdefinition: {found}.", "The namespace is not that of a process definition: {found}."))
        .hint(say!("Schreiben Sie xmlns=\"{expected}\".", "Write xmlns=\"{expected}\"."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_misspelt_element_is_one_diagnostic_whatever_is_in_it() {
        assert_eq!(codes(&page(r#"<feld id="a" typ="b"><unsinn/></feld><field id="c" type="yes-no"><label>C</label></field>"#)), ["VD0003"]);
        assert_eq!(codes("<form/>"), ["VD0003"]);
        assert_eq!(codes("<process id='a'/>"), ["VD0003"]);
    }
}
