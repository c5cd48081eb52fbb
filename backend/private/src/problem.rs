//! What a request is refused with. In: a fact from an endpoint or a store. Out: a status and, in the response's extensions, the facts that
//! `routes::answer` writes down once the request's id is known. The cause of a 500 goes to the log and nowhere else.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use vordruck_contract::problem::{FieldProblem, ProblemKind};

use crate::staff::administration::StaffError;
use crate::staff::passkey::PasskeyError;
use crate::staff::sign_in::SignInError;
use crate::store::StoreError;

/// A refused request.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) kind: ProblemKind,
    pub(crate) errors: Vec<FieldProblem>,
    pub(crate) retry_after_seconds: Option<u64>,
    /// For the log only.
    pub(crate) cause: Option<Arc<str>>,
}

impl Refusal {
    pub(crate) fn new(kind: ProblemKind) -> Self {
        Self { kind, errors: Vec::new(), retry_after_seconds: None, cause: None }
    }

    /// One wrong field.
    pub(crate) fn field(kind: ProblemKind, pointer: impl Into<String>, code: impl Into<String>) -> Self {
        Self { errors: vec![FieldProblem { pointer: pointer.into(), code: code.into() }], ..Self::new(kind) }
    }

    /// We failed.
    pub(crate) fn internal(cause: impl std::fmt::Display) -> Self {
        Self { cause: Some(cause.to_string().into()), ..Self::new(ProblemKind::Internal) }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

impl From<tower_sessions::session::Error> for Refusal {
    fn from(error: tower_sessions::session::Error) -> Self {
        Self::internal(error)
    }
}

impl From<SignInError> for Refusal {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused => Self::new(ProblemKind::NotAuthorised),
            SignInError::CodeMissing => Self::field(ProblemKind::NotAuthorised, "/code", "required"),
            SignInError::CodeWrong => Self::field(ProblemKind::NotAuthorised, "/code", "wrong"),
            SignInError::PasskeyMissing => Self::field(ProblemKind::NotAuthorised, "/passkey", "required"),
            SignInError::Throttled { seconds } => Self { retry_after_seconds: Some(seconds), ..Self::new(ProblemKind::TooManyRequests) },
            SignInError::Store(error) => error.into(),
        }
    }
}

impl From<PasskeyError> for Refusal {
    fn from(error: PasskeyError) -> Self {
        match error {
            PasskeyError::Refused => Self::field(ProblemKind::InvalidFields, "/credential", "refused"),
            PasskeyError::TooMany => Self::field(ProblemKind::InvalidFields, "/credential", "too-many"),
            PasskeyError::Beginning(cause) => Self::internal(cause),
        }
    }
}

impl From<StaffError> for Refusal {
    fn from(error: StaffError) -> Self {
        match error {
            StaffError::WrongPassword => Self::field(ProblemKind::InvalidFields, "/password", "wrong"),
            StaffError::Password(faults) => Self {
                errors: faults
                    .iter()
                    .map(|fault| FieldProblem { pointer: "/new_password".to_owned(), code: fault.code().to_owned() })
                    .collect(),
                ..Self::new(ProblemKind::InvalidFields)
            },
            StaffError::NameTaken => Self::field(ProblemKind::InvalidFields, "/name", "taken"),
            StaffError::MalformedName => Self::field(ProblemKind::InvalidFields, "/name", "malformed"),
            StaffError::NoPermission => Self::field(ProblemKind::InvalidFields, "/permissions", "missing"),
            StaffError::UnknownName | StaffError::NoInvitation => Self::new(ProblemKind::NotFound),
            StaffError::NotYours => Self::new(ProblemKind::Forbidden),
            StaffError::Store(error) => error.into(),
            other => Self::internal(other),
        }
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
