//! What went wrong, in words for clerks. In: failures of the wire. Out: sentences.

use crate::messages::{postbox as words, put};
use crate::wire::Failure;
use vordruck_contract::problem::ProblemKind;

/// What is wrong and what to do.
pub(super) fn wording(failure: &Failure) -> String {
    let refusal = match failure {
        Failure::NoAnswer => return words::TROUBLE_OFFLINE.to_owned(),
        Failure::Misunderstood => return words::TROUBLE_SERVER.to_owned(),
        Failure::Refused(refusal) => refusal,
    };
    match refusal.kind {
        Some(ProblemKind::NotAuthorised) => [words::SESSION_OVER_TITLE, ". ", words::SESSION_OVER].concat(),
        Some(ProblemKind::Forbidden) => words::TROUBLE_FORBIDDEN.to_owned(),
        Some(ProblemKind::NotFound) => words::TROUBLE_GONE.to_owned(),
        Some(ProblemKind::InvalidFields) => words::TROUBLE_INVALID.to_owned(),
        Some(ProblemKind::TooManyRequests) => match refusal.retry_after.unwrap_or(60).div_ceil(60) {
            0 | 1 => words::TROUBLE_THROTTLED_ONE.to_owned(),
            minutes => put(words::TROUBLE_THROTTLED, &[("minutes", &minutes.to_string())]),
        },
        _ => match &refusal.request_id {
            Some(id) => [words::TROUBLE_SERVER, " ", &put(words::TROUBLE_ID, &[("id", id)])].concat(),
            None => words::TROUBLE_SERVER.to_owned(),
        },
    }
}
