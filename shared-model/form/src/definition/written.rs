//! What an author wrote, with its place: attribute values and texts. Knows no XML.

use crate::definition::source::Span;
use std::ops::Range;

/// A value as written. `""` where a demanded one is missing, which has been reported already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The value, unescaped.
    pub value: String,
    /// Where it stands.
    pub span: Span,
    /// Offsets in `value` after which the source is longer by so many bytes (`&lt;` is written with 4 for 1).
    escapes: Vec<(u32, u32)>,
    /// Of an expression in a block: what may stand in front of the names in it, innermost block first.
    pub(crate) prefixes: Vec<String>,
}

impl Written {
    /// A value without escapes.
    #[must_use]
    pub fn new(value: impl Into<String>, span: Span) -> Self {
        Self { value: value.into(), span, escapes: Vec::new(), prefixes: Vec::new() }
    }

    /// A value whose source `raw` may contain XML escapes.
    #[must_use]
    pub fn from_raw(value: &str, raw: &str, span: Span) -> Self {
        let escapes = if value.len() == raw.len() { Vec::new() } else { escapes(raw) };
        Self { value: value.to_owned(), span, escapes, prefixes: Vec::new() }
    }

    /// Whether the author wrote nothing here.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.value.is_empty()
    }

    /// The place of a part of the value.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Span {
        let start = self.span.start as usize;
        let end = self.span.end as usize;
        Span::new(self.span.file, (start + self.raw(range.start)).min(end)..(start + self.raw(range.end)).min(end))
    }

    fn raw(&self, offset: usize) -> usize {
        offset + self.escapes.iter().filter(|(after, _)| (*after as usize) <= offset).map(|(_, longer)| *longer as usize).sum::<usize>()
    }
}

/// A text for people as written, in German, with the key its translations have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenText {
    /// The text, white space collapsed.
    pub value: String,
    /// Where it stands.
    pub span: Span,
    /// Its name in `texts/<lang>.ftl`.
    pub key: TextKey,
    /// The block it comes from and its name in the block's own texts; the block `""` is the program's words.
    pub block: Option<(String, TextKey)>,
    /// Set when markup may stand in it: `value` is then XML without line breaks, and here is where its elements stand, in order.
    pub marked: Option<Vec<Span>>,
}

/// The name of a text in a Fluent file: `message.attribute`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextKey {
    /// The message: id of a page, group, field, note, rule (`rule-<id>`), code (`<list>-<code>`), or `process`, `start`, `fee`.
    pub message: String,
    /// The attribute: `label`, `hint`, `help`, `title`, `p-1`, …
    pub attribute: String,
}

impl TextKey {
    /// A key.
    #[must_use]
    pub fn new(message: impl Into<String>, attribute: impl Into<String>) -> Self {
        Self { message: message.into(), attribute: attribute.into() }
    }
    /// The key of an entry of a code list; Fluent has no dots in names, so `2.1` is `2_1` there.
    #[must_use]
    pub fn entry(list: &str, code: &str, attribute: &str) -> Self {
        Self::new(format!("{list}-{}", code.replace('.', "_")), attribute)
    }
}

impl std::fmt::Display for TextKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.message, self.attribute)
    }
}

/// What is written longer than it reads: `&lt;`, `&#228;`, and line breaks of two characters.
fn escapes(raw: &str) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let (mut decoded, mut rest) = (0_usize, raw);
    while let Some(at) = rest.find(['&', '\r']) {
        let from = rest.get(at..).unwrap_or("");
        let (length, stands_for) = match from.strip_prefix("\r") {
            Some(after) => (if after.starts_with('\n') { 2 } else { 1 }, 1),
            None => match from.find(';') {
                Some(end) => (end + 1, decoded_length(from.get(1..end).unwrap_or(""))),
                None => break,
            },
        };
        decoded += at + stands_for;
        found.push((u32::try_from(decoded).unwrap_or(u32::MAX), u32::try_from(length.saturating_sub(stands_for)).unwrap_or(0)));
        rest = rest.get(at + length..).unwrap_or("");
    }
    found
}

fn decoded_length(escape: &str) -> usize {
    let Some(number) = escape.strip_prefix('#') else { return 1 };
    let code = number.strip_prefix('x').map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
    code.and_then(char::from_u32).map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::source::FileId;

    #[test]
    fn parts_of_a_value_with_escapes_point_into_the_source() {
        let raw = "a &lt;= b &amp; c\r\nd";
        let written = Written::from_raw("a <= b & c d", raw, Span::new(FileId(0), 100..100 + raw.len()));
        let part = |range: Range<usize>| {
            let span = written.part(range);
            raw.get(span.start as usize - 100..span.end as usize - 100)
        };
        assert_eq!(part(0..1), Some("a"));
        assert_eq!(part(2..3), Some("&lt;"));
        assert_eq!(part(5..6), Some("b"));
        assert_eq!(part(9..10), Some("c"));
        assert_eq!(part(11..12), Some("d"));
    }
}
