//! **VD0006 missing-element**: an element that must be there is not, or has no text.
//!
//! A process and every page have a `<title>`: it is the heading, and browsers and screen readers announce it first (WCAG 2.2
//! SC 2.4.2).

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::source::Span;

/// VD0006
pub static CODE: Code = Code { id: "VD0006", slug: "missing-element", severity: Severity::Error };

pub(crate) fn diagnostic(span: Span, name: &str, element: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("In <{element}> fehlt <{name}>.", "<{name}> is missing in <{element}>."))
        .hint(say!("Ergänzen Sie <{name}>…</{name}>.", "Add <{name}>…</{name}>."))
}

/// Titles that are there but empty.
pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let definition = names.definition;
    if definition.title.is_none() {
        diagnostics.push(diagnostic(definition.span, "title", "process"));
    }
    for page in definition.pages.iter().filter(|page| page.title.is_none()) {
        diagnostics.push(diagnostic(page.span, "title", "page"));
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, process};

    #[test]
    fn a_page_needs_a_title_with_words_in_it() {
        let field = r#"<field id="a" type="yes-no"><label>A</label></field>"#;
        assert_eq!(codes(&process(&format!(r#"<page id="p">{field}</page>"#))), ["VD0006"]);
        assert_eq!(codes(&process(&format!(r#"<page id="p"><title> </title>{field}</page>"#))), ["VD0006"]);
    }
}
