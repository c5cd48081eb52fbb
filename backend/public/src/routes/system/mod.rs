//! About this instance. In: nothing. Out: its key, its description, whether it works, whom to tell of a weakness, and what to say where there is nothing.

pub(crate) mod alive;
pub(crate) mod health;
pub(crate) mod openapi;
pub(crate) mod receipt_key;
pub(crate) mod security_txt;

use vordruck_contract::problem::ProblemKind;

use crate::problem::Refusal;

/// An address nobody has.
pub(crate) async fn nothing_here() -> Refusal {
    Refusal::new(ProblemKind::NotFound)
}

/// An address somebody has, but not for this method; axum adds `Allow`.
pub(crate) async fn other_method() -> Refusal {
    Refusal::new(ProblemKind::MethodNotAllowed)
}
