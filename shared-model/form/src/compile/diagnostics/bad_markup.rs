//! **VD0086 bad-markup**: markup in a text that is none, or not closed.
//!
//! Texts of notes, declarations and introductions may have `<strong>`, `<em>`, `<a href="…">` and `<abbr title="…">`, none in another; in the
//! definition, in files of texts and in a tenant's own texts alike. Paragraphs and lists are the definition's, so that a page has the same
//! shape in every language. An element that has no words, or lacks what it is about, is no use to anybody.

use crate::compile::diagnostic::{Code, Diagnostic, Place, Severity, say};
use crate::definition::markup::{ELEMENTS, Fault};

/// VD0086
pub static CODE: Code = Code { id: "VD0086", slug: "bad-markup", severity: Severity::Error };

/// What authors of web pages are used to, and what it is called here.
const OTHER_NAMES: [(&str, &str); 4] = [("b", "strong"), ("i", "em"), ("link", "a"), ("acronym", "abbr")];

pub(crate) fn diagnostic(place: Place, fault: &Fault) -> Diagnostic {
    let known = ELEMENTS.map(|(name, _, _)| name);
    match fault {
        Fault::Malformed(error) => Diagnostic::new(&CODE, place, say!("Die Auszeichnung ist nicht zu lesen: {error}", "The markup cannot be read: {error}"))
            .hint(say!("Schließen Sie jedes Element: <strong>…</strong>. Ein einzelnes < schreiben Sie als &lt;.", "Close every element: <strong>…</strong>. Write a single < as &lt;.")),
        Fault::Unknown(name) => {
            let diagnostic = Diagnostic::new(&CODE, place, say!("In einem Text gibt es kein <{name}>.", "There is no <{name}> in a text."));
            match OTHER_NAMES.iter().find(|(other, _)| other == name) {
                Some((_, here)) => diagnostic.hint(say!("Es heißt hier <{here}>.", "Here it is called <{here}>.")),
                None => {
                    let list = known.map(|name| format!("<{name}>")).join(", ");
                    diagnostic.hint(say!("Möglich sind {list}.", "Possible are {list}."))
                }
            }
        }
        Fault::Nested(outer, inner) => Diagnostic::new(&CODE, place, say!("In <{outer}> steht <{inner}>.", "There is <{inner}> in <{outer}>."))
            .hint(say!("Schreiben Sie eins hinter das andere.", "Write one behind the other.")),
        Fault::Missing(element, attribute) => Diagnostic::new(&CODE, place, say!("In <{element}> fehlt {attribute}.", "<{element}> lacks {attribute}."))
            .hint(say!("Ergänzen Sie {attribute}=\"…\".", "Add {attribute}=\"…\".")),
        Fault::Empty(element) => Diagnostic::new(&CODE, place, say!("<{element}> hat keine Worte.", "<{element}> has no words."))
            .hint(say!("Ein Screenreader sagt dort nichts oder nur „Link“. Ergänzen Sie Worte oder löschen Sie es.", "A screen reader says nothing there, or only “link”. Add words or delete it.")),
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, codes_with_texts, page};

    #[test]
    fn markup_is_checked_in_every_language() {
        let form = page(r#"<note id="n"><p>Das ist <strong>wichtig</strong>.</p></note>"#);
        assert!(codes(&form).is_empty());
        let said = |text: &str| codes_with_texts(&form, "en", &format!("process = Probe\np = Page\nn =\n    .p-1 = {text}\n"));
        assert!(said("This & that is <strong>important</strong>, 1 < 2.").is_empty());
        for wrong in ["<b>This</b>", "<strong>This", "<em><strong>x</strong></em>", "<a>This</a>", "<em></em>"] {
            assert_eq!(said(wrong), ["VD0086"], "{wrong}");
        }
        assert_eq!(codes(&page(r#"<note><p>x <a href="https://a.example"> </a></p></note>"#)), ["VD0086"]);
        assert_eq!(codes(&page(r#"<note><p>x <b>y</b></p></note>"#)), ["VD0003"]);
    }
}
