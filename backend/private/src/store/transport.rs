//! How the interfaces of tenants are doing. In: a tenant, grants. Out: counts by channel, and waiting transfers made due. Opens nothing.

use sqlx::{QueryBuilder, Sqlite};
use vordruck_contract::postbox::TransferState;

use super::audit::{Action, Entry};
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
    /// Rejected or given up; the next channel has them.
    pub(crate) failed: u64,
    pub(crate) confirmed: u64,
    pub(crate) last_confirmed_at: Option<UnixSeconds>,
}

/// A row of the counting query: tenant, channel, waiting, failing, oldest, failed, confirmed, last.
type Row = (String, String, i64, i64, Option<i64>, i64, i64, Option<i64>);

impl Store {
    /// Counts by tenant and channel; with grants only what these allow.
    pub(crate) async fn count_channels(&self, grants: Option<&[Grant]>) -> Result<Vec<ChannelCounts>, StoreError> {
        let mut count = QueryBuilder::<Sqlite>::new(
            "SELECT tenant, channel, COUNT(*) FILTER (WHERE delivery_sealed IS NOT NULL), \
             COUNT(*) FILTER (WHERE delivery_sealed IS NOT NULL AND attempts > 0), \
             MIN(queued_at) FILTER (WHERE delivery_sealed IS NOT NULL), COUNT(*) FILTER (WHERE state IN (",
        );
        count.push_bind(TransferState::Rejected.word()).push(", ").push_bind(TransferState::GaveUp.word());
        count.push(")), COUNT(*) FILTER (WHERE state = ").push_bind(TransferState::Confirmed.word());
        count.push("), MAX(changed_at) FILTER (WHERE state = ").push_bind(TransferState::Confirmed.word()).push(") FROM transfers WHERE ");
        push_grants(&mut count, grants);
        count.push(" GROUP BY tenant, channel ORDER BY tenant, channel");
        let rows: Vec<Row> = count.build_query_as().fetch_all(&self.pool).await?;
        let counts = |(tenant, channel, waiting, failing, oldest_waiting_at, failed, confirmed, last_confirmed_at): Row| ChannelCounts {
            tenant,
            channel,
            waiting: unsigned(waiting),
            failing: unsigned(failing),
            oldest_waiting_at,
            failed: unsigned(failed),
            confirmed: unsigned(confirmed),
            last_confirmed_at,
        };
        Ok(rows.into_iter().map(counts).collect())
    }

    /// Makes due at once what waits in a channel of a tenant, as far as the grants go. What a process has in hand stays with it.
    pub(crate) async fn hurry_channel(
        &self,
        grants: &[Grant],
        tenant: &str,
        channel: &str,
        actor: &str,
        now: UnixSeconds,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        let mut update = QueryBuilder::<Sqlite>::new(super::restored::HURRY);
        update.push_bind(now).push(" WHERE delivery_sealed IS NOT NULL AND channel = ").push_bind(channel).push(" AND ");
        push_grants(&mut update, Some(grants));
        let count = update.build().execute(&mut *transaction).await?.rows_affected();
        let entry = Entry { at: now, actor, action: Action::TransfersRetried, tenant, subject: channel };
        self.audit_in(&mut transaction, &entry).await?;
        transaction.commit().await?;
        Ok(count)
    }
}

/// The condition that a line belongs to one of the grants; without any grant, to none.
pub(super) fn push_grants(query: &mut QueryBuilder<Sqlite>, grants: Option<&[Grant]>) {
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
