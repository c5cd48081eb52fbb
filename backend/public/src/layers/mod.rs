//! What surrounds every handler. In: a request. Out: an answer with id, headers, a problem document where something was refused, and one log line.

mod answer;
mod fault;
mod headers;
mod intake;

pub(crate) use answer::answer;
pub(crate) use fault::panicked;
pub use headers::CONTENT_SECURITY_POLICY;
pub(crate) use intake::check;
