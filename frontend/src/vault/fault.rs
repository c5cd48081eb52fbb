//! Failures of sealing and of the wire, as what they mean to the applicant. In: errors of other rooms. Out: `ClientError`.

use crate::client::ClientError;
use crate::wire::Failure;
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::keys::KeyError;
use vordruck_envelope::{EntropyError, OpenError, SealError};

/// A minute: how long to wait when the server does not say.
const WAIT_SECONDS: u32 = 60;

impl From<Failure> for ClientError {
    fn from(failure: Failure) -> Self {
        let refusal = match failure {
            Failure::NoAnswer => return Self::Offline,
            Failure::Misunderstood => return Self::Server { request_id: None },
            Failure::Refused(refusal) => refusal,
        };
        match refusal.kind {
            Some(ProblemKind::NotAuthorised) => Self::SessionEnded,
            Some(ProblemKind::TooManyRequests) => Self::Throttled { seconds: refusal.retry_after.unwrap_or(WAIT_SECONDS) },
            Some(ProblemKind::TooLarge) => Self::TooLarge,
            Some(ProblemKind::RequestTimeout) => Self::Offline,
            Some(ProblemKind::RevisionConflict) => match refusal.current_rev {
                Some(current_rev) => Self::Conflict { current_rev },
                None => Self::Server { request_id: refusal.request_id },
            },
            Some(ProblemKind::AlreadySubmitted) => match refusal.receipt {
                Some(receipt) => Self::AlreadySubmitted(Box::new(receipt)),
                None => Self::Server { request_id: refusal.request_id },
            },
            _ => Self::Server { request_id: refusal.request_id },
        }
    }
}

impl From<SealError> for ClientError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::ContentTooLong | SealError::ObjectCount { .. } => Self::TooLarge,
            // No randomness, or not 64 MiB of memory.
            _ => Self::PartMissing,
        }
    }
}

impl From<EntropyError> for ClientError {
    fn from(_: EntropyError) -> Self {
        Self::PartMissing
    }
}

/// What is stored is not what was saved.
impl From<OpenError> for ClientError {
    fn from(_: OpenError) -> Self {
        Self::Server { request_id: None }
    }
}

impl From<KeyError> for ClientError {
    fn from(error: KeyError) -> Self {
        Self::ManifestRefused(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Refusal;

    fn refused(status: u16, kind: Option<ProblemKind>) -> Refusal {
        Refusal {
            status,
            kind,
            request_id: Some("urn:uuid:1".to_owned()),
            retry_after: None,
            current_rev: None,
            current_offset: None,
            receipt: None,
            errors: Vec::new(),
        }
    }

    fn meaning(refusal: Refusal) -> ClientError {
        Failure::Refused(Box::new(refusal)).into()
    }

    #[test]
    fn a_conflict_keeps_its_revision() {
        let refusal = Refusal { current_rev: Some(4), ..refused(412, Some(ProblemKind::RevisionConflict)) };
        assert_eq!(meaning(refusal), ClientError::Conflict { current_rev: 4 });
    }

    #[test]
    fn throttling_says_how_long_to_wait_even_if_the_server_does_not() {
        let told = Refusal { retry_after: Some(900), ..refused(429, Some(ProblemKind::TooManyRequests)) };
        assert_eq!(meaning(told), ClientError::Throttled { seconds: 900 });
        assert_eq!(meaning(refused(429, Some(ProblemKind::TooManyRequests))), ClientError::Throttled { seconds: 60 });
    }

    #[test]
    fn what_nobody_foresaw_is_a_failure_of_the_server_with_its_id() {
        for kind in [None, Some(ProblemKind::Internal), Some(ProblemKind::InvalidFields)] {
            assert_eq!(meaning(refused(500, kind)), ClientError::Server { request_id: Some("urn:uuid:1".to_owned()) });
        }
    }
}
