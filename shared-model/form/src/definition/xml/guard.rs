//! What is refused before anything is read: too much, too deep, document types (and with them entities), broken XML.

use crate::compile::diagnostic::Diagnostics;
use crate::compile::diagnostics::{malformed_xml, refused_xml};
use crate::definition::source::{FileId, Position, SourceFile, Span};
use roxmltree::{Document, ParsingOptions};

/// Most bytes of a definition. The largest FIM schema that is published has about 3 MB.
pub const LONGEST: usize = 8 * 1024 * 1024;
/// Most elements around an element. Passes descend recursively, so this also bounds the stack.
pub const DEEPEST: usize = 32;
/// Most nodes (elements, texts, comments) of a definition.
const MOST_NODES: u32 = 1_000_000;

/// Parses, if it is XML one may parse.
pub(super) fn parse<'a>(file: FileId, source: &'a SourceFile, diagnostics: &mut Diagnostics) -> Option<Document<'a>> {
    let text = source.text.as_str();
    if text.len() > LONGEST {
        diagnostics.push(refused_xml::too_long(Span::at_start(file), text.len(), LONGEST));
        return None;
    }
    if let Some(at) = deeper_than(text, DEEPEST) {
        diagnostics.push(refused_xml::too_deep(Span::new(file, at..at + 1), DEEPEST));
        return None;
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => Some(document),
        Err(error) => {
            let position = Position { line: error.pos().row as usize, column: error.pos().col as usize };
            let at = source.offset(position);
            let span = Span::new(file, at..at);
            diagnostics.push(match error {
                roxmltree::Error::DtdDetected => refused_xml::document_type(Span::new(file, dtd(text).unwrap_or(at..at))),
                roxmltree::Error::NodesLimitReached => refused_xml::too_many(span, MOST_NODES),
                other => malformed_xml::diagnostic(span, &other),
            });
            None
        }
    }
}

fn dtd(text: &str) -> Option<std::ops::Range<usize>> {
    text.find("<!DOCTYPE").map(|at| at..at + "<!DOCTYPE".len())
}

/// The first place with more than `most` elements around it, found without recursion and before a parser sees it. Comments, CDATA
/// and processing instructions are skipped; quotes inside tags are respected.
#[must_use]
pub fn deeper_than(text: &str, most: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'<')) {
        at += next;
        let rest = bytes.get(at..).unwrap_or_default();
        let skip = |end: &[u8]| rest.windows(end.len()).position(|window| window == end).map_or(rest.len(), |found| found + end.len());
        if rest.starts_with(b"<!--") {
            at += skip(b"-->");
        } else if rest.starts_with(b"<![CDATA[") {
            at += skip(b"]]>");
        } else if rest.starts_with(b"<?") {
            at += skip(b"?>");
        } else if rest.starts_with(b"</") {
            depth = depth.saturating_sub(1);
            at += 2;
        } else {
            let length = tag_length(rest);
            let closes_itself = length >= 2 && rest.get(length - 2) == Some(&b'/');
            if !closes_itself && !rest.starts_with(b"<!") {
                depth += 1;
            }
            if depth > most {
                return Some(at);
            }
            at += length.max(1);
        }
    }
    None
}

fn tag_length(rest: &[u8]) -> usize {
    let mut quote = None;
    for (index, byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), close) if open == *close => quote = None,
            (None, b'>') => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_bounded_before_the_parser_runs() {
        let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert_eq!(deeper_than(&nested(DEEPEST), DEEPEST), None);
        assert_eq!(deeper_than(&nested(DEEPEST + 1), DEEPEST), Some(DEEPEST * 3));
        assert_eq!(deeper_than(&"<a x='>'/><!-- <a><a> --><![CDATA[<a>]]>".repeat(100), DEEPEST), None);
        assert!(deeper_than(&"<a>".repeat(2_000_000), DEEPEST).is_some());
    }
}
