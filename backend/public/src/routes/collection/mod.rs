//! Private sides collect. In: collector tokens, fences, signed acknowledgements. Out: sealed objects. The public side never calls anybody.

pub(crate) mod acknowledge;
pub(crate) mod lease;
pub(crate) mod object;

use serde::Deserialize;
use vordruck_envelope::Pid;

/// `{pid}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    pid: Pid,
}

/// How long a lease lasts, in seconds.
const LEASE_SECONDS: i64 = 600;
