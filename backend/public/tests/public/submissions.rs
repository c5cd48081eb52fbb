//! submissions.
