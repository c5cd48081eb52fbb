//! The key manifest's shape. In: JSON. Out: types; nothing in here is believed yet.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Kid;
use crate::codec;

/// JOSE type of a signed key manifest.
pub const TYPE: &str = "vordruck-keys+jwt";

/// What a tenant publishes about its keys, signed by its offline root key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyManifest {
    /// Protocol version, [`crate::VERSION`].
    pub v: String,
    /// The tenant's id.
    pub tenant: String,
    /// Counts up with every manifest. A compiled form pins the least one it accepts.
    pub sequence: u64,
    /// Valid from, Unix seconds.
    pub not_before: u64,
    /// Valid before, Unix seconds; at most 90 days later.
    pub not_after: u64,
    /// Keys to seal to, best first.
    pub keys: Vec<KeyEntry>,
    /// Keys nobody may seal to any more.
    pub revoked: Vec<Kid>,
}

/// One public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyEntry {
    /// The key's thumbprint: [`KeyEntry::thumbprint`].
    pub kid: Kid,
    /// The suite's name; only [`Suite::Hpke1`]'s is known.
    pub suite: String,
    /// The public key, base64url: 1 665 bytes in suite `hpke-1`.
    pub public: String,
    /// Usable from, Unix seconds.
    pub not_before: u64,
    /// Usable before, Unix seconds.
    pub not_after: u64,
}

impl KeyEntry {
    /// SHA-256 over `{"public":"…","suite":"…"}`: the members in this order, without white space, as in RFC 7638.
    #[must_use]
    pub fn thumbprint(suite: Suite, public: &[u8]) -> Kid {
        let json = format!(r#"{{"public":"{}","suite":"{}"}}"#, codec::base64url(public), suite.name());
        Kid::from_bytes(Sha256::digest(json).into())
    }
}

/// How a package key is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Suite {
    /// HPKE base mode, MLKEM1024-P384 (0x0051), HKDF-SHA-512, AES-256-GCM.
    #[serde(rename = "hpke-1")]
    Hpke1,
}

impl Suite {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hpke1 => "hpke-1",
        }
    }

    /// The suite of this name, if it is known.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        (name == Self::Hpke1.name()).then_some(Self::Hpke1)
    }
}
