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
    /// Services whose applications are sealed for somebody beyond the tenant, in suite `jwe-1`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub destinations: Vec<Destination>,
}

/// Where a service's applications go without the tenant being able to read them: a destination of FIT-Connect. What is said here, nobody but the root can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// The service's id.
    pub service: String,
    /// The destination's id there, a UUID.
    pub id: String,
    /// What the destination calls its key: goes into the header of every JWE.
    pub kid: String,
    /// The key among [`KeyManifest::keys`], of suite `jwe-1`.
    pub key: Kid,
    /// Which machine format of the answers it takes: a word like `json-fim`.
    pub format: String,
    /// The schema of that format, as the destination announces it.
    pub schema_uri: String,
    /// Id of the field with the applicant's e-mail address, if the destination answers by e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_email_field: Option<String>,
}

/// One public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyEntry {
    /// The key's thumbprint: [`KeyEntry::thumbprint`].
    pub kid: Kid,
    /// The suite's name: that of a [`Suite`].
    pub suite: String,
    /// The public key, base64url: 1 665 bytes in suite `hpke-1`; in `jwe-1` the modulus, 512 to 1 024 bytes, with the public exponent 65 537.
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
    /// RSA-OAEP-256 and A256GCM in compact JWE, for destinations of FIT-Connect. It wraps no package key: what is sealed with it travels inside a submission of
    /// suite `hpke-1`.
    #[serde(rename = "jwe-1")]
    Jwe1,
}

impl Suite {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hpke1 => "hpke-1",
            Self::Jwe1 => "jwe-1",
        }
    }

    /// The suite of this name, if it is known.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Hpke1, Self::Jwe1].into_iter().find(|suite| suite.name() == name)
    }
}
