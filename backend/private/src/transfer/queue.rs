//! The queue as people see it. In: transfers of the store. Out: lines without content.

use vordruck_contract::postbox::{FaultKind, TransferState};
use vordruck_envelope::{Pid, Reference};

use crate::clock::UnixSeconds;
use crate::store::transfers::Transfer;

/// A line for whoever watches.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct QueueLine {
    /// The number people quote.
    pub reference: String,
    /// uuid4 of the application.
    pub pid: String,
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
    /// Name of the channel.
    pub channel: String,
    /// How far it has come.
    pub state: TransferState,
    /// Whether its content is still here: what is rejected and kept can be sent again.
    pub is_kept: bool,
    /// Unix seconds: when somebody said to know that it is held.
    pub acknowledged_at: Option<UnixSeconds>,
    /// How often it failed.
    pub attempts: u64,
    /// Unix seconds.
    pub queued_at: UnixSeconds,
    /// Unix seconds of the next attempt.
    pub next_at: UnixSeconds,
    /// Of which kind the last fault was.
    pub fault_kind: Option<FaultKind>,
    /// What went wrong last.
    pub fault: Option<String>,
}

impl From<Transfer> for QueueLine {
    fn from(transfer: Transfer) -> Self {
        let pid: Option<Pid> = transfer.pid.parse().ok();
        Self {
            reference: pid.map(|pid| Reference::of(&transfer.tenant, &pid).to_string()).unwrap_or_default(),
            pid: transfer.pid,
            tenant: transfer.tenant,
            service: transfer.service,
            channel: transfer.channel,
            state: transfer.state,
            is_kept: transfer.is_kept,
            acknowledged_at: transfer.acknowledged_at,
            attempts: transfer.attempts,
            queued_at: transfer.queued_at,
            next_at: transfer.next_at,
            fault_kind: transfer.fault_kind,
            fault: transfer.fault,
        }
    }
}
