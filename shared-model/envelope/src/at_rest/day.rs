//! Day keys. In: a share or other small bytes, and the slot they are stored in. Out: `nonce || ciphertext || tag`, bound to ring, day and id.

use zeroize::Zeroizing;

use crate::context::context;
use crate::error::{OpenError, SealError};
use crate::hazmat::gcm;
use crate::{Entropy, Share};

crate::secret::secret_bytes! {
    /// A key of one ring and one UTC day. It lives in a file outside the database and outside its backups. For at most 2³⁰ seals.
    pub DayKey, 32
}

/// What a day key is for. A ring says when its keys are destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ring {
    /// Shares of drafts: destroyed on day 31.
    Drafts,
    /// Shares of submissions: destroyed a day after retention.
    Postbox,
    /// Link mails waiting to be sent: destroyed after 4 days.
    Outbox,
    /// The private side's store of what it opened: destroyed a day after retention.
    Deliveries,
}

impl Ring {
    /// All rings.
    pub const ALL: [Self; 4] = [Self::Drafts, Self::Postbox, Self::Outbox, Self::Deliveries];

    /// The name in contexts and file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Postbox => "postbox",
            Self::Outbox => "outbox",
            Self::Deliveries => "deliveries",
        }
    }
}

/// A UTC day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub u32);

impl Day {
    /// The day of a moment in Unix seconds.
    #[must_use]
    pub fn of(unix_seconds: u64) -> Self {
        Self(u32::try_from(unix_seconds / 86_400).unwrap_or(u32::MAX))
    }

    /// This many days later.
    #[must_use]
    pub const fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

/// Where sealed bytes are stored: moved to another slot they don't open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot<'a> {
    /// The ring of the key.
    pub ring: Ring,
    /// The day of the key.
    pub day: Day,
    /// The row: a lookup, tenant and pid, …; unique in its ring.
    pub id: &'a [u8],
}

impl DayKey {
    /// Seals a share: 60 bytes.
    ///
    /// # Errors
    /// `Entropy`.
    pub fn seal_share(&self, slot: &Slot<'_>, share: &Share, entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
        gcm::seal(self.expose(), &slot.context(b"share"), share.expose(), entropy)
    }

    /// Opens a sealed share.
    ///
    /// # Errors
    /// `Truncated`: not 60 bytes. `TagMismatch`: another key or slot, or changed.
    pub fn open_share(&self, slot: &Slot<'_>, sealed: &[u8]) -> Result<Share, OpenError> {
        let opened = gcm::open(self.expose(), &slot.context(b"share"), sealed)?;
        opened.as_slice().try_into().map(Share::from_bytes).map_err(|_| OpenError::Truncated)
    }

    /// Seals a stored record, such as a mail in the outbox: 28 bytes longer.
    ///
    /// # Errors
    /// `Entropy`.
    pub fn seal_record(&self, slot: &Slot<'_>, record: &[u8], entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
        gcm::seal(self.expose(), &slot.context(b"record"), record, entropy)
    }

    /// Opens a sealed record.
    ///
    /// # Errors
    /// `Truncated`; `TagMismatch`: another key or slot, or changed.
    pub fn open_record(&self, slot: &Slot<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        gcm::open(self.expose(), &slot.context(b"record"), sealed)
    }
}

impl Slot<'_> {
    fn context(&self, purpose: &[u8]) -> Vec<u8> {
        context(&[purpose, self.ring.name().as_bytes(), &self.day.0.to_be_bytes(), self.id])
    }
}
