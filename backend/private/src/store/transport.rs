//! How the interfaces of tenants are doing. In: a tenant, grants. Out: counts by channel, and waiting transfers made due. Opens nothing.

use vordruck_contract::postbox::TransferState;

use super::audit::{Action, Entry};
use super::statement::Statement;
use super::turns::InTurn as _;
use super::{Store, StoreError, unsigned};
use crate::clock::UnixSeconds;
use crate::staff::permission::Grant;

/// What happened in a channel within the time that lines are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ChannelCounts {
    pub(crate) tenant: String,
    pub(crate) channel: String,
    /// With content: to be sent, or sent and not confirmed.
    pub(crate) waiting: u64,
    /// Those of them that failed at least once.
    pub(crate) failing: u64,
    pub(crate) oldest_waiting_at: Option<UnixSeconds>,
    /// Those that wait for somebody's word, which nobody has given yet: refused, and nobody else can read them, or back from a backup.
    pub(crate) held: u64,
    /// Rejected or given up; the next channel has them.
    pub(crate) failed: u64,
    pub(crate) confirmed: u64,
    pub(crate) last_confirmed_at: Option<UnixSeconds>,
}

/// What somebody says about what waits in a channel.
pub(crate) struct Word<'a> {
    /// How far it goes.
    pub(crate) grants: &'a [Grant],
    pub(crate) tenant: &'a str,
    pub(crate) channel: &'a str,
    /// Staff id.
    pub(crate) actor: &'a str,
    pub(crate) at: UnixSeconds,
}

/// A row of the counting query: tenant, channel, waiting, failing, held, oldest, failed, confirmed, last.
type Row = (String, String, i64, i64, i64, Option<i64>, i64, i64, Option<i64>);

/// Which transfers nobody sends before somebody asks for it.
const HELD: &str = "delivery_sealed IS NOT NULL AND acknowledged_at IS NULL AND (state = 'rejected' OR fault_kind = 'restored')";

impl Store {
    /// Counts by tenant and channel; with grants only what these allow.
    pub(crate) async fn count_channels(&self, grants: Option<&[Grant]>) -> Result<Vec<ChannelCounts>, StoreError> {
        let mut count = Statement::new(
            "SELECT tenant, channel, COUNT(*) FILTER (WHERE delivery_sealed IS NOT NULL), \
             COUNT(*) FILTER (WHERE delivery_sealed IS NOT NULL AND attempts > 0), COUNT(*) FILTER (WHERE ",
        );
        count.push(HELD).push("), MIN(queued_at) FILTER (WHERE delivery_sealed IS NOT NULL), COUNT(*) FILTER (WHERE state IN (");
        count.push_bind(TransferState::Rejected.word()).push(", ").push_bind(TransferState::GaveUp.word());
        count.push(")), COUNT(*) FILTER (WHERE state = ").push_bind(TransferState::Confirmed.word());
        count.push("), MAX(changed_at) FILTER (WHERE state = ").push_bind(TransferState::Confirmed.word()).push(") FROM transfers WHERE ");
        push_grants(&mut count, grants);
        count.push(" GROUP BY tenant, channel ORDER BY tenant, channel");
        let rows: Vec<Row> = count.build_query_as()?.fetch_all(&self.pool).await?;
        let counts =
            |(tenant, channel, waiting, failing, held, oldest_waiting_at, failed, confirmed, last_confirmed_at): Row| ChannelCounts {
                tenant,
                channel,
                waiting: unsigned(waiting),
                failing: unsigned(failing),
                held: unsigned(held),
                oldest_waiting_at,
                failed: unsigned(failed),
                confirmed: unsigned(confirmed),
                last_confirmed_at,
            };
        Ok(rows.into_iter().map(counts).collect())
    }

    /// Makes due at once what waits in a channel, as far as the word's author may. What a process has in hand stays with it.
    pub(crate) async fn hurry_channel(&self, word: &Word<'_>) -> Result<u64, StoreError> {
        let mut update = Statement::new(super::restored::HURRY);
        update.push_bind(word.at).push(" WHERE delivery_sealed IS NOT NULL AND channel = ").push_bind(word.channel);
        self.give_word(word, Action::TransfersRetried, update).await
    }

    /// Notes that somebody knows of what is held in a channel: it is no alarm any more, until it is sent again and comes back.
    pub(crate) async fn acknowledge_channel(&self, word: &Word<'_>) -> Result<u64, StoreError> {
        let mut update = Statement::new("UPDATE transfers SET acknowledged_at = ");
        update.push_bind(word.at).push(" WHERE ").push(HELD).push(" AND channel = ").push_bind(word.channel);
        self.give_word(word, Action::TransfersAcknowledged, update).await
    }

    async fn give_word(&self, word: &Word<'_>, action: Action, mut update: Statement) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        push_grants(update.push(" AND "), Some(word.grants));
        let count = update.build()?.execute(&mut *transaction).await?.rows_affected();
        let entry = Entry { at: word.at, actor: word.actor, action, tenant: word.tenant, subject: word.channel };
        self.audit_in(&mut transaction, &entry).await?;
        transaction.commit().await?;
        Ok(count)
    }

    /// Notes that the operator knows of all that is held; how many there were.
    pub(crate) async fn acknowledge_transfers(&self, now: UnixSeconds) -> Result<u64, StoreError> {
        let mut update = Statement::new("UPDATE transfers SET acknowledged_at = ");
        update.push_bind(now).push(" WHERE ").push(HELD);
        Ok(update.build()?.in_turn(self).await?.rows_affected())
    }

    /// Whether a transfer fails, is held and nobody has said to know of it, or is with a receiver that has said nothing about it since `silent_since`.
    pub(crate) async fn has_stuck_transfers(&self, silent_since: UnixSeconds) -> Result<bool, StoreError> {
        let stuck: i64 = sqlx::query_scalar(
            "SELECT CAST(EXISTS (SELECT 1 FROM transfers WHERE delivery_sealed IS NOT NULL AND acknowledged_at IS NULL \
             AND (fault_kind IS NOT NULL OR (state = $1 AND queued_at < $2))) AS INTEGER)",
        )
        .bind(TransferState::Transferred.word())
        .bind(silent_since)
        .fetch_one(&self.pool)
        .await?;
        Ok(stuck != 0)
    }
}

/// The condition that a line belongs to one of the grants; without any grant, to none.
pub(super) fn push_grants(query: &mut Statement, grants: Option<&[Grant]>) {
    query.push("(1 = ").push_bind(i64::from(grants.is_none()));
    for grant in grants.unwrap_or_default() {
        query.push(" OR (tenant = ").push_bind(grant.tenant.clone());
        if let Some(service) = &grant.service {
            query.push(" AND service = ").push_bind(service.clone());
        }
        query.push(")");
    }
    query.push(")");
}
