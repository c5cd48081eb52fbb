//! A tenant's keys: the manifest that names them, who believes it and why, and how they are made. In: a signed manifest, a pinned fingerprint, the
//! time. Out: a recipient to seal to.

mod manifest;
#[cfg(feature = "open")]
mod pair;
#[cfg(any(feature = "seal", feature = "open"))]
mod trust;

pub use manifest::{KeyEntry, KeyManifest, Suite, TYPE};
#[cfg(feature = "open")]
pub use pair::{RecipientKey, sign_manifest};
#[cfg(any(feature = "seal", feature = "open"))]
pub use trust::{KeyError, Pinned, Recipient, TrustedKeys};
