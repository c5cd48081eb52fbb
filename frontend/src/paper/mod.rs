//! The applicant's PDF copy, made in a worker of its own so that the page stays responsive while it is set. In: answers, a moment.
//! Out: the paper's bytes. The form is fetched again by its hash, which the browser has kept.

pub mod protocol;

#[cfg(feature = "document_maker")]
mod worker;

#[cfg(feature = "document_maker")]
pub use worker::serve;
