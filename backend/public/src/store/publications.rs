//! What private sides publish: forms, cards, key manifests. In and out: bytes as they were published.

use vordruck_contract::services::ServiceCard;
use vordruck_envelope::FormHash;

use super::rows::array;
use super::{Publications, Store, StoreError};
use crate::clock::UnixSeconds;

/// A form and what refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pin {
    pub(crate) form: FormHash,
    pub(crate) is_current: bool,
    pub(crate) drafts: u64,
    pub(crate) submissions: u64,
}

impl Publications for Store {
    async fn publish_form(&self, form: FormHash, bytes: Vec<u8>, now: UnixSeconds) -> Result<bool, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    // A repeated publication counts as a fresh one, so that the form isn't taken for an orphan before its card comes.
                    let updated = sqlx::query("UPDATE forms SET stored_at = $1 WHERE form = $2")
                        .bind(now)
                        .bind(form.as_bytes().as_slice())
                        .execute(&mut *connection)
                        .await?;
                    if updated.rows_affected() == 1 {
                        return Ok(false);
                    }
                    sqlx::query("INSERT INTO forms (form, bytes, stored_at) VALUES ($1, $2, $3)")
                        .bind(form.as_bytes().as_slice())
                        .bind(bytes)
                        .bind(now)
                        .execute(connection)
                        .await?;
                    Ok(true)
                })
            })
            .await
    }

    async fn form(&self, form: FormHash) -> Result<Option<Vec<u8>>, StoreError> {
        let row: Option<(Vec<u8>,)> = sqlx::query_as("SELECT bytes FROM forms WHERE form = $1")
            .bind(form.as_bytes().as_slice())
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.map(|(bytes,)| bytes))
    }

    async fn has_form(&self, form: FormHash) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = sqlx::query_as("SELECT stored_at FROM forms WHERE form = $1")
            .bind(form.as_bytes().as_slice())
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.is_some())
    }

    async fn publish_service(&self, card: ServiceCard, form: FormHash, now: UnixSeconds) -> Result<bool, StoreError> {
        let text = serde_json::to_string(&card)?;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let stored: Option<(i64,)> =
                        sqlx::query_as("SELECT stored_at FROM forms WHERE form = $1").bind(form.as_bytes().as_slice()).fetch_optional(&mut *connection).await?;
                    if stored.is_none() {
                        return Ok(false);
                    }
                    // Whoever has the form before this one open in the browser has a day to save or submit it: its orphan's day begins now.
                    sqlx::query("UPDATE forms SET stored_at = $1 WHERE form <> $2 AND form IN (SELECT form FROM services WHERE tenant = $3 AND service = $4)")
                        .bind(now)
                        .bind(form.as_bytes().as_slice())
                        .bind(&card.tenant)
                        .bind(&card.service)
                        .execute(&mut *connection)
                        .await?;
                    sqlx::query(
                        "INSERT INTO services (tenant, service, form, card, published_at) VALUES ($1, $2, $3, $4, $5)
                         ON CONFLICT (tenant, service) DO UPDATE SET form = excluded.form, card = excluded.card, published_at = excluded.published_at",
                    )
                    .bind(card.tenant)
                    .bind(card.service)
                    .bind(form.as_bytes().as_slice())
                    .bind(text)
                    .bind(now)
                    .execute(connection)
                    .await?;
                    Ok(true)
                })
            })
            .await
    }

    async fn service(&self, tenant: String, service: String) -> Result<Option<ServiceCard>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT card FROM services WHERE tenant = $1 AND service = $2")
            .bind(tenant)
            .bind(service)
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.map(|(card,)| serde_json::from_str(&card)).transpose()?)
    }

    async fn pins(&self, tenant: String, service: String, now: UnixSeconds) -> Result<Vec<Pin>, StoreError> {
        let rows: Vec<(Vec<u8>, i64, i64, i64)> = sqlx::query_as(
            "SELECT form, CAST(SUM(current) AS BIGINT), CAST(SUM(drafts) AS BIGINT), CAST(SUM(submissions) AS BIGINT) FROM (
               SELECT form, 1 AS current, 0 AS drafts, 0 AS submissions FROM services WHERE tenant = $1 AND service = $2
               UNION ALL SELECT form, 0, 1, 0 FROM drafts WHERE tenant = $1 AND service = $2 AND expires_at > $3
               UNION ALL SELECT form, 0, 0, 1 FROM submissions WHERE tenant = $1 AND service = $2 AND deleted_at IS NULL
             ) AS pins GROUP BY form ORDER BY 2 DESC, form",
        )
        .bind(tenant)
        .bind(service)
        .bind(now)
        .fetch_all(&self.readers)
        .await?;
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        let pin = |(form, current, drafts, submissions): (Vec<u8>, i64, i64, i64)| {
            let form = FormHash::from_bytes(array(&form)?);
            Ok(Pin { form, is_current: current > 0, drafts: count(drafts), submissions: count(submissions) })
        };
        rows.into_iter().map(pin).collect()
    }

    async fn publish_keys(&self, tenant: String, jws: String, now: UnixSeconds) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(
                        "INSERT INTO key_manifests (tenant, jws, published_at) VALUES ($1, $2, $3)
                         ON CONFLICT (tenant) DO UPDATE SET jws = excluded.jws, published_at = excluded.published_at",
                    )
                    .bind(tenant)
                    .bind(jws)
                    .bind(now)
                    .execute(connection)
                    .await?;
                    Ok(())
                })
            })
            .await
    }

    async fn keys(&self, tenant: String) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT jws FROM key_manifests WHERE tenant = $1").bind(tenant).fetch_optional(&self.readers).await?;
        Ok(row.map(|(jws,)| jws))
    }
}
