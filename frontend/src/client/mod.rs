//! What the pages of the applicant ask for, in their words: begin, save, resume, mail, delete, submit, copy. In: answers and
//! files. Out: facts. How it is sealed and travels is the vault's, in a worker that is loaded when it is needed first; a page knows
//! nothing of it.

mod error;
mod facts;

#[cfg(feature = "form")]
mod form_parts;
#[cfg(any(feature = "applicant", feature = "document_maker"))]
mod forms;
#[cfg(feature = "applicant")]
mod pin;
#[cfg(feature = "applicant")]
pub mod relay;
#[cfg(feature = "applicant")]
mod session;

pub use error::{ClientError, PinFault};
pub use facts::{Context, DraftContent, Saved};
#[cfg(feature = "form")]
pub use form_parts::arrive_for;
#[cfg(any(feature = "applicant", feature = "document_maker"))]
pub use forms::{FetchedForm, fetch_form};
#[cfg(feature = "applicant")]
pub use pin::{check_pin, is_link_secret};
#[cfg(feature = "applicant")]
pub use session::{HearProgress, Session, begin, resume};
