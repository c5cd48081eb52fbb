//! The signed record that a tenant was deleted. In: what was deleted, counted. Out: a token whose header carries the key that signed it; the key itself is
//! destroyed with the rest, so that nobody can write another record with it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Fingerprint, Kid, TokenError};

/// JOSE type of a deletion record.
pub const TYPE: &str = "vordruck-deletion+jwt";

/// What was deleted when. Numbers and names of tables only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeletionRecord {
    /// Protocol version, [`crate::VERSION`].
    pub v: String,
    /// The tenant's id.
    pub tenant: String,
    /// When, Unix seconds of the private side's clock.
    pub at: u64,
    /// Rows deleted at the public side, by table.
    pub public_rows: BTreeMap<String, u64>,
    /// Rows deleted at the private side, by table.
    pub private_rows: BTreeMap<String, u64>,
    /// Private keys that were destroyed: what was sealed for them can't be opened any more, in no copy.
    pub destroyed_keys: Vec<Kid>,
    /// Rows of the tenant that were found afterwards on either side; 0.
    pub rows_left: u64,
    /// By ring of the public side (`drafts`, `postbox`), Unix seconds: until then whoever has a backup of its database and its day keys can open the shares
    /// of what was deleted. That opens no draft without link and PIN, and no application without a key of `destroyed_keys`.
    #[serde(default)]
    pub public_shares_end: BTreeMap<String, u64>,
    /// Unix seconds: until then at the latest the private side has a day key under which an item of the tenant may have been sealed, because items of other
    /// tenants of the same day need it. With it, its key file and a backup of its database such an item can be read. None: all are destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_shares_end: Option<u64>,
    /// What no program takes back: `backups` (sealed copies of both databases), `delivered` (what interfaces and clerks have taken), `mails` (sent ones),
    /// `logs` (of the operator: kinds, sizes, times).
    #[serde(default)]
    pub remains: Vec<String>,
}

impl DeletionRecord {
    /// Signs the record: a compact JWS whose header carries the public key.
    ///
    /// # Errors
    /// `Serialisation`, which a record has no reason for.
    pub fn sign(&self, key: &crate::signature::SigningKey) -> Result<String, crate::SealError> {
        crate::jws::sign(TYPE, self, key, &crate::jws::Carries::Key)
    }

    /// What `token` says, if the key of this fingerprint signed it.
    ///
    /// # Errors
    /// Each way in which it isn't such a record.
    pub fn verify(token: &str, signer: Fingerprint) -> Result<Self, TokenError> {
        let unverified = crate::jws::parse(token, TYPE)?;
        let key = unverified.enclosed_key().ok_or(TokenError::UnexpectedHeader)?;
        if key.fingerprint() != signer {
            return Err(TokenError::BadSignature);
        }
        let said: Self = unverified.verify(&key)?;
        if said.v == crate::VERSION { Ok(said) } else { Err(TokenError::UnknownVersion) }
    }
}
