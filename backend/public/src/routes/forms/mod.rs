//! Compiled forms, opaque here. In: bytes and their hash. Out: the bytes as they were published.

pub(crate) mod publish;
pub(crate) mod read;

use serde::Deserialize;
use vordruck_envelope::FormHash;

/// `{form}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    form: FormHash,
}
