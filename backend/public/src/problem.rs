//! What a request is refused with. In: a fact from an endpoint, an extractor or a store. Out: a status and, in the response's extensions, the facts
//! that `layers::answer` writes down once the request's id is known. The cause of a 500 goes to the log and nowhere else.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use vordruck_contract::problem::{FieldProblem, ProblemKind};
use vordruck_contract::submissions::Receipt;
use vordruck_envelope::{EntropyError, OpenError, SealError};

use crate::keys::KeyError;
use crate::store::StoreError;

/// A refused request.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) kind: ProblemKind,
    pub(crate) detail: Option<&'static str>,
    pub(crate) errors: Vec<FieldProblem>,
    pub(crate) receipt: Option<Box<Receipt>>,
    pub(crate) current_rev: Option<u64>,
    pub(crate) current_offset: Option<u64>,
    pub(crate) retry_after_seconds: Option<u64>,
    /// For the log only.
    pub(crate) cause: Option<Arc<Fault>>,
}

/// What fails on our side whatever the client does.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Entropy(#[from] EntropyError),
    #[error("sealing failed: {0}")]
    Seal(#[from] SealError),
    #[error("what is stored does not open: {0}")]
    Open(#[from] OpenError),
    #[error("a stored value is not what was written: {0}")]
    Stored(&'static str),
    #[error("a task panicked")]
    Panicked,
}

impl Refusal {
    pub(crate) fn new(kind: ProblemKind) -> Self {
        Self {
            kind,
            detail: None,
            errors: Vec::new(),
            receipt: None,
            current_rev: None,
            current_offset: None,
            retry_after_seconds: None,
            cause: None,
        }
    }

    pub(crate) fn detail(mut self, detail: &'static str) -> Self {
        self.detail = Some(detail);
        self
    }

    /// One wrong field.
    pub(crate) fn field(kind: ProblemKind, pointer: impl Into<String>, code: impl Into<String>) -> Self {
        Self { errors: vec![FieldProblem { pointer: pointer.into(), code: code.into() }], ..Self::new(kind) }
    }

    pub(crate) fn retry_after(kind: ProblemKind, seconds: u64) -> Self {
        Self { retry_after_seconds: Some(seconds), ..Self::new(kind) }
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        let mut refusal = match &fault {
            Fault::Store(StoreError::Full) => Self::new(ProblemKind::StorageFull),
            Fault::Store(StoreError::Busy | StoreError::RolledBack) => Self::retry_after(ProblemKind::Unavailable, 1),
            Fault::Store(StoreError::Lost) => Self::retry_after(ProblemKind::Unavailable, 5),
            Fault::Store(StoreError::Database(fault)) if fault.is_away() => Self::retry_after(ProblemKind::Unavailable, 5),
            _ => Self::new(ProblemKind::Internal),
        };
        refusal.cause = Some(Arc::new(fault));
        refusal
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Lets an endpoint's error be made by `?` from everything that can fail on our side. The enum needs a variant `Fault(Fault)`.
macro_rules! faults {
    ($error:ty) => {
        $crate::problem::faults!($error: vordruck_envelope::EntropyError, vordruck_envelope::SealError, vordruck_envelope::OpenError,
            $crate::store::StoreError, $crate::keys::KeyError);
    };
    ($error:ty: $($cause:ty),*) => {
        $(impl From<$cause> for $error {
            fn from(cause: $cause) -> Self { Self::Fault(cause.into()) }
        })*
        impl axum::response::IntoResponse for $error {
            fn into_response(self) -> axum::response::Response { $crate::problem::Refusal::from(self).into_response() }
        }
    };
}
pub(crate) use faults;
