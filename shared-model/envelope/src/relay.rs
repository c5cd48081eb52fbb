//! Relays: photos from a telephone into an application that is open on another device. In: the secret that the open device shows as a code or a link, the
//! share the public side releases. Out: sealed bytes, and back. The public side passes on what it can't read. No PIN: the secret goes from
//! screen to camera, lives for an hour at most, and opens nothing but what is sent through it.

use zeroize::Zeroizing;

use crate::context::context;
use crate::error::{OpenError, SealError};
use crate::exposed::Exposed;
use crate::hazmat::{chunked, kdf, pad};
use crate::{AccessProof, AttachmentId, Entropy, Lookup, Share, Verifier, codec, limits};

crate::secret::secret_bytes! {
    /// `R`: the secret part of a relay's link, 32 random bytes.
    pub RelaySecret, 32
}

/// The fragment isn't that of a relay's link: cut off, changed, of another kind or of an unknown version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the link is incomplete")]
pub struct NoRelayLink;

impl RelaySecret {
    /// The secret in a link's fragment, with or without `#`.
    ///
    /// # Errors
    /// It isn't one.
    pub fn from_fragment(fragment: &str) -> Result<Self, NoRelayLink> {
        let secret = fragment.strip_prefix('#').unwrap_or(fragment).trim().strip_prefix("r1.").ok_or(NoRelayLink)?;
        codec::from_base64url(secret).map(Self::from_bytes).ok_or(NoRelayLink)
    }

    /// The fragment for the link, without `#`: `r1.…`, so that it is never taken for that of a draft.
    #[must_use]
    pub fn fragment(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("r1.{}", *self.to_exposed()))
    }

    /// `KDF("", R, 16; "relay-lookup")`: what the public side files the relay under.
    #[must_use]
    pub fn lookup(&self) -> Lookup {
        Lookup::from_bytes(*kdf::derive(&[], self.expose(), &[b"relay-lookup"]))
    }

    /// `A = KDF("", R, 32; "relay-auth", tenant, lookup)`: the telephone sends it to be let in.
    #[must_use]
    pub fn proof(&self, tenant: &str) -> AccessProof {
        let lookup = self.lookup();
        AccessProof::from_bytes(*kdf::derive(&[], self.expose(), &[b"relay-auth", tenant.as_bytes(), lookup.as_bytes()]))
    }

    /// `V`: send it when the relay is created.
    #[must_use]
    pub fn verifier(&self, tenant: &str) -> Verifier {
        Verifier::of(&self.proof(tenant))
    }

    /// `K = KDF(S, R, 32; "relay-key", tenant, lookup)`: no one has it without the secret **and** the public side's consent, which ends with the relay.
    #[must_use]
    pub fn key(&self, tenant: &str, service: &str, share: &Share) -> RelayKey {
        let lookup = self.lookup();
        let key = kdf::derive(share.expose(), self.expose(), &[b"relay-key", tenant.as_bytes(), lookup.as_bytes()]);
        RelayKey { key, tenant: tenant.to_owned(), service: service.to_owned(), lookup }
    }
}

/// What is sealed for one relay. Memory only.
pub struct RelayKey {
    key: Zeroizing<[u8; 32]>,
    tenant: String,
    service: String,
    lookup: Lookup,
}

impl RelayKey {
    /// Seals what the telephone is told about what is asked for.
    ///
    /// # Errors
    /// `Entropy`, `ContentTooLong`.
    pub fn seal_invitation(&self, bytes: &[u8], entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
        chunked::seal(&self.key, &self.context(b"relay-invitation", &[]), &pad::Padded::new(bytes, limits::MIN_INVITATION), entropy)
    }

    /// Opens it.
    ///
    /// # Errors
    /// `CommitmentMismatch`: another key or relay, or no invitation. `Truncated`, `ChunkRejected`, `PadLength`, `PadNotZero`: damaged.
    pub fn open_invitation(&self, sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        pad::unpad(chunked::open(&self.key, &self.context(b"relay-invitation", &[]), sealed)?, limits::MIN_INVITATION)
    }

    /// Seals a file with its name.
    ///
    /// # Errors
    /// `NameTooLong`, `Entropy`, `ContentTooLong`.
    pub fn seal_file(&self, id: &AttachmentId, name: &str, bytes: &[u8], entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
        let length = u32::try_from(name.len()).ok().filter(|_| name.len() <= limits::MAX_NAME).ok_or(SealError::NameTooLong)?;
        let content = Zeroizing::new([&length.to_be_bytes(), name.as_bytes(), bytes].concat());
        chunked::seal(&self.key, &self.context(b"relay-file", id.as_bytes()), &pad::Padded::new(&content, limits::MIN_OBJECT), entropy)
    }

    /// Opens a file: its name and its content.
    ///
    /// # Errors
    /// `CommitmentMismatch`: another key, relay or id. `Truncated`, `ChunkRejected`, `PadLength`, `PadNotZero`, `NameMalformed`: damaged.
    pub fn open_file(&self, id: &AttachmentId, sealed: Vec<u8>) -> Result<(String, Zeroizing<Vec<u8>>), OpenError> {
        let content = pad::unpad(chunked::open(&self.key, &self.context(b"relay-file", id.as_bytes()), sealed)?, limits::MIN_OBJECT)?;
        let (name, bytes) = named(&content).ok_or(OpenError::NameMalformed)?;
        Ok((name.to_owned(), Zeroizing::new(bytes.to_vec())))
    }

    fn context(&self, kind: &[u8], id: &[u8]) -> Vec<u8> {
        context(&[kind, self.tenant.as_bytes(), self.service.as_bytes(), self.lookup.as_bytes(), id])
    }
}

impl std::fmt::Debug for RelayKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RelayKey(…)")
    }
}

/// `LP(name) || content`.
fn named(content: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = content.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok().filter(|length| *length <= limits::MAX_NAME)?;
    let (name, bytes) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(name).ok()?, bytes))
}
