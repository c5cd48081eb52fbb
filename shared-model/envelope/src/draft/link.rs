//! The resume link's secret `L`: 32 random bytes made by the browser, carried in the link's fragment. In: randomness, or a fragment. Out: the secret,
//! and what is derived from it alone.

use zeroize::Zeroizing;

use crate::exposed::Exposed;
use crate::hazmat::kdf;
use crate::{Lookup, codec};

crate::secret::secret_bytes! {
    /// The secret part of a resume link.
    pub LinkSecret, 32
}

/// Why a fragment isn't that of a resume link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Not `v1.` followed by 43 base64url digits: cut off, or changed by a mail program.
    #[error("the link is incomplete")]
    Malformed,
    /// A version this code doesn't know.
    #[error("unknown version of the link")]
    UnknownVersion,
}

impl LinkSecret {
    /// The secret in a link's fragment, with or without `#`.
    ///
    /// # Errors
    /// The fragment isn't that of a resume link, or of an unknown version.
    pub fn from_fragment(fragment: &str) -> Result<Self, LinkError> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment).trim();
        let (version, secret) = fragment.split_once('.').ok_or(LinkError::Malformed)?;
        match version.strip_prefix('v') {
            Some("1") => codec::from_base64url(secret).map(Self::from_bytes).ok_or(LinkError::Malformed),
            Some(number) if !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()) => Err(LinkError::UnknownVersion),
            _ => Err(LinkError::Malformed),
        }
    }

    /// The fragment for the link, without `#`: `v1.…`.
    #[must_use]
    pub fn fragment(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("v1.{}", *self.to_exposed()))
    }

    /// `lookup = KDF("", L, 16; "lookup")`: what the public side files the draft under.
    #[must_use]
    pub fn lookup(&self) -> Lookup {
        Lookup::from_bytes(*kdf::derive(&[], self.expose(), &[b"lookup"]))
    }

    /// `salt = KDF("", L, 16; "salt")`, for the key derivation from the PIN.
    pub(super) fn salt(&self) -> Zeroizing<[u8; 16]> {
        kdf::derive(&[], self.expose(), &[b"salt"])
    }

    /// `lk = KDF("", L, 32; "linkkey")`.
    pub(super) fn link_key(&self) -> Zeroizing<[u8; 32]> {
        kdf::derive(&[], self.expose(), &[b"linkkey"])
    }
}
