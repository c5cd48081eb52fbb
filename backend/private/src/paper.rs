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

/// Puts answers on paper. The same answers and the same meta give the same bytes, or at least the same words.
pub trait Paper: Send + Sync + 'static {
    /// A PDF in German.
    ///
    /// # Errors
    /// It could not be written; the submission is tried again and in the end becomes an item that could not be read.
    fn render(&self, answers: &ValidatedAnswers, meta: &PaperMeta) -> Result<Vec<u8>, PaperError>;
}

/// The PDF could not be written. The text must not repeat answers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the PDF could not be written: {0}")]
pub struct PaperError(pub String);
