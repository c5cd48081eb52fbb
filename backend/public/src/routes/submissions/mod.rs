//! Submissions. In: what was uploaded, its digest. Out: receipts.

pub(crate) mod submit;
