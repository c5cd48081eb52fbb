//! Where sealed bytes belong. In: ids. Out: what every seal is bound to; bytes moved elsewhere don't open.

use crate::{FormHash, Lookup, Pid};

/// The place of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftPlace<'a> {
    /// The tenant's id as in URLs.
    pub tenant: &'a str,
    /// The service's id as in URLs.
    pub service: &'a str,
    /// What the public side files the draft under.
    pub lookup: Lookup,
    /// The form version the draft pins.
    pub form: FormHash,
}

/// The place of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmissionPlace<'a> {
    /// The tenant's id as in URLs.
    pub tenant: &'a str,
    /// The service's id as in URLs.
    pub service: &'a str,
    /// The submission's name.
    pub pid: Pid,
    /// The form version it was filled in with.
    pub form: FormHash,
}
