//! The PDF: validated answers on tagged paper, PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) in one file, native and in the
//! browser. In: `ValidatedAnswers`, a `Cover`, fonts. Out: bytes. Knows no clock, no file system, no envelope.

// What stands on it.
mod content;
mod words;

// Where it stands.
mod paginate;
mod typeset;

// How it is written down.
mod draw;
mod tags;

pub use content::{Cover, Enclosure, List, ListRow, Stamp};
pub use typeset::Fonts;

use vordruck_form::validate::ValidatedAnswers;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A font file is none, or there is none at all.
    #[error("a font cannot be read")]
    UnreadableFont,
    /// The page is too small for its margins: a defect of this crate.
    #[error("the page has no room")]
    NoRoom,
    /// The writer refused the document as not conforming; the list names the clauses.
    #[error("the document does not conform: {0}")]
    NotConforming(String),
    /// A character is in none of the fonts.
    #[error("a character is in none of the fonts")]
    MissingGlyph,
}

/// Renders an application.
///
/// # Errors
/// See `RenderError`. No text makes it fail with the fonts that ship: what they don't have is named by its code point.
pub fn render(answers: &ValidatedAnswers, cover: &Cover, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    write(&content::of_application(answers, cover), fonts)
}

/// Renders a list.
///
/// # Errors
/// See `RenderError`.
pub fn render_list(list: &List, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    write(&content::of_list(list), fonts)
}

fn write(content: &content::Content, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    let mut typesetter = typeset::Typesetter::new(fonts)?;
    let pages = paginate::paginate(content, &mut typesetter)?;
    draw::write(content, &pages)
}
