//! The primitives, each with its formula and source. Private: what is public calls these with contexts that can't be confused. In: keys, contexts,
//! bytes. Out: bytes or facts.

pub(crate) mod chunked;
pub(crate) mod ed25519;
#[cfg(feature = "at-rest")]
pub(crate) mod gcm;
pub(crate) mod kdf;
#[cfg(feature = "kem")]
pub(crate) mod kem;
pub(crate) mod pad;
#[cfg(feature = "seal")]
pub(crate) mod stretch;

#[cfg(test)]
mod second_opinion;
#[cfg(test)]
mod wycheproof;
