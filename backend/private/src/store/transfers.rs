//! What is on its way to interfaces. In: packed deliveries, states. Out: those that are due, each to one process at a time; lines for whoever watches. The
//! content is sealed like an item and goes with the last word of the receiver; a fence ends the rights of processes that were too slow.

use sqlx::Row as _;
use vordruck_contract::postbox::{FaultKind, TransferState};
use vordruck_envelope::at_rest::{self, Day};
use vordruck_envelope::{Pid, Share};
use zeroize::Zeroizing;

use super::audit::{Action, Entry};
use super::journal::{self, JournalKey};
use super::statement::Statement;
use super::transport::push_grants;
use super::turns::InTurn as _;
use super::vault::{place, slot};
use super::{Store, StoreError, unsigned};
use crate::clock::UnixSeconds;
use crate::failpoint;
use crate::staff::permission::Grant;

/// How long a process may work on a transfer before somebody else may.
const LEASE_SECONDS: UnixSeconds = 600;

/// A transfer to be.
pub(crate) struct NewTransfer {
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) pid: Pid,
    /// hex128.
    pub(crate) digest: String,
    pub(crate) channel: String,
    pub(crate) received_at: UnixSeconds,
    pub(crate) queued_at: UnixSeconds,
    pub(crate) delivery: Zeroizing<Vec<u8>>,
}

/// A transfer, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Transfer {
    pub(crate) id: String,
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) pid: String,
    pub(crate) digest: String,
    pub(crate) channel: String,
    pub(crate) state: TransferState,
    pub(crate) attempts: u64,
    pub(crate) queued_at: UnixSeconds,
    pub(crate) changed_at: UnixSeconds,
    pub(crate) next_at: UnixSeconds,
    pub(crate) fence: i64,
    /// What went wrong last; no content.
    pub(crate) fault: Option<String>,
    pub(crate) fault_kind: Option<FaultKind>,
    /// What the channel wants to know after a crash.
    pub(crate) trace: Option<String>,
    /// Whether its content is still here.
    pub(crate) is_kept: bool,
    /// When somebody said to know that it is held.
    pub(crate) acknowledged_at: Option<UnixSeconds>,
    day: Day,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    /// For technicians; no content.
    pub(crate) detail: String,
}

/// Ciphertext, until it is deleted.
type Sealed = Option<Vec<u8>>;

const COLUMNS: &str = "SELECT id, tenant, service, pid, digest, channel, state, attempts, queued_at, changed_at, next_at, fence, day, fault_kind, \
                       acknowledged_at, fault_sealed, trace_sealed, CAST(delivery_sealed IS NOT NULL AS INTEGER) AS is_kept FROM transfers";

impl Store {
    /// Queues a delivery for a channel. Doing it again changes nothing, whatever became of it meanwhile.
    pub(crate) async fn queue_transfer(&self, new: NewTransfer) -> Result<bool, StoreError> {
        let store = self.clone();
        let (new, day, share, delivery) = tokio::task::spawn_blocking(move || {
            let (day, share, delivery) = store.seal_delivery(&new)?;
            Ok::<_, StoreError>((new, day, share, delivery))
        })
        .await
        .map_err(|_| StoreError::Interrupted)??;
        let (id, key) = (self.rng.uuid()?, JournalKey { tenant: new.tenant.clone(), pid: new.pid.to_string(), digest: new.digest.clone() });
        let write = self.writer.write(move |transaction| {
            Box::pin(async move {
                journal::delivered(transaction, &key, new.queued_at).await?;
                let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM transfers WHERE tenant = $1 AND pid = $2 AND digest = $3")
                    .bind(&key.tenant)
                    .bind(&key.pid)
                    .bind(&key.digest)
                    .fetch_one(&mut **transaction)
                    .await?;
                if known > 0 {
                    return Ok(false);
                }
                sqlx::query(
                    "INSERT INTO transfers (id, tenant, service, pid, digest, channel, state, attempts, queued_at, changed_at, next_at, leased_until, \
                     fence, day, share_sealed, delivery_sealed, fault_kind) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $8, $8, 0, 0, $9, $10, $11, \
                     (SELECT $12 FROM begun_transfers WHERE doubtful_until > 0 AND doubtful_until >= $13))",
                )
                .bind(id)
                .bind(&key.tenant)
                .bind(&new.service)
                .bind(&key.pid)
                .bind(&key.digest)
                .bind(&new.channel)
                .bind(word(TransferState::Waiting))
                .bind(new.queued_at)
                .bind(i64::from(day.0))
                .bind(share)
                .bind(delivery)
                .bind(FaultKind::Restored.word())
                .bind(new.received_at)
                .execute(&mut **transaction)
                .await?;
                failpoint::reach("delivered-uncommitted");
                Ok(true)
            })
        });
        write.await
    }

    fn seal_delivery(&self, new: &NewTransfer) -> Result<(Day, Vec<u8>, Vec<u8>), StoreError> {
        let mut rng = self.rng.clone();
        let day = Day::of(unsigned(new.queued_at));
        let share = Share::generate(&mut rng)?;
        let id = place("transfers", &new.pid.to_string(), "share");
        let sealed = self.vault.day_key_for_sealing(day)?.seal_share(&slot(day, &id), &share, &mut rng)?;
        Ok((day, sealed, at_rest::seal_blob(&share, &new.tenant, &new.pid, 0, &new.delivery, &mut rng)?))
    }

    /// Takes up to `most` transfers that are due; they are this process' until the lease is over.
    pub(crate) async fn claim_transfers(&self, now: UnixSeconds, most: u32) -> Result<Vec<Transfer>, StoreError> {
        let mut transaction = self.write().await?;
        let mut due = Statement::new(COLUMNS);
        due.push(" WHERE delivery_sealed IS NOT NULL AND next_at <= ").push_bind(now).push(" AND leased_until <= ").push_bind(now);
        due.push(" AND fault_kind IS DISTINCT FROM ").push_bind(FaultKind::Restored.word());
        due.push(" ORDER BY next_at, id LIMIT ").push_bind(i64::from(most));
        let rows = due.build()?.fetch_all(&mut *transaction).await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut transfer = self.read_transfer(row)?;
            transfer.fence += 1;
            if transfer.state == TransferState::Waiting {
                transfer.state = TransferState::Sending;
            }
            sqlx::query("UPDATE transfers SET leased_until = $1, fence = $2, state = $3, changed_at = $4 WHERE id = $5")
                .bind(now + LEASE_SECONDS)
                .bind(transfer.fence)
                .bind(word(transfer.state))
                .bind(now)
                .bind(&transfer.id)
                .execute(&mut *transaction)
                .await?;
            claimed.push(transfer);
        }
        if claimed.is_empty() {
            return Ok(claimed);
        }
        let begun = self.count_begun_in(&mut transaction).await?;
        transaction.commit().await?;
        self.note_begun(begun, now).await?;
        Ok(claimed)
    }

    /// The packed delivery of a transfer; none once it is done.
    pub(crate) async fn lookup_delivery(&self, transfer: &Transfer) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        let row: Option<(Sealed, Sealed)> = sqlx::query_as("SELECT share_sealed, delivery_sealed FROM transfers WHERE id = $1")
            .bind(&transfer.id)
            .fetch_optional(&self.pool)
            .await?;
        let Some((Some(share), Some(delivery))) = row else { return Ok(None) };
        let id = place("transfers", &transfer.pid, "share");
        let share = self.vault.day_key(transfer.day)?.open_share(&slot(transfer.day, &id), &share)?;
        let pid: Pid = transfer.pid.parse().map_err(|_| StoreError::Malformed("pid"))?;
        let tenant = transfer.tenant.clone();
        let opened = tokio::task::spawn_blocking(move || at_rest::open_blob(&share, &tenant, &pid, 0, delivery));
        Ok(Some(opened.await.map_err(|_| StoreError::Interrupted)??))
    }

    /// Keeps what the channel wants to know after a crash. False: the lease is somebody else's by now.
    pub(crate) async fn note_trace(&self, transfer: &Transfer, trace: &str) -> Result<bool, StoreError> {
        let sealed = self.vault.seal("transfers", &transfer.id, "trace", trace.as_bytes())?;
        let updated = sqlx::query("UPDATE transfers SET trace_sealed = $1 WHERE id = $2 AND fence = $3")
            .bind(sealed)
            .bind(&transfer.id)
            .bind(transfer.fence)
            .in_turn(self)
            .await?;
        Ok(updated.rows_affected() == 1)
    }

    /// Puts a transfer back: it is asked for again at `next_at`.
    pub(crate) async fn put_transfer_back(
        &self,
        transfer: &Transfer,
        state: TransferState,
        next_at: UnixSeconds,
        fault: Option<&Fault>,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let sealed = self.seal_fault(transfer, fault)?;
        sqlx::query(
            "UPDATE transfers SET state = $1, next_at = $2, leased_until = 0, attempts = attempts + $3, fault_sealed = $4, changed_at = $5, \
             fault_kind = $6 WHERE id = $7 AND fence = $8",
        )
        .bind(word(state))
        .bind(next_at)
        .bind(i64::from(fault.is_some()))
        .bind(sealed)
        .bind(now)
        .bind(fault.map(|fault| fault.kind.word()))
        .bind(&transfer.id)
        .bind(transfer.fence)
        .in_turn(self)
        .await?;
        Ok(())
    }

    /// Keeps a rejected transfer with its content until `next_at`. Its trace goes: sent again, it is a submission of its own.
    pub(crate) async fn hold_transfer(
        &self,
        transfer: &Transfer,
        next_at: UnixSeconds,
        fault: &Fault,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let sealed = self.seal_fault(transfer, Some(fault))?;
        let mut transaction = self.write().await?;
        let held = sqlx::query(
            "UPDATE transfers SET state = $1, next_at = $2, leased_until = 0, attempts = attempts + 1, fault_sealed = $3, changed_at = $4, \
             fault_kind = $5, trace_sealed = NULL WHERE id = $6 AND fence = $7",
        )
        .bind(word(TransferState::Rejected))
        .bind(next_at)
        .bind(sealed)
        .bind(now)
        .bind(fault.kind.word())
        .bind(&transfer.id)
        .bind(transfer.fence)
        .execute(&mut *transaction)
        .await?;
        if held.rows_affected() == 1 {
            let entry = Entry { at: now, actor: "system", action: Action::TransferFailed, tenant: &transfer.tenant, subject: &transfer.id };
            self.audit_in(&mut transaction, &entry).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Ends a transfer and deletes its content; with `next` the content goes over to another channel in the same moment.
    pub(crate) async fn end_transfer(
        &self,
        transfer: &Transfer,
        state: TransferState,
        next: Option<&str>,
        fault: Option<&Fault>,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let sealed = self.seal_fault(transfer, fault)?;
        let mut transaction = self.write().await?;
        let holds: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM transfers WHERE id = $1 AND fence = $2")
            .bind(&transfer.id)
            .bind(transfer.fence)
            .fetch_one(&mut *transaction)
            .await?;
        if holds == 0 {
            return Ok(());
        }
        if let Some(channel) = next {
            sqlx::query(
                "INSERT INTO transfers (id, tenant, service, pid, digest, channel, state, attempts, queued_at, changed_at, next_at, leased_until, \
                 fence, day, share_sealed, delivery_sealed) SELECT $1, tenant, service, pid, digest, $2, $3, 0, $4, $4, $4, 0, 0, day, share_sealed, \
                 delivery_sealed FROM transfers WHERE id = $5 ON CONFLICT (tenant, pid, digest, channel) DO NOTHING",
            )
            .bind(self.rng.uuid()?)
            .bind(channel)
            .bind(word(TransferState::Waiting))
            .bind(now)
            .bind(&transfer.id)
            .execute(&mut *transaction)
            .await?;
        }
        sqlx::query(
            "UPDATE transfers SET state = $1, fault_sealed = $2, changed_at = $3, fault_kind = $4, leased_until = 0, trace_sealed = NULL, \
             share_sealed = NULL, delivery_sealed = NULL WHERE id = $5",
        )
        .bind(word(state))
        .bind(sealed)
        .bind(now)
        .bind(fault.map(|fault| fault.kind.word()))
        .bind(&transfer.id)
        .execute(&mut *transaction)
        .await?;
        let action = if state == TransferState::Confirmed { Action::TransferConfirmed } else { Action::TransferFailed };
        let entry = Entry { at: now, actor: "system", action, tenant: &transfer.tenant, subject: &transfer.id };
        self.audit_in(&mut transaction, &entry).await?;
        transaction.commit().await?;
        // `secure_delete` has overwritten the rows; SQLite's log is cut off now instead of with the next retention run. Somebody may be reading: then it waits.
        self.cut_log().await?;
        Ok(())
    }

    fn seal_fault(&self, transfer: &Transfer, fault: Option<&Fault>) -> Result<Option<Vec<u8>>, StoreError> {
        fault.map(|fault| self.vault.seal("transfers", &transfer.id, "fault", fault.detail.as_bytes())).transpose()
    }

    /// Makes transfers due at once because somebody asks for it, those that came back from a backup or were refused and held, too.
    pub(crate) async fn hurry_transfers(&self, pid: Option<&str>, now: UnixSeconds) -> Result<u64, StoreError> {
        let mut update = Statement::new(super::restored::HURRY);
        update.push_bind(now).push(" WHERE delivery_sealed IS NOT NULL");
        if let Some(pid) = pid {
            update.push(" AND pid = ").push_bind(pid.to_owned());
        }
        Ok(update.build()?.in_turn(self).await?.rows_affected())
    }

    /// Makes due at once what its receiver has and has not confirmed: there is news of it.
    pub(crate) async fn hurry_follow_ups(&self, now: UnixSeconds) -> Result<u64, StoreError> {
        let update = sqlx::query("UPDATE transfers SET next_at = $1 WHERE delivery_sealed IS NOT NULL AND state = $2");
        Ok(update.bind(now).bind(word(TransferState::Transferred)).in_turn(self).await?.rows_affected())
    }

    /// Transfers, newest first; with grants only what these allow. `is_open`: only those that are not confirmed.
    pub(crate) async fn list_transfers(&self, grants: Option<&[Grant]>, is_open: bool, most: u32) -> Result<Vec<Transfer>, StoreError> {
        let mut list = Statement::new(COLUMNS);
        list.push(" WHERE ");
        push_grants(&mut list, grants);
        if is_open {
            list.push(" AND state <> ").push_bind(word(TransferState::Confirmed));
        }
        list.push(" ORDER BY queued_at DESC, id LIMIT ").push_bind(i64::from(most));
        list.build()?.fetch_all(&self.pool).await?.iter().map(|row| self.read_transfer(row)).collect()
    }

    /// How many transfers there are, by tenant, channel and state.
    pub(crate) async fn count_transfers(&self) -> Result<Vec<(String, String, String, u64)>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
            "SELECT tenant, channel, state, COUNT(*) FROM transfers GROUP BY tenant, channel, state ORDER BY tenant, channel, state",
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(|(tenant, channel, state, count)| (tenant, channel, state, unsigned(count))).collect())
    }

    fn read_transfer(&self, row: &sqlx::any::AnyRow) -> Result<Transfer, StoreError> {
        let id: String = row.try_get("id")?;
        let text = |column: &'static str, sealed: Option<Vec<u8>>| {
            let Some(sealed) = sealed else { return Ok(None) };
            let opened = self.vault.open("transfers", &id, column, &sealed)?;
            String::from_utf8(opened.to_vec()).map(Some).map_err(|_| StoreError::Malformed("transfer"))
        };
        let state: String = row.try_get("state")?;
        let fault_kind: Option<String> = row.try_get("fault_kind")?;
        Ok(Transfer {
            tenant: row.try_get("tenant")?,
            service: row.try_get("service")?,
            pid: row.try_get("pid")?,
            digest: row.try_get("digest")?,
            channel: row.try_get("channel")?,
            state: TransferState::ALL.into_iter().find(|known| word(*known) == state).ok_or(StoreError::Malformed("state"))?,
            attempts: unsigned(row.try_get("attempts")?),
            queued_at: row.try_get("queued_at")?,
            changed_at: row.try_get("changed_at")?,
            next_at: row.try_get("next_at")?,
            fence: row.try_get("fence")?,
            fault: text("fault", row.try_get("fault_sealed")?)?,
            fault_kind: fault_kind.and_then(|word| FaultKind::ALL.into_iter().find(|kind| kind.word() == word)),
            trace: text("trace", row.try_get("trace_sealed")?)?,
            is_kept: row.try_get::<i64, _>("is_kept")? != 0,
            acknowledged_at: row.try_get("acknowledged_at")?,
            day: u32::try_from(row.try_get::<i64, _>("day")?).map(Day).map_err(|_| StoreError::Malformed("day"))?,
            id,
        })
    }
}

fn word(state: TransferState) -> &'static str {
    state.word()
}
