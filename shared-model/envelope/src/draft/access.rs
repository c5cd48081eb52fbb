//! From link and PIN to the draft key. In: link, PIN, the share the public side releases. Out: the proof for the public side, and a key that no one has
//! without all three.

use zeroize::Zeroizing;

use super::{LinkSecret, Pin};
use crate::error::SealError;
use crate::hazmat::{kdf, stretch};
use crate::{AccessProof, Lookup, Share, Verifier};

/// What link and PIN together give for one tenant: `M = KDF(lk, X, 64; "master")`. Takes 64 MiB and about 0.15 s to derive, once.
pub struct DraftAccess {
    master: Zeroizing<[u8; 64]>,
    tenant: String,
    lookup: Lookup,
}

impl DraftAccess {
    /// Stretches the PIN. Run it in a worker.
    ///
    /// # Errors
    /// `OutOfMemory`.
    pub fn derive(link: &LinkSecret, pin: &Pin, tenant: &str) -> Result<Self, SealError> {
        let stretched = stretch::stretch(pin.symbols(), &link.salt())?;
        let master = kdf::derive(link.link_key().as_slice(), stretched.as_slice(), &[b"master"]);
        Ok(Self { master, tenant: tenant.to_owned(), lookup: link.lookup() })
    }

    /// What the public side files the draft under.
    #[must_use]
    pub fn lookup(&self) -> Lookup {
        self.lookup
    }

    /// `A = KDF("", M, 32; "auth", tenant, lookup)`: send it to have the draft opened.
    #[must_use]
    pub fn proof(&self) -> AccessProof {
        let derived = kdf::derive(&[], self.master.as_slice(), &[b"auth", self.tenant.as_bytes(), self.lookup.as_bytes()]);
        AccessProof::from_bytes(*derived)
    }

    /// `V`: send it when the draft is created.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier::of(&self.proof())
    }

    /// `K = KDF(S, M, 32; "draft-key", tenant, lookup)`.
    #[must_use]
    pub fn draft_key(&self, share: &Share) -> DraftKey {
        let fields: [&[u8]; 3] = [b"draft-key", self.tenant.as_bytes(), self.lookup.as_bytes()];
        DraftKey::from_bytes(*kdf::derive(share.expose(), self.master.as_slice(), &fields))
    }
}

impl std::fmt::Debug for DraftAccess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DraftAccess(…)")
    }
}

crate::secret::secret_bytes! {
    /// The key of one draft. Memory only.
    pub DraftKey, 32
}
