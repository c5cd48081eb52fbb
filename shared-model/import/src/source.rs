//! Bytes → XML that one may read. In: the bytes of a file, which may be hostile. Out: a document, or the one fault that keeps it
//! from being one. Knows no format.

use crate::faults::Fault;
use roxmltree::{Document, Node, ParsingOptions};
use vordruck_form::definition::source::{FileId, Position, SourceFile, Span};
use vordruck_form::definition::xml::deeper_than;

/// Most bytes of a file. The largest FIM schemas that are published have a few megabytes.
pub(crate) const LONGEST: usize = 32 * 1024 * 1024;
/// Most elements around an element. A group of groups takes three elements a level, so this is 24 groups in each other; the
/// definition, which takes one, stays below its own limit.
pub(crate) const DEEPEST: usize = 80;
/// Most nodes (elements, texts, comments) of a file.
const MOST_NODES: u32 = 4_000_000;

/// The text of a file: UTF-8, with or without a byte order mark.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, (usize, Fault)> {
    if bytes.len() > LONGEST {
        return Err((0, Fault::TooLong { bytes: bytes.len() }));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| (error.valid_up_to(), Fault::NotUtf8))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Parses a text, if it is XML one may parse.
pub(crate) fn parse(file: FileId, source: &SourceFile) -> Result<Document<'_>, (Span, Fault)> {
    let text = source.text.as_str();
    let at = |offset: usize| Span::new(file, offset..offset + 1);
    if let Some(offset) = deeper_than(text, DEEPEST) {
        return Err((at(offset), Fault::TooDeep));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let position = Position { line: error.pos().row as usize, column: error.pos().col as usize };
        let span = at(source.offset(position));
        match error {
            roxmltree::Error::DtdDetected => {
                (text.find("<!DOCTYPE").map_or(span, |start| Span::new(file, start..start + "<!DOCTYPE".len())), Fault::DocumentType)
            }
            roxmltree::Error::NodesLimitReached => (span, Fault::TooManyNodes),
            roxmltree::Error::UnknownNamespace(prefix, _) => (span, Fault::UndeclaredPrefix { prefix }),
            other => (span, Fault::Malformed { error: other.to_string() }),
        }
    })
}

/// The place of an element's name.
pub(crate) fn span(file: FileId, node: Node<'_, '_>) -> Span {
    let range = node.range();
    let source = node.document().input_text().get(range.clone()).unwrap_or("");
    let length = source.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/').unwrap_or(source.len());
    Span::new(file, range.start..range.start + length)
}

/// The text of an element, white space collapsed; that of elements inside is not part of it.
pub(crate) fn collapsed(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for word in node.children().filter(Node::is_text).filter_map(|text| text.text()).flat_map(str::split_whitespace) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// The elements in an element.
pub(crate) fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vordruck_form::definition::source::Sources;

    fn fault(source: &str) -> Option<Fault> {
        let mut sources = Sources::default();
        let file = sources.add("a.xml", source);
        sources.file(file).and_then(|source| parse(file, source).err()).map(|(_, fault)| fault)
    }

    #[test]
    fn what_could_harm_or_is_no_xml_is_refused() {
        assert_eq!(text(b"\xef\xbb\xbf<a/>").ok(), Some("<a/>"));
        assert_eq!(text(b"<a>\xe4</a>").err(), Some((3, Fault::NotUtf8)));
        assert_eq!(fault("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), Some(Fault::DocumentType));
        assert_eq!(fault(&"<a>".repeat(1_000_000)), Some(Fault::TooDeep));
        assert_eq!(fault("<a b:c='d'/>"), Some(Fault::UndeclaredPrefix { prefix: "b".to_owned() }));
        assert!(matches!(fault("<a><b></a>"), Some(Fault::Malformed { .. })));
        assert_eq!(fault("<a/>"), None);
    }
}
