//! Forms this side has published. In: the bytes of a compiled form. Out: the same, by hash; answers to any other form are not believed.

use std::collections::BTreeMap;

use vordruck_form::compiled::CompiledForm;

use super::turns::InTurn as _;
use super::{Store, StoreError};
use crate::clock::UnixSeconds;

impl Store {
    /// Keeps a published form; repeating it changes nothing but the time.
    pub(crate) async fn add_form(&self, tenant: &str, hash: &str, service: &str, bytes: &[u8], now: UnixSeconds) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO forms (tenant, hash, service, bytes, published_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (tenant, hash) DO UPDATE SET published_at = excluded.published_at",
        )
        .bind(tenant)
        .bind(hash)
        .bind(service)
        .bind(bytes)
        .bind(now)
        .in_turn(self)
        .await?;
        Ok(())
    }

    /// The bytes of a form that was published for this tenant and service.
    pub(crate) async fn lookup_form(&self, tenant: &str, service: &str, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(sqlx::query_scalar("SELECT bytes FROM forms WHERE tenant = $1 AND service = $2 AND hash = $3")
            .bind(tenant)
            .bind(service)
            .bind(hash)
            .fetch_optional(&self.pool)
            .await?)
    }

    /// The bytes of a form of this tenant, whichever service it is of.
    pub(crate) async fn lookup_form_named(&self, tenant: &str, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = sqlx::query_scalar("SELECT bytes FROM forms WHERE tenant = $1 AND hash = $2").bind(tenant).bind(hash);
        Ok(bytes.fetch_optional(&self.pool).await?)
    }

    /// Tenant, service and bytes of the newest form of each service.
    pub(crate) async fn list_newest_forms(&self) -> Result<Vec<(String, String, Vec<u8>)>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT tenant, service, bytes FROM forms AS f WHERE NOT EXISTS (SELECT 1 FROM forms AS n WHERE n.tenant = f.tenant \
             AND n.service = f.service AND (n.published_at > f.published_at OR (n.published_at = f.published_at AND n.hash > f.hash))) \
             ORDER BY tenant, service",
        )
        .fetch_all(&self.pool)
        .await?)
    }

    /// The German name of each service of a tenant; the id where the form can't be read.
    pub(crate) async fn list_titles(&self, tenant: &str) -> Result<BTreeMap<String, String>, StoreError> {
        let forms = self.list_newest_forms().await?.into_iter().filter(|(owner, ..)| owner == tenant);
        let title = |(_, service, bytes): (String, String, Vec<u8>)| {
            let title = CompiledForm::from_bytes(&bytes).map(|form| form.title.in_language(0).to_owned());
            (service.clone(), title.unwrap_or(service))
        };
        Ok(forms.map(title).collect())
    }
}
