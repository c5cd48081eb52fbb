//! The receipt: the public side's signed word that it holds a submission. In: what was stored, or a token. Out: a token, or what was signed.
//! Issued only after the durable commit; with it a lost submission can be proved.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::context::context;
use crate::crockford;
use crate::id::{MalformedId, serde_as_text};
use crate::{Digest, FormHash, Pid};

/// JOSE type of a receipt.
pub const TYPE: &str = "vordruck-receipt+jwt";

/// What a receipt says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Protocol version, [`crate::VERSION`].
    pub v: String,
    /// The submission's name.
    pub pid: Pid,
    /// What people call it: [`Reference::of`] tenant and pid.
    pub reference: Reference,
    /// The tenant's id.
    pub tenant: String,
    /// The service's id.
    pub service: String,
    /// The form version.
    pub form: FormHash,
    /// The digest of everything that was sent.
    pub digest: Digest,
    /// When it was committed, Unix seconds.
    pub received_at: u64,
    /// Until when the public side keeps it at most, Unix seconds.
    pub retain_until: u64,
}

/// A reference number for people: `VD-7K3M9-QX2TB`. 45 bits of SHA-256(ctx("reference", tenant, pid)) and a check symbol, so that browser,
/// public side and private side derive the same one, and a slip on the telephone is noticed. Not secret, not a key: look up by pid.
/// Its shape differs from the PIN's on purpose.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

impl Reference {
    /// The reference of a submission.
    #[must_use]
    pub fn of(tenant: &str, pid: &Pid) -> Self {
        let hash: [u8; 32] = Sha256::digest(context(&[b"reference", tenant.as_bytes(), pid.as_bytes()])).into();
        let values: Vec<u8> = hash.iter().take(9).map(|byte| byte & 31).collect();
        Self::from_values(&values)
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn from_values(values: &[u8]) -> Self {
        let mut text = String::from("VD");
        for (index, value) in values.iter().chain(&[crockford::check(values)]).enumerate() {
            if index % 5 == 0 {
                text.push('-');
            }
            text.push(char::from(crockford::symbol(*value)));
        }
        Self(text)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Reference {
    type Err = MalformedId;

    /// As people type it: any case, separators and `VD` may be missing, `O` is `0`, `I` and `L` are `1`.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let malformed = MalformedId { kind: "Reference", expected: "VD and ten letters or digits with a fitting last one" };
        let symbols: Vec<char> = typed.chars().filter(|symbol| !crockford::is_separator(*symbol)).collect();
        let symbols = match symbols.as_slice() {
            ['V' | 'v', 'D' | 'd', rest @ ..] if rest.len() == 10 => rest,
            all => all,
        };
        let values: Vec<u8> = symbols.iter().map(|symbol| crockford::value(*symbol)).collect::<Option<_>>().ok_or(malformed)?;
        match values.split_last() {
            Some((check, values)) if values.len() == 9 && crockford::check(values) == *check => Ok(Self::from_values(values)),
            _ => Err(malformed),
        }
    }
}

serde_as_text!(Reference);

#[cfg(feature = "at-rest")]
impl Receipt {
    /// Signs the receipt: a compact JWS whose header names the key by its fingerprint.
    ///
    /// # Errors
    /// `Serialisation`, which a receipt has no reason for.
    pub fn sign(&self, key: &crate::signature::SigningKey) -> Result<String, crate::SealError> {
        crate::jws::sign(TYPE, self, key, &crate::jws::Carries::Fingerprint)
    }
}

#[cfg(feature = "primitives")]
impl Receipt {
    /// What `token` says, if `key` signed it and it is about the submission at `place` with this digest.
    ///
    /// # Errors
    /// Each way in which the token isn't that receipt.
    pub fn verify(
        token: &str,
        key: &crate::VerifyingKey,
        place: &crate::SubmissionPlace<'_>,
        digest: &Digest,
    ) -> Result<Self, crate::TokenError> {
        use crate::TokenError::{UnknownVersion, WrongContext};
        let receipt: Self = crate::jws::parse(token, TYPE)?.verify(key)?;
        if receipt.v != crate::VERSION {
            return Err(UnknownVersion);
        }
        let bindings = [
            ("tenant", receipt.tenant == place.tenant),
            ("service", receipt.service == place.service),
            ("pid", receipt.pid == place.pid && receipt.reference == Reference::of(place.tenant, &place.pid)),
            ("form", receipt.form == place.form),
            ("digest", receipt.digest == *digest),
        ];
        match bindings.iter().find(|(_, holds)| !holds) {
            Some((binding, _)) => Err(WrongContext { binding }),
            None => Ok(receipt),
        }
    }
}
