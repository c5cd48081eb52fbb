//! **VD0002 refused-xml**: the file is XML, but not of a kind that is read.
//!
//! Document types (`<!DOCTYPE …>`) and entities can make a small file huge or read other files; definitions need neither. Too
//! large files and too deeply nested elements are refused for the same reason.
//!
//! What to do: delete the document type; write characters as such or as `&#228;`.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;

/// VD0002
pub static CODE: Code = Code { id: "VD0002", slug: "refused-xml", severity: Severity::Error };

pub(crate) fn document_type(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("Ein Dokumenttyp (DOCTYPE) ist nicht erlaubt.", "A document type (DOCTYPE) is not allowed."))
        .hint(say!("Löschen Sie die DOCTYPE-Angabe.", "Delete the DOCTYPE declaration."))
}

pub(crate) fn too_long(span: Span, bytes: usize, most: usize) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("Die Datei hat {bytes} Bytes, erlaubt sind {most}.", "The file has {bytes} bytes, {most} are allowed."))
}

pub(crate) fn too_deep(span: Span, most: usize) -> Diagnostic {
    Diagnostic::new(
        &CODE,
        span,
        say!("Hier sind mehr als {most} Elemente ineinander verschachtelt.", "More than {most} elements are nested here."),
    )
}

pub(crate) fn too_many(span: Span, most: u32) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("Die Datei hat mehr als {most} Elemente und Texte.", "The file has more than {most} elements and texts."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::codes;

    #[test]
    fn entities_and_nesting_bombs_are_refused() {
        let laughs = "<!DOCTYPE process [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><process>&b;</process>";
        assert_eq!(codes(laughs), ["VD0002"]);
        assert_eq!(codes(&"<group>".repeat(1_000_000)), ["VD0002"]);
        assert_eq!(codes(&" ".repeat(crate::definition::xml::LONGEST + 1)), ["VD0002"]);
    }
}
