//! What can go wrong between a page and the far side, as facts. The words for them are the messages'.

use serde::{Deserialize, Serialize};
use vordruck_contract::submissions::Receipt;

/// Why something asked for was not done. Nothing entered is lost by any of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClientError {
    /// No answer: no connection, or it broke.
    Offline,
    /// The PIN can't be one; nothing was sent.
    Pin(PinFault),
    /// Link and PIN don't open a draft: wrong, expired, deleted or unknown, which nobody can tell apart.
    WrongLinkOrPin,
    /// Too many attempts.
    Throttled {
        /// Seconds to wait.
        seconds: u32,
    },
    /// The draft was saved elsewhere in the meantime.
    Conflict {
        /// The revision the server has.
        current_rev: u64,
    },
    /// The session has ended and the draft can't be reached with it any more.
    SessionEnded,
    /// Larger than the server takes.
    TooLarge,
    /// The form version is no longer there.
    FormGone,
    /// The form's bytes are not what its name says.
    FormDamaged,
    /// The tenant's keys can't be trusted; the reason is for the log of a support call, in English.
    ManifestRefused(String),
    /// It has been received already; this is its receipt.
    AlreadySubmitted(Box<Receipt>),
    /// The file could not be read on this device.
    FileUnreadable,
    /// A part of the app could not be loaded, or this browser lacks what it needs.
    PartMissing,
    /// The server answered with a failure.
    Server {
        /// The id under which its log has the cause, if it gave one.
        request_id: Option<String>,
    },
}

#[cfg(feature = "form")]
impl From<wasm_split_helpers::SplitLoaderError> for ClientError {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self::PartMissing
    }
}

/// What is wrong with a typed PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PinFault {
    /// Nothing was typed.
    Missing,
    /// Not twelve symbols.
    Length {
        /// How many there are.
        symbols: usize,
    },
    /// A character that no PIN has.
    Symbol(char),
    /// The check symbol doesn't fit: a typing error.
    CheckSymbol,
}
