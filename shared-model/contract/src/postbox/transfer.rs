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
    /// The receiver refused it, or it did not fit the receiver's schema; the next channel has it, or it is kept because nobody else can read it.
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

/// Why a channel did not take an application: what somebody has to look at who wants to mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FaultKind {
    /// No answer, or one that says to come back later: line, receiver, certificate, password.
    Unreachable,
    /// The receiver said no.
    Refused,
    /// The content does not fit the receiver's schema; nothing was sent.
    Mismatch,
    /// The channel is not in the configuration any more.
    Unconfigured,
    /// It came back from a backup, and its receiver may have it: it waits until somebody asks for it to be sent.
    Restored,
}

impl FaultKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Unreachable, Self::Refused, Self::Mismatch, Self::Unconfigured, Self::Restored];

    /// The word on the wire, as serde writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Mismatch => "mismatch",
            Self::Unconfigured => "unconfigured",
            Self::Restored => "restored",
        }
    }
}

/// 200 of `GET /api/v1/transport/{tenant}`: how a tenant's interfaces are doing, as far as the user's services go. Nothing of any applicant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transport {
    /// Every channel of the configuration, and those that had something in the last 90 days; by name.
    pub channels: Vec<ChannelStatus>,
    /// What waits or failed, newest first, at most 200.
    pub transfers: Vec<TransferSummary>,
    /// Every destination of one's own of the configuration, and those that had something in the last 90 days; by name.
    pub destinations: Vec<DestinationStatus>,
    /// What was submitted there and is not worked off, newest first, at most 200.
    pub receptions: Vec<ReceptionSummary>,
}

/// How one destination of one's own is doing, at which others submit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DestinationStatus {
    /// Its name in the configuration.
    pub destination: String,
    /// Seen and not worked off.
    pub waiting: u64,
    /// How many of these have failed at least once.
    pub failing: u64,
    /// Delivered here and accepted within the last 90 days.
    pub accepted: u64,
    /// Rejected within the last 90 days.
    pub rejected: u64,
    /// instant: since when the oldest of those that wait is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_waiting_at: Option<String>,
    /// instant: when the last one was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_accepted_at: Option<String>,
}

/// A submission to a destination of one's own that is not worked off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceptionSummary {
    /// The destination's name in the configuration.
    pub destination: String,
    /// The delivery service's id of it.
    pub submission: String,
    /// How often it failed.
    pub attempts: u64,
    /// instant: since when it is known.
    pub seen_at: String,
    /// instant: when it is tried next.
    pub next_at: String,
    /// What went wrong last, for technicians; repeats nothing of what was submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// How one channel is doing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelStatus {
    /// The channel's name in the configuration.
    pub channel: String,
    /// What kind it is, as in the configuration; none when it is not there any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Still to be sent, or sent and not confirmed.
    pub waiting: u64,
    /// How many of these have failed at least once.
    pub failing: u64,
    /// How many of these wait for somebody's word, which nobody has given yet: refused by a receiver who alone can read them, or back from a backup.
    #[serde(default)]
    pub held: u64,
    /// Refused, not fitting or given up within the last 90 days; the next channel has them, in the end the postbox.
    pub failed: u64,
    /// Confirmed within the last 90 days.
    pub confirmed: u64,
    /// instant: since when the oldest of those that wait does so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest_waiting_at: Option<String>,
    /// instant: when the last one was confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_confirmed_at: Option<String>,
}

/// `POST /api/v1/transport/{tenant}/retries`: what waits in a channel is tried at once instead of when it is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RetryRequest {
    /// The channel's name.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 128)))]
    pub channel: String,
}

/// 200 of that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Retried {
    /// How many are tried now.
    pub count: u64,
}

/// `POST /api/v1/transport/{tenant}/acknowledgements`: somebody knows of what is held in a channel. It stays held, but is no alarm any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcknowledgeRequest {
    /// The channel's name.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 128)))]
    pub channel: String,
}

/// 200 of that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Acknowledged {
    /// How many there were.
    pub count: u64,
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
    /// Whether its content is still here. What is rejected and kept is sealed for its receiver alone; it can be sent again.
    #[serde(default)]
    pub is_kept: bool,
    /// instant: when somebody said to know that it is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged_at: Option<String>,
    /// How often it failed.
    pub attempts: u64,
    /// instant: since when it waits.
    pub queued_at: String,
    /// instant: when it is tried next, unless it came back from a backup.
    pub next_at: String,
    /// Of which kind the last fault was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault_kind: Option<FaultKind>,
    /// What went wrong last, for technicians; repeats nothing that was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_serde_writes() {
        for state in TransferState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.word());
        }
        for kind in FaultKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
    }
}
