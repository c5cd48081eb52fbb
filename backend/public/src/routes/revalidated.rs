//! What was published, which clients keep and ask about again. In: the request's headers, a hash of what is answered (the type for forms serves for any
//! SHA-256), the answer. Out: it with its `ETag`, or 304 for whoever has it already (RFC 9110 § 13.1.2); or why
//! there is none.

use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::FormHash;

use crate::extract::none_match;
use crate::problem::{Fault, Refusal, faults};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Unpublished {
    #[error("the path is malformed")]
    Path(Box<Refusal>),
    #[error("nothing of this name is published")]
    NotFound,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Unpublished);

impl From<Unpublished> for Refusal {
    fn from(error: Unpublished) -> Self {
        match error {
            Unpublished::Path(refusal) => *refusal,
            Unpublished::NotFound => Self::new(ProblemKind::NotFound),
            Unpublished::Fault(fault) => fault.into(),
        }
    }
}

pub(crate) fn answer(headers: &HeaderMap, content: FormHash, answer: impl IntoResponse) -> Response {
    let tag = format!("\"{content}\"");
    let kept = [(ETAG, tag.clone()), (CACHE_CONTROL, "no-cache".to_owned())];
    if none_match(headers, &tag) { (StatusCode::NOT_MODIFIED, kept).into_response() } else { (kept, answer).into_response() }
}
