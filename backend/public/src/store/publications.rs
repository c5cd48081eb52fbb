//! What private sides publish: forms, cards, key manifests. In and out: bytes as they were published.

use vordruck_contract::services::ServiceCard;
use vordruck_envelope::FormHash;

use super::{Publications, Store, StoreError};
use crate::clock::UnixSeconds;

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
