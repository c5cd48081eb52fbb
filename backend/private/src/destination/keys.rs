//! The private keys of a destination, in one sealed key file: one opens submissions, one signs answers. In: JWKs as FIT-Connect's portal and its tools write them.
//! Out: keys that are neither printed nor logged.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::{Deserialize, Serialize};
use vordruck_envelope::exposed::Exposed;
use zeroize::Zeroizing;

pub use crate::fit_connect::private_key::PrivateKeyError;
use crate::fit_connect::private_key::{PrivateKey, Use};

/// Why the two keys can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DestinationKeyError {
    /// That for opening.
    #[error("the key that opens: {0}")]
    Decryption(PrivateKeyError),
    /// That for signing.
    #[error("the key that signs: {0}")]
    Signing(PrivateKeyError),
}

/// The keys of a destination.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DestinationKeys {
    decryption: PrivateKey,
    signing: PrivateKey,
}

impl DestinationKeys {
    /// From two private JWKs: RSA with 4096 bits or more, one for `unwrapKey` (RSA-OAEP-256), one for `sign` (PS512).
    ///
    /// # Errors
    /// Which of them is not such a key, and why.
    pub fn from_jwks(decryption: &[u8], signing: &[u8]) -> Result<Self, DestinationKeyError> {
        Ok(Self {
            decryption: PrivateKey::from_jwk(decryption, Use::Unwrap).map_err(DestinationKeyError::Decryption)?,
            signing: PrivateKey::from_jwk(signing, Use::Sign).map_err(DestinationKeyError::Signing)?,
        })
    }

    pub(super) fn decryption(&self) -> &PrivateKey {
        &self.decryption
    }

    pub(super) fn signing(&self) -> &PrivateKey {
        &self.signing
    }
}

impl Exposed for DestinationKeys {
    fn from_exposed(text: &str) -> Option<Self> {
        let json = Zeroizing::new(Base64UrlUnpadded::decode_vec(text).ok()?);
        serde_json::from_slice(&json).ok()
    }

    fn to_exposed(&self) -> Zeroizing<String> {
        let json = Zeroizing::new(serde_json::to_vec(self).unwrap_or_default());
        Zeroizing::new(Base64UrlUnpadded::encode_string(&json))
    }
}
