//! Why a request did not do what it was for. In: an answer with problem+json, or none. Out: facts.

use crate::platform::fetch::Answer;
use vordruck_contract::headers::REQUEST_ID;
use vordruck_contract::problem::{FieldProblem, Problem, ProblemKind};
use vordruck_contract::submissions::Receipt;

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// No answer: no connection, or it broke, or it took too long.
    NoAnswer,
    /// The server says no.
    Refused(Box<Refusal>),
    /// The server's answer is not what the contract says.
    Misunderstood,
}

/// What the server says when it says no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// Kind of problem; none when something between us and the server has answered.
    pub kind: Option<ProblemKind>,
    /// The id under which the server's log has the cause.
    pub request_id: Option<String>,
    /// Seconds to wait.
    pub retry_after: Option<u32>,
    /// The revision the server has.
    pub current_rev: Option<u64>,
    /// The offset the server has.
    pub current_offset: Option<u64>,
    /// The original receipt.
    pub receipt: Option<Receipt>,
    /// Which fields are wrong.
    pub errors: Vec<FieldProblem>,
}

impl Failure {
    /// The kind of the problem, if the server named one.
    #[must_use]
    pub fn kind(&self) -> Option<ProblemKind> {
        match self {
            Self::Refused(refusal) => refusal.kind,
            Self::NoAnswer | Self::Misunderstood => None,
        }
    }

    /// Whether the server named this kind of problem.
    #[must_use]
    pub fn is(&self, kind: ProblemKind) -> bool {
        self.kind() == Some(kind)
    }

    /// Whether asking again at once may help: nobody has answered, or somebody who can't at the moment.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::NoAnswer => true,
            Self::Refused(refusal) => matches!(refusal.status, 408 | 502..=504),
            Self::Misunderstood => false,
        }
    }
}

impl Refusal {
    pub(super) async fn read(answer: Answer) -> Self {
        let (status, request_id) = (answer.status(), answer.header(REQUEST_ID));
        let retry_after = answer.header("retry-after").and_then(|seconds| seconds.parse().ok());
        let problem = answer.bytes().await.and_then(|bytes| serde_json::from_slice::<Problem>(&bytes).ok());
        Self::of(status, request_id, retry_after, problem)
    }

    fn of(status: u16, request_id: Option<String>, retry_after: Option<u32>, problem: Option<Problem>) -> Self {
        let plain = Self {
            status,
            kind: None,
            request_id,
            retry_after,
            current_rev: None,
            current_offset: None,
            receipt: None,
            errors: Vec::new(),
        };
        match problem {
            None => Self { kind: told_by(status), ..plain },
            Some(problem) => Self {
                kind: Some(problem.kind),
                request_id: Some(problem.instance),
                current_rev: problem.current_rev,
                current_offset: problem.current_offset,
                receipt: problem.receipt,
                errors: problem.errors,
                ..plain
            },
        }
    }
}

/// What a status alone tells: the answer to `HEAD` has no body.
fn told_by(status: u16) -> Option<ProblemKind> {
    match status {
        401 => Some(ProblemKind::NotAuthorised),
        404 => Some(ProblemKind::NotFound),
        413 => Some(ProblemKind::TooLarge),
        429 => Some(ProblemKind::TooManyRequests),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(json: &str) -> Option<Problem> {
        serde_json::from_str(json).ok()
    }

    #[test]
    fn a_conflict_names_the_revision_the_server_has() {
        let document =
            r#"{"type":"urn:vordruck:problem:revision-conflict","title":"t","status":412,"instance":"urn:uuid:1","current_rev":7}"#;
        let refusal = Refusal::of(412, None, None, problem(document));
        assert_eq!((refusal.kind, refusal.current_rev), (Some(ProblemKind::RevisionConflict), Some(7)));
        assert_eq!(refusal.request_id.as_deref(), Some("urn:uuid:1"));
    }

    #[test]
    fn what_a_proxy_answers_has_a_status_and_no_kind() {
        let refusal = Refusal::of(502, Some("urn:uuid:2".to_owned()), Some(5), problem("<html>Bad gateway</html>"));
        assert_eq!((refusal.status, refusal.kind, refusal.retry_after), (502, None, Some(5)));
        assert_eq!(refusal.request_id.as_deref(), Some("urn:uuid:2"));
        assert!(Failure::Refused(Box::new(refusal)).may_pass());
    }

    #[test]
    fn the_status_alone_tells_what_a_head_request_can_not_say() {
        assert_eq!(Refusal::of(401, None, None, None).kind, Some(ProblemKind::NotAuthorised));
        assert_eq!(Refusal::of(404, None, None, None).kind, Some(ProblemKind::NotFound));
        assert_eq!(Refusal::of(409, None, None, None).kind, None);
    }

    #[test]
    fn a_refusal_does_not_pass_by_itself() {
        let document = r#"{"type":"urn:vordruck:problem:too-large","title":"t","status":413,"instance":"urn:uuid:1"}"#;
        assert!(!Failure::Refused(Box::new(Refusal::of(413, None, None, problem(document)))).may_pass());
    }
}
