//! What is on its way to interfaces and not confirmed.

use axum::Json;
use axum::extract::State;
use vordruck_contract::postbox::{TransferList, TransferSummary};

use super::App;
use super::signed_in::Clerk;
use crate::clock::instant;
use crate::problem::Refusal;
use crate::staff::permission::Grant;
use crate::transfer::QueueLine;

/// Most lines of an answer; more than these need the operator's command.
const MOST: u32 = 200;

/// `GET`
pub(super) async fn get(State(app): State<App>, clerk: Clerk) -> Result<Json<TransferList>, Refusal> {
    // Whoever manages a tenant's users sees that something is stuck, too; there is nothing of any applicant in these lines.
    let managed = clerk.account.administers.iter().map(|tenant| Grant { tenant: tenant.clone(), service: None });
    let grants: Vec<Grant> = clerk.account.grants.iter().cloned().chain(managed).collect();
    let transfers = app.store.list_transfers(Some(&grants), true, MOST).await?;
    Ok(Json(TransferList { transfers: transfers.into_iter().map(QueueLine::from).map(summary).collect() }))
}

pub(super) fn summary(line: QueueLine) -> TransferSummary {
    TransferSummary {
        reference: line.reference,
        tenant: line.tenant,
        service: line.service,
        channel: line.channel,
        state: line.state,
        is_kept: line.is_kept,
        acknowledged_at: line.acknowledged_at.map(instant),
        attempts: line.attempts,
        queued_at: instant(line.queued_at),
        next_at: instant(line.next_at),
        fault_kind: line.fault_kind,
        fault: line.fault,
    }
}
