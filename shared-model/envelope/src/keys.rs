//! A tenant's keys: the manifest that names them, who believes it and why, and how they are made. In: a signed manifest, a pinned fingerprint, the
//! time. Out: a recipient to seal to.

#[cfg(any(feature = "seal", feature = "open"))]
mod destination;
mod manifest;
#[cfg(feature = "open")]
mod pair;
#[cfg(any(feature = "seal", feature = "open"))]
mod trust;

#[cfg(any(feature = "seal", feature = "open"))]
pub use destination::DestinationKey;
pub use manifest::{Destination, KeyEntry, KeyManifest, Suite, TYPE};
#[cfg(feature = "open")]
pub use pair::{RecipientKey, sign_manifest};
#[cfg(any(feature = "seal", feature = "open"))]
pub use trust::{KeyError, Pinned, Recipient, TrustedKeys};
