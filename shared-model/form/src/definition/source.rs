//! Where something was written. In: the text of a file. Out: spans, and from spans line, column and the line itself.
//! Reads no files: whoever compiles hands in names and texts.

use std::ops::Range;

/// A file of the definition: position in `Sources`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

/// Bytes `start..end` of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// A span from a byte range.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: short(range.start), end: short(range.end) }
    }
    /// The empty span before the first byte of a file.
    #[must_use]
    pub fn at_start(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }
}

/// Line and column, both from 1; columns count characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The files a definition consists of, with their texts.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// One file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Name as it is shown, e.g. `process.xml`.
    pub name: String,
    /// Its whole text.
    pub text: String,
    line_starts: Vec<usize>,
}

impl Sources {
    /// Adds a file.
    pub fn add(&mut self, name: &str, text: &str) -> FileId {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let id = FileId(u16::try_from(self.files.len()).unwrap_or(u16::MAX));
        self.files.push(SourceFile { name: name.to_owned(), text: text.to_owned(), line_starts });
        id
    }
    /// The file with an id.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(usize::from(id.0))
    }
    /// Where a span begins.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.file(span.file).map_or(Position { line: 1, column: 1 }, |file| file.position(span.start as usize))
    }
}

impl SourceFile {
    /// Line and column of a byte offset.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let index = self.line_starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.line_starts.get(index).copied().unwrap_or(0);
        let before = self.text.get(start..offset.min(self.text.len())).unwrap_or("");
        Position { line: index + 1, column: before.chars().count() + 1 }
    }
    /// A line without its line break; empty when there is none of that number.
    #[must_use]
    pub fn line(&self, number: usize) -> &str {
        let Some(start) = number.checked_sub(1).and_then(|index| self.line_starts.get(index)) else { return "" };
        let end = self.line_starts.get(number).copied().unwrap_or(self.text.len());
        self.text.get(*start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
    /// The byte offset of a line and column, as foreign parsers report them.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        let start = self.line_starts.get(position.line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let line = self.line(position.line);
        start + line.char_indices().nth(position.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let mut sources = Sources::default();
        let file = sources.add("a.xml", "eins\nzwö drei\n");
        let at = "eins\nzwö ".len();
        assert_eq!(sources.position(Span::new(file, at..at + 4)), Position { line: 2, column: 5 });
        assert_eq!(sources.file(file).map(|file| file.line(2)), Some("zwö drei"));
        assert_eq!(sources.file(file).map(|file| file.offset(Position { line: 2, column: 5 })), Some(at));
    }
}
