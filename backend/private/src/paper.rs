//! The PDF, seen from here: somebody else writes it. In: validated answers and what stands beside them. Out: bytes.

use vordruck_form::validate::ValidatedAnswers;

/// What a PDF says beside the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperMeta {
    /// The number people quote.
    pub reference: String,
    /// When the public side received it, local time in Germany.
    pub received_at: jiff::civil::DateTime,
    /// The authority.
    pub authority: String,
    /// uuid4 of the submission.
    pub pid: String,
    /// Files inside the PDF (PDF/A-3): the answers for programs.
    pub enclosures: Vec<Enclosure>,
}

/// A file inside the PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// What it is, for people.
    pub description: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A list on paper: somebody or something a row, with lines about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPaper {
    /// Its title.
    pub title: String,
    /// The authority.
    pub authority: String,
    /// When it was made, local time in Germany.
    pub made_at: jiff::civil::DateTime,
    /// Headings of the two columns.
    pub columns: [&'static str; 2],
    /// The rows.
    pub rows: Vec<ListRow>,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Who or what.
    pub head: String,
    /// What there is to say.
    pub lines: Vec<String>,
}

/// Puts answers on paper. The same answers and the same meta give the same bytes, or at least the same words.
pub trait Paper: Send + Sync + 'static {
    /// A PDF in German.
    ///
    /// # Errors
    /// It could not be written; the submission is tried again and in the end becomes an item that could not be read.
    fn render(&self, answers: &ValidatedAnswers, meta: &PaperMeta) -> Result<Vec<u8>, PaperError>;
}

/// Puts lists on paper. Nothing of what strangers sent goes through here, so it need not be confined as `Paper` is.
pub trait ListPrinter: Send + Sync + 'static {
    /// A PDF in German.
    ///
    /// # Errors
    /// It could not be written.
    fn print(&self, list: &ListPaper) -> Result<Vec<u8>, PaperError>;
}

/// The PDF could not be written. The text must not repeat answers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the PDF could not be written: {0}")]
pub struct PaperError(pub String);
