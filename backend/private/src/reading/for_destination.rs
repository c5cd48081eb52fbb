//! What is only passed on. In: JWE that were looked at from outside. Out: the same as a head and parts, for pipes and for the store, and back.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What is only passed on: compact JWE for one key of a destination, in the shape that FIT-Connect asks for. Nothing in it can be read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForDestination {
    /// What the destination calls the key.
    pub kid: String,
    /// Metadata.
    pub metadata: String,
    /// The answers.
    pub data: String,
    /// What is attached, under the ids by which the metadata call it (uuid4), in order.
    pub attachments: Vec<(String, String)>,
}

/// The same without its parts.
#[derive(Serialize, Deserialize)]
pub(crate) struct SealedHead {
    kid: String,
    attachments: Vec<String>,
}

impl ForDestination {
    pub(crate) fn head(&self) -> SealedHead {
        SealedHead { kid: self.kid.clone(), attachments: self.attachments.iter().map(|(id, _)| id.clone()).collect() }
    }

    /// Metadata, data, attachments.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &[u8]> {
        let jwes = self.attachments.iter().map(|(_, jwe)| jwe.as_bytes());
        [self.metadata.as_bytes(), self.data.as_bytes()].into_iter().chain(jwes)
    }
}

impl SealedHead {
    /// With its parts; none if one is missing or no text.
    pub(crate) fn joined(self, parts: &mut impl Iterator<Item = Zeroizing<Vec<u8>>>) -> Option<ForDestination> {
        let mut text = || parts.next().and_then(|mut part| String::from_utf8(std::mem::take(&mut *part)).ok());
        let (metadata, data) = (text()?, text()?);
        let attachments = self.attachments.into_iter().map(|id| Some((id, text()?))).collect::<Option<_>>()?;
        Some(ForDestination { kid: self.kid, metadata, data, attachments })
    }
}
