//! What is on its way to interfaces, as those who watch it see it. In: nothing. Out: states and lines, never content.

use serde::{Deserialize, Serialize};

/// How far an application has come on its way to an interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TransferState {
    /// Nothing was sent, or it failed and is tried again.
    Waiting,
    /// A process is at it.
    Sending,
    /// The receiver has it and has not said whether it takes it.
    Transferred,
    /// The receiver has it durably; its content is deleted here.
    Confirmed,
    /// The receiver refused it, or it did not fit the receiver's schema; the next channel has it.
    Rejected,
    /// The channel did not take it in time; the next channel has it.
    GaveUp,
}

impl TransferState {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Waiting, Self::Sending, Self::Transferred, Self::Confirmed, Self::Rejected, Self::GaveUp];

    /// The word on the wire, as serde writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Transferred => "transferred",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::GaveUp => "gave-up",
        }
    }
}

/// 200 of `GET /api/v1/transfers`: newest first, at most 200; without what is confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferList {
    /// One line an application and channel.
    pub transfers: Vec<TransferSummary>,
}

/// An application on its way to an interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferSummary {
    /// The number people quote.
    pub reference: String,
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
    /// The channel's name in the configuration.
    pub channel: String,
    /// How far it has come.
    pub state: TransferState,
    /// How often it failed.
    pub attempts: u64,
    /// instant: since when it waits.
    pub queued_at: String,
    /// instant: when it is tried next.
    pub next_at: String,
    /// What went wrong last; repeats nothing that was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}
