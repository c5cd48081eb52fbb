//! A destination's key as a manifest names it: RSA of at least 4096 bits (suite `jwe-1`). In: a modulus. Out: what somebody with an implementation of RSA
//! needs to seal for it; there is none in here.

use super::manifest::{Destination, KeyEntry, Suite};
use crate::codec;

/// 4096 bits, the least that FIT-Connect takes.
const LEAST_BYTES: usize = 512;
/// 8192 bits; what is longer is no key but a way to keep a browser busy.
const MOST_BYTES: usize = 1_024;

/// A destination's key that was checked, and what it wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DestinationKey {
    /// The modulus, big-endian; the public exponent is 65 537.
    pub modulus: Vec<u8>,
    /// What the destination calls its key.
    pub kid: String,
    /// Machine format of the answers.
    pub format: String,
    /// Its schema.
    pub schema_uri: String,
    /// Id of the field with the address to answer to.
    pub reply_email_field: Option<String>,
}

impl DestinationKey {
    pub(super) fn of(said: &Destination, modulus: Vec<u8>) -> Self {
        Self {
            modulus,
            kid: said.kid.clone(),
            format: said.format.clone(),
            schema_uri: said.schema_uri.clone(),
            reply_email_field: said.reply_email_field.clone(),
        }
    }
}

impl KeyEntry {
    /// The entry of a destination's key, usable from `not_before` to `not_after` (Unix seconds). Whether the modulus is one is checked by whoever signs and reads.
    #[must_use]
    pub fn of_destination(modulus: &[u8], not_before: u64, not_after: u64) -> Self {
        Self {
            kid: Self::thumbprint(Suite::Jwe1, modulus),
            suite: Suite::Jwe1.name().to_owned(),
            public: codec::base64url(modulus),
            not_before,
            not_after,
        }
    }
}

/// Whether bytes are the modulus of a key that is long enough: no zeros in front, and odd, as a product of two large primes is.
pub(super) fn is_modulus(bytes: &[u8]) -> bool {
    let is_long = (LEAST_BYTES..=MOST_BYTES).contains(&bytes.len());
    is_long && bytes.first().is_some_and(|first| *first >= 0x80) && bytes.last().is_some_and(|last| last % 2 == 1)
}
