//! Why a proof of access opens nothing: a draft by link and PIN, a relay by the code that was seen. Unknown, wrong and ended are one answer.

use vordruck_contract::problem::ProblemKind;

use crate::problem::{Fault, Refusal, faults};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Unopened {
    #[error("the proof is wrong, or there is nothing of this name any more")]
    Refused,
    #[error("too many attempts")]
    Throttled(u64),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Unopened);

impl From<Unopened> for Refusal {
    fn from(error: Unopened) -> Self {
        match error {
            Unopened::Refused => Self::new(ProblemKind::NotAuthorised),
            Unopened::Throttled(seconds) => Self::retry_after(ProblemKind::TooManyRequests, seconds),
            Unopened::Fault(fault) => fault.into(),
        }
    }
}
